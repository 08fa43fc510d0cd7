r"""Names that a chain has between what it differentiates and what that comes to: ``\partial z/\partial w = g = 2 + b``.

That g is this derivative says what g is, and cannot be wrong; that the derivative is 2 + b can be. Where the two
contradict each other, it is the member behind the name that is refuted, and it is proved by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.check.doubts.finding import Finding, Kind
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial, Ref

NAMED: Final = "{} is what the next member says, which is refuted"


def refuted(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Mapping[int, Outcome]:
    """The members that say what a name before them is, where that is not what the chain differentiates; and the open
    members that have the name."""
    found: dict[int, Outcome] = {}
    for at in range(1, len(lines)):
        line, before = lines[at], lines[at - 1]
        own, named = outcomes[at], outcomes[at - 1]
        says = own.role is Role.DEFINITION and own.finding.verdict is Verdict.RIGHT and line.head is None
        if not says or line.chain is None or line.chain != before.chain or not isinstance(before.side, Ref):
            continue
        if named.finding.verdict is Verdict.WRONG and isinstance(before.head, Partial):
            said = Finding(Verdict.UNCHECKED, NAMED.format(before.side.key))
            found[at - 1] = replace(named, finding=said)
            found[at] = replace(named, role=Role.CLAIM)
        elif named.finding.kind is Kind.AT_NUMBERS:
            found[at] = replace(own, finding=Finding(Verdict.UNCHECKED, named.finding.reason, kind=Kind.AT_NUMBERS))
    return found
