r"""Names that a document differentiates by as single ones: ``\frac{\partial E}{\partial b} = \sum_j \delta_j``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.names.names import Names
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial


def single(lines: Iterable[Line], names: Names, ranges: Ranges) -> frozenset[tuple[str, str]]:
    """Names without an index and the ranges, by name, over which a derivative by them is a sum.

    Such a name is one for all units of the range, and has no entry for each of them.
    """
    return frozenset(pair for line in lines for pair in _of_line(line, names, ranges))


def _of_line(line: Line, names: Names, ranges: Ranges) -> Iterator[tuple[str, str]]:
    match line.head:
        case Partial(by=by) if line.side is not None and not resolved(names, by).slots:
            found = [use for use in uses(line.side, names) if isinstance(use, Use) and isinstance(use.letter, str)]
            if all(use.binder is not None for use in found):
                key = resolved(names, by).key
                yield from ((key, ranges.of(use.key, use.slot).name) for use in found)
        case _:
            pass
