"""Sums with all their terms written out, of which a document writes different numbers for one quantity.

``y = w_1 x_1 + w_2 x_2`` and ``y = w_1 x_1 + w_2 x_2 + w_3 x_3`` beside a sum to K: how many there are is not said, and
the largest number that is written says no more of it than the other one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.elaboration.counted import FEWEST, numbered
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Term


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A line that names all elements of a range from the first one on, and how many."""

    at: int
    claim: Claim
    range_: str
    size: int


def disputed(
    lines: Sequence[Line], findings: Sequence[Finding], judge: Judge, opening: Mapping[int | None, int]
) -> Mapping[int, Finding]:
    """The lines that are proved for as many elements as they name, where as many others hold for another number.

    Those others are disputed, too, unless most lines are for the number that refutes them, in their section as well.
    ``opening`` says which line opened a chain.
    """
    found: dict[int, str] = {}
    grouped: defaultdict[str, list[Written]] = defaultdict(list)
    for each in _written(lines, judge, opening):
        grouped[each.range_].append(each)
    for group in grouped.values():
        support = Counter(each.size for each in group)
        for own, other in _apart(group, findings, judge):
            reason = f"whether there are {' or '.join(map(str, sorted((own.size, other.size))))} of them is not clear"
            usual = support[own.size] > support[other.size]
            if not usual:
                found[own.at] = reason
            if findings[other.at].verdict is Verdict.WRONG and (not usual or own.claim.section != other.claim.section):
                found[other.at] = reason
    return {at: Finding(Verdict.UNCHECKED, reason) for at, reason in found.items()}


def _written(lines: Sequence[Line], judge: Judge, opening: Mapping[int | None, int]) -> Iterator[Written]:
    for at, line in enumerate(lines):
        first = line if line.head is not None or line.chain not in opening else lines[opening[line.chain]]
        if first.head is not None and line.side is not None and line.problem is None:
            claim = Claim(first.head, line.side, line.conditions, line.section, at)
            for name, size in _written_out(line.side, judge).items():
                yield Written(at, claim, name, size)


def _apart(group: Sequence[Written], findings: Sequence[Finding], judge: Judge) -> Iterator[tuple[Written, Written]]:
    """Lines that are proved, each with one that is not and would be for the number of elements that it names."""
    proved = [each for each in group if findings[each.at].verdict in PROVED]
    for other in group:
        rivals = [each for each in proved if each.size != other.size]
        if findings[other.at].verdict in PROVED or not rivals:
            continue
        if judge.sized(other.claim, {other.range_: other.size}, ()) is not None:
            yield from ((own, other) for own in rivals)


def _written_out(side: Term, judge: Judge) -> dict[str, int]:
    """The ranges of which a side names all elements from the first one on, and how many, where no sum says it."""
    ranges = judge.book.ranges
    return {
        name: len(found)
        for name, found in numbered(walk(side), judge.book).items()
        if len(found) >= FEWEST
        and max(found) - min(found) == len(found) - 1
        and not isinstance(ranges.extents[name].last, int)
    }
