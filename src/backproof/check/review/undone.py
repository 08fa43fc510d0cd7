"""Errors that a second one undoes: a line is wrong, and what goes on with it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.check.doubts.finding import Finding
from backproof.check.review.follows import restored
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.expr.walk import walk
from backproof.read.lines import Line
from backproof.read.terms.terms import Term

REACH = 12
"""So many lines behind a wrong one may go on with it."""


def undone(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> dict[int, int]:
    """The wrong lines that are undone, each with the first line that is right although it goes on with it."""
    found: dict[int, int] = {}
    for at, outcome in enumerate(outcomes):
        if outcome.finding.verdict is Verdict.WRONG:
            behind = next(_right_behind(at, lines, outcomes), None)
            if behind is not None:
                found[at] = behind
    return found


def _right_behind(at: int, lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Iterator[int]:
    wrong, finding = lines[at], outcomes[at].finding
    for other in range(at + 1, min(at + REACH, len(lines))):
        line, verdict = lines[other], outcomes[other].finding.verdict
        # Entries that stand alone go on with nothing.
        member = line.head is None and bool(line.relation)
        goes_on = other == at + 1 and member and line.chain == wrong.chain is not None
        # A value that is given there and a name that is introduced there claim nothing.
        chained = goes_on and outcomes[other].role not in {Role.GIVEN, Role.DEFINITION}
        if verdict in PROVED and (chained or _goes_on(line, wrong, outcomes[other].finding, finding)):
            yield other


def _goes_on(line: Line, wrong: Line, finding: Finding, refuted: Finding) -> bool:
    """Whether a line is about more than a wrong one, which its left side rests on, and has its factors."""
    if finding.sides is None or refuted.sides is None or finding.sides.left == refuted.sides.left:
        return False
    rests = any(part == refuted.sides.left for part in walk(finding.sides.left))
    return rests and _has(line.side, wrong.side)


def _has(side: Term | None, wrong: Term | None) -> bool:
    if side is None or wrong is None:
        return False
    return restored(side, wrong, wrong) is not None
