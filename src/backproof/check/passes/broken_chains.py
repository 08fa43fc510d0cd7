r"""Chain rules of open quantities with a minus in front: they hold for none.

``\frac{\partial E}{\partial v} = -\frac{\partial E}{\partial y} \frac{\partial y}{\partial v}`` is false whatever E and
y are: the product alone is the derivative, where E depends on v through y alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from backproof.check.definitions.routes import routes
from backproof.check.judging.finding import Finding
from backproof.check.passes.chain_rules import Said, is_silent
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.context.depending import Dependence
from backproof.read.lines import Line
from backproof.read.terms.terms import Num, Term, Times

IMPLICIT: Final = re.compile(
    r"\b(?:implicit\w*|held (?:fixed|constant)|at constant|triple product|equilibri\w+|fixed[- ]point)\b", re.IGNORECASE
)
"""Words for quantities that an equation ties: there a product of derivatives has a minus."""
SAID: Final = "without its sign it is this derivative: where each of its factors is one, both sides differ"


def refuted(
    lines: Sequence[Line], outcomes: Sequence[Outcome], words: str, declared: Sequence[Dependence] = ()
) -> list[Outcome]:
    """The outcomes, with the open chain rules refuted that have a minus too many."""
    turned = {at: each for at, line in enumerate(lines) if (each := _without_sign(line)) is not None}
    asked = [at for at in turned if is_silent(lines[at], outcomes[at])]
    if not asked or IMPLICIT.search(words):
        return list(outcomes)
    said = Said(lines, coupled=False, declared=declared)
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    found = list(outcomes)
    for at in asked:
        factor, side = turned[at]
        head = lines[at].head or opening.get(lines[at].chain)
        ways = () if head is None else routes(head, side, said.indices)
        if ways and not said.contradicts(ways):
            shown = Counterexample({}, factor * len(ways), float(len(ways)))
            reason = f"{SAID}: written {shown.written}, true {shown.true}"
            finding = Finding(Verdict.WRONG, reason, counterexample=shown)
            found[at] = replace(found[at], finding=finding, claims=(), instances=())
    return found


def _without_sign(line: Line) -> tuple[float, Term] | None:
    """The negative number in front of a side, and the side without it."""
    match line.side:
        case Times((Num(value=number), *others)) if number < 0 and others:
            return float(number), Times(tuple(others), line.side.span)
        case _:
            return None
