"""Results of a chain of which nothing before is proved: the arithmetic is right, and what it is of is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from backproof.check.numbers.derivatives import BY_DEFINITIONS
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.lines import Line

RESTING: Final = "what stands before it in its chain holds, which is open"


def settled(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with results right only if what they go on with is."""
    found = list(outcomes)
    proved: set[int] = set()
    opened: set[int] = set()
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        if line.chain is None:
            continue
        finding = outcome.finding
        rests = line.head is None and line.chain in opened and line.chain not in proved
        is_number = outcome.role is Role.NUMBER and finding.reason != BY_DEFINITIONS
        if rests and is_number and finding.verdict is Verdict.RIGHT:
            assumes = (*finding.assumes, RESTING)
            found[at] = replace(outcome, finding=replace(finding, verdict=Verdict.RIGHT_IF, assumes=assumes))
        elif finding.verdict in PROVED:
            proved.add(line.chain)
        elif finding.verdict is Verdict.UNCHECKED:
            opened.add(line.chain)
    return found
