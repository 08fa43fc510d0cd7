r"""Values that do not move: ``b = b``, and ``w_{t+1} = w_t``, of which the step is lost.

The first is equal to itself, and the second would define the next value of a parameter. Neither is proved by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from backproof.check.doubts.finding import Finding
from backproof.check.layers.carried_out import descended
from backproof.check.layers.recurrence import marks
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.lines import Line
from backproof.read.notation.assigned import WEIGHTS
from backproof.read.terms.terms import Nabla, Partial, Ref

SAME: Final = "both sides are the same as they are written, which says nothing"
UNMOVED: Final = "the next value is the last one, and nothing says why no step is made"


def settled(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, open where a line is proved only because nothing is left of what it said."""
    found = list(outcomes)
    for at, outcome in enumerate(outcomes):
        claims = outcome.finding.verdict in PROVED and outcome.role not in {Role.GIVEN, Role.NUMBER}
        if claims and (lost := _lost(at, lines)):
            found[at] = replace(outcome, finding=Finding(Verdict.UNCHECKED, lost))
    return found


def _lost(at: int, lines: Sequence[Line]) -> str:
    """Why nothing of a line is proved; empty where something is."""
    line = lines[at]
    head, side = line.head, line.side
    if line.same and not isinstance(head, Partial | Nabla):
        # A derivative that stands where a chain of them begins, and is all of it, is no new value of anything.
        return SAME
    if not isinstance(head, Ref) or not isinstance(side, Ref) or not _follows(head, side):
        return ""
    return UNMOVED if head.base in WEIGHTS or head.base in descended(lines) else ""


def _follows(head: Ref, side: Ref) -> bool:
    """Whether a name is that of the next step of another, and has no other script."""
    scripts = (*head.subs, *head.sups, *side.subs, *side.sups, *head.at, *side.at)
    if head.base != side.base or len(scripts) != 2:
        return False
    own, other = marks(head), marks(side)
    steps = [(mark, other.get(place)) for place, mark in own.items()]
    return any(
        before is not None and mark.letter and mark.letter == before.letter and mark.offset == before.offset + 1
        for mark, before in steps
    )
