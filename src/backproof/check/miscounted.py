"""Sums with all their terms written out, of which a document writes different numbers for one quantity.

``y = w_1 x_1 + w_2 x_2`` and ``y = w_1 x_1 + w_2 x_2 + w_3 x_3`` beside a sum to K: how many there are is not said, and
the largest number that is written says no more of it than the other one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backproof.check.counted import FEWEST, numbered
from backproof.check.judge import PROVED, Finding, Judge
from backproof.check.sides import Claim
from backproof.read.lines import Line
from backproof.read.rewriting import bare, walk
from backproof.read.terms import Term


def disputed(lines: Sequence[Line], findings: Sequence[Finding], judge: Judge) -> Mapping[int, str]:
    """The lines that are proved for as many elements as they name, where others hold for other numbers of them."""
    written: defaultdict[Term, list[tuple[int, Claim, dict[str, int]]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.head is not None and line.side is not None and line.problem is None:
            claim = Claim(line.head, line.side, line.conditions, line.section, at)
            if sizes := _written_out(line.side, judge):
                written[bare(line.head)].append((at, claim, sizes))
    found: dict[int, str] = {}
    for group in (group for group in written.values() if len(group) > 1):
        proved = [(at, sizes) for at, _, sizes in group if findings[at].verdict in PROVED]
        others = [(claim, sizes) for at, claim, sizes in group if findings[at].verdict not in PROVED]
        for at, sizes in proved:
            for claim, fewer in others:
                apart = {name: size for name, size in fewer.items() if sizes.get(name, size) != size}
                if apart and judge.sized(claim, apart) is not None:
                    ends = " or ".join(map(str, sorted({*apart.values(), *(sizes[name] for name in apart)})))
                    found[at] = f"whether there are {ends} of them is not clear"
    return found


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
