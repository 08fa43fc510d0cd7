"""Where an error was made that a line carries forward: the first refuted line that does not follow itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain

from backproof.check.interpretation.interpret import Outcome
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Num

REFUTED = frozenset({Verdict.WRONG, Verdict.FOLLOWS})
FEWEST = 2
"""A number with fewer decimals stands in many places by chance."""


def roots(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> dict[int, int]:
    """The line that each one that follows has its error from, by their numbers; some can't be told."""
    found: dict[int, int] = {}
    for at, outcome in enumerate(outcomes):
        if outcome.finding.verdict is Verdict.FOLLOWS:
            source = _source(at, lines, outcomes)
            if source is not None:
                found[at] = found.get(source, source)
    return {at: root for at, root in found.items() if outcomes[root].finding.verdict is Verdict.WRONG}


def _source(at: int, lines: Sequence[Line], outcomes: Sequence[Outcome]) -> int | None:
    """The refuted line before that a line goes on with: as it was found, by a number, or in its chain."""
    root = outcomes[at].finding.root
    if root is not None:
        return next((other for other in range(at) if lines[other].span == root), None)
    earlier = [other for other in reversed(range(at)) if outcomes[other].finding.verdict in REFUTED]
    own = _numbers(lines[at])
    shared = (other for other in earlier if own & _numbers(lines[other]))
    chained = (other for other in earlier if lines[other].chain == lines[at].chain is not None)
    return next(chain(shared, chained), None)


def _numbers(line: Line) -> frozenset[Fraction]:
    """The printed numbers of a line."""
    parts = walk(line.side) if line.side is not None else ()
    return frozenset(part.value for part in parts if isinstance(part, Num) and part.decimals >= FEWEST)
