r"""Weights of two layers under one letter: ``net_j = \sum_i w_{ij} x_i`` beside ``net_k = \sum_j w_{jk} o_j``.

The letters tell the layers apart: what the first weights end at is what the second ones begin at. They are two matrices
where the document computes one array under both letters with them, and writes them with no other letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Partial, Ref

CHANGE = "\\Delta "
Pair = tuple[str, ...]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name of their own for the second weights."""
    second = dict(_second(lines))
    if not second:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        own = second.get(ref.base.removeprefix(CHANGE)) == ref.subs
        return replace(ref, base=f"{ref.base} ") if own else ref

    return tuple(with_refs(line, named) for line in lines)


def _second(lines: Sequence[Line]) -> Iterator[tuple[str, Pair]]:
    """The names of such weights, with the letters of the second ones."""
    pairs: defaultdict[str, set[Pair]] = defaultdict(set)
    for ref in _references(lines):
        if ref.subs:
            pairs[ref.base.removeprefix(CHANGE)].add(ref.subs)
    for base, found in pairs.items():
        for first, second in ((one, other) for one in found for other in found):
            chained = len(first) == len(second) == 2 and first[1] == second[0] and len({*first, *second}) == 3
            if len(found) == 2 and chained and {*first, *second} <= INDEX_LETTERS:
                computed = set(_computed(lines, base, first)) & set(_computed(lines, base, second))
                if computed:
                    yield base, second


def _computed(lines: Sequence[Line], base: str, pair: Pair) -> Iterator[str]:
    """What is computed with weights by a sum over their first letter, for each element of the second."""
    for line in lines:
        if isinstance(line.head, Ref) and line.head.subs == pair[1:] and line.side and line.relation in DEFINES:
            sums = (part for part in walk(line.side) if isinstance(part, Big) and part.letter == pair[0])
            if any(ref.base == base and ref.subs == pair for part in sums for ref in references(part.body)):
                yield line.head.base


def _references(lines: Sequence[Line]) -> Iterator[Ref]:
    for part in (part for line in lines for term in line.terms for part in walk(term)):
        match part:
            case Ref():
                yield part
            case Partial(by=by):
                yield by
            case _:
                pass
