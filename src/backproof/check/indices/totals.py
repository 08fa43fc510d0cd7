r"""Names that a document differentiates by as single ones: ``\frac{\partial E}{\partial b} = \sum_j \delta_j``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from backproof.check.indices.letters import Use, resolved, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.names.names import Names
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Partial, Plus, Ref


def single(lines: Iterable[Line], names: Names, ranges: Ranges) -> frozenset[tuple[str, str]]:
    """Names without an index and the ranges, by name, over which a derivative by them is a sum.

    Such a name is one for all units of the range, and has no entry for each of them. Nor has one beside it:
    ``\\gamma`` in ``y_i = \\gamma x_i + \\beta``, where a derivative by ``\\beta`` is a sum over i; nor one that
    a definition sums beside elements: ``\\mu`` in ``v = \\sum_i (x_i - \\mu)^2``.
    """
    lines = tuple(lines)
    found = frozenset(pair for line in lines for pair in _of_line(line, names, ranges))
    found |= frozenset(pair for line in lines for pair in _summed(line, names, ranges))
    return found | frozenset(pair for line in lines for pair in _beside(line, found, names)) if found else found


def _summed(line: Line, names: Names, ranges: Ranges) -> Iterator[tuple[str, str]]:
    """The names without an index that a definition adds to elements inside of a sum over these, with their range."""
    if not isinstance(line.head, Ref) or line.side is None:
        return
    for big in occurrences(line.side, Big):
        # Beside a sum stands a bias, of which each unit may have its own.
        for added in (part for part in occurrences(big.body, Plus) if not has(part, Big)):
            bare = {resolved(names, ref).key for ref in references(added) if not resolved(names, ref).slots}
            for use in uses(added, names) if bare else ():
                if isinstance(use, Use) and use.letter == big.letter:
                    yield from ((key, ranges.of(use.key, use.slot).name) for key in bare)


def _beside(line: Line, found: Set[tuple[str, str]], names: Names) -> Iterator[tuple[str, str]]:
    """The names without an index in a definition that has one of those that were found, over the same ranges."""
    if isinstance(line.head, Ref) and line.head.subs and line.side is not None:
        bare = {resolved(names, ref).key for ref in references(line.side) if not resolved(names, ref).slots}
        yield from ((key, over) for single, over in found if single in bare for key in bare)


def _of_line(line: Line, names: Names, ranges: Ranges) -> Iterator[tuple[str, str]]:
    match line.head:
        case Partial(by=by) if line.side is not None and not resolved(names, by).slots:
            found = [use for use in uses(line.side, names) if isinstance(use, Use) and isinstance(use.letter, str)]
            if all(use.binder is not None for use in found):
                key = resolved(names, by).key
                yield from ((key, ranges.of(use.key, use.slot).name) for use in found)
        case _:
            pass
