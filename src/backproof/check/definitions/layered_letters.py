r"""Weights of two layers under one letter: ``net_j = \sum_i w_{ij} x_i`` beside ``net_k = \sum_j w_{jk} o_j``.

The letters tell the layers apart: what the first weights end at is what the second ones begin at. They are two matrices
where the document computes one array under both letters with them, or they are weights, and no other letters stand with
them. Biases go with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import product

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.names import OLD_MARKS, UPDATE_MARKS
from backproof.check.names.sampling import with_refs
from backproof.matrix.said import array_names
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import AXES, Big, Ref

CHANGE = "\\Delta "
MARKS = UPDATE_MARKS | OLD_MARKS
WEIGHTS = frozenset({"w", "W", "omega"})
"""Letters of weights, of which every layer has its own; another matrix may be applied twice."""
Pair = tuple[str, ...]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with names of their own for what the second layer has."""
    second = dict(_second(lines))
    if not second:
        return tuple(lines)
    ends = {end for pair in second.values() for end in _biases(lines, pair)}

    def named(ref: Ref) -> Ref:
        base = ref.base.removeprefix(CHANGE)
        own = {*second.get(base, ())} == {*ref.subs} or (base, ref.subs) in ends
        return replace(ref, base=f"{ref.base} ") if own and ref.subs else ref

    return tuple(with_refs(line, named) for line in lines)


def _second(lines: Sequence[Line]) -> Iterator[tuple[str, Pair]]:
    """The names of such weights, with the letters of the second ones: what they sum over, and what they end at."""
    pairs: defaultdict[str, defaultdict[int, set[Pair]]] = defaultdict(lambda: defaultdict(set))
    told = set()  # whose layers are written above
    for line in lines:
        for ref in _names([line]):
            if ref.subs:
                pairs[ref.base.removeprefix(CHANGE)][line.section].add(ref.subs)
            if not MARKS.issuperset(ref.sups):
                told.add(ref.base)
    for base, sections in pairs.items():
        # A section of single neurons, with the weights w_i, says nothing of layers.
        layered = (each for each in sections.values() if any(len(pair) > 1 for pair in each))
        found = set[Pair]().union(*layered)
        for first, other, turned in _chained(found) if base not in told else ():
            below, above = (set(_computed(lines, base, each, turned=turned)) for each in (first, other))
            if below & above or (below and above and base in WEIGHTS):
                yield base, other


def _chained(found: Set[Pair]) -> Iterator[tuple[Pair, Pair, bool]]:
    """Two pairs of letters of which the first ends at what the second begins at, as they stand or both ``turned``.

    One transposed pair may be the slip of a line; which way the letters lie is told by the sums.
    """
    if {len(each) for each in found} != {AXES}:
        return
    both = {frozenset(each) for each in found}
    for turned in (False, True):
        ways = [each[::-1] if turned else each for each in found]
        for first, other in product(ways, repeat=2):
            letters = {*first, *other}
            chained = first[1] == other[0] and len(letters) == AXES + 1 and letters <= INDEX_LETTERS
            if chained and both == {frozenset(first), frozenset(other)}:
                yield first, other, turned


def _computed(lines: Sequence[Line], base: str, pair: Pair, *, turned: bool) -> Iterator[str]:
    """What is computed with weights by a sum over their first letter, for each element of the second."""
    written = pair[::-1] if turned else pair
    for line in lines:
        if isinstance(line.head, Ref) and line.head.subs == pair[1:] and line.side and line.relation in DEFINES:
            sums = (part for part in occurrences(line.side, Big) if part.letter == pair[0])
            if any(ref.base == base and ref.subs == written for part in sums for ref in references(part.body)):
                yield line.head.base


def _biases(lines: Sequence[Line], pair: Pair) -> Iterator[tuple[str, Pair]]:
    """The names that no line defines and that stand with the letters of both layers: ``b_j`` and ``b_k``."""
    letters: defaultdict[str, set[Pair]] = defaultdict(set)
    for ref in _names(lines):
        letters[ref.base.removeprefix(CHANGE)].add(ref.subs)
    defined = {line.head.base for line in lines if isinstance(line.head, Ref)}
    for base, found in letters.items():
        if found == {pair[:1], pair[1:]} and base not in defined:
            yield base, pair[1:]


def _names(lines: Sequence[Line]) -> Iterator[Ref]:
    return array_names(*(term for line in lines for term in line.terms))
