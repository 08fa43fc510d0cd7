r"""Weights of two layers under one letter: ``net_j = \sum_i w_{ij} x_i`` beside ``net_k = \sum_j w_{jk} o_j``.

The letters tell the layers apart: what the first weights end at is what the second ones begin at. They are two matrices
where the document computes one array under both letters with them, or they are weights, and nothing is added up with
them under other letters. Biases go with them, which may be weights of an input 0: ``w_{k0}``. A line about the weights
of any layer, under letters of its own, does not say which ones it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
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
FIRST = "0"
"""The number of an input that is 1."""
ANY_LAYER = "which layer {} is of is not written"
Pair = tuple[str, ...]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with names of their own for what the second layer has."""
    layers = {base: (first, second) for base, first, second in _layered(lines)}
    if not layers:
        return tuple(lines)
    ends = {end for _, second in layers.values() for end in _biases(lines, second)}
    bold = {f"\\mathbf{{{base}}}": (base, second[1:]) for base, (_, second) in layers.items()}

    def named(ref: Ref) -> Ref:
        base = ref.base.removeprefix(CHANGE)
        if base in bold:
            return replace(ref, base=ref.base.replace(base, _bold(ref, base, *bold[base])))
        _, second = layers.get(base, ((), ()))
        own = {*ref.subs} in ({*second}, {FIRST, *second[1:]}) or (base, ref.subs) in ends
        return replace(ref, base=f"{ref.base} ") if own and ref.subs else ref

    return tuple(_hedged(with_refs(line, named), line, layers) for line in lines)


def _bold(ref: Ref, written: str, base: str, end: Pair) -> str:
    """The name of a vector of weights: of those into a unit of the second layer, or of the weights of both layers."""
    return {end: f"\\mathbf{{{base} }}", (): f"\\mathbf{{{base}  }}"}.get(ref.subs, written)


def _hedged(named: Line, line: Line, layers: Mapping[str, tuple[Pair, Pair]]) -> Line:
    """A line with the names of its layers; where other names have the letters of any layer, it may be any of them."""
    refs = list(_names([line]))
    for ref in refs:
        base, letters = ref.base.removeprefix(CHANGE), {*ref.subs}
        if base in layers and len(letters) == AXES and FIRST not in letters:
            beside = {script for each in refs if each.base.removeprefix(CHANGE) != base for script in each.subs}
            if letters & beside and not any(letters == {*pair} for pair in layers[base]):
                return replace(named, limited=named.limited or ANY_LAYER.format(ref.key))
    return named


def _layered(lines: Sequence[Line]) -> Iterator[tuple[str, Pair, Pair]]:
    """The names of such weights, with the letters of each layer: what it sums over, and what it ends at."""
    pairs: defaultdict[str, defaultdict[int, set[Pair]]] = defaultdict(lambda: defaultdict(set))
    told = set()  # whose layers are written above
    for line in lines:
        for ref in _names([line]):
            if ref.subs:
                pairs[ref.base.removeprefix(CHANGE)][line.section].add(ref.subs)
            if not MARKS.issuperset(ref.sups):
                told.add(ref.base)
    bound = {part.letter for line in lines for term in line.sides for part in occurrences(term, Big)}
    for base, sections in pairs.items():
        # A section of single neurons, with the weights w_i, says nothing of layers.
        layered = (each for each in sections.values() if any(len(pair) > 1 for pair in each))
        found = set[Pair]().union(*layered)
        if base in told or {len(each) for each in found} != {AXES}:
            continue
        lettered = {each for each in found if FIRST not in each}
        summed = {frozenset(pair) for pair in _summed(lines, base)} if len(lettered) > AXES else None
        for first, other, turned in _chained(lettered, INDEX_LETTERS | bound):
            if summed is not None and not summed <= {frozenset(first), frozenset(other)}:
                continue
            below, above = (set(_computed(lines, base, each, turned=turned)) for each in (first, other))
            if below & above or (below and above and base in WEIGHTS):
                yield base, first, other


def _chained(found: Set[Pair], indices: Set[str]) -> Iterator[tuple[Pair, Pair, bool]]:
    """Two pairs of letters of which the first ends at what the second begins at, as they stand or both ``turned``.

    One transposed pair may be the slip of a line; which way the letters lie is told by the sums.
    """
    for turned in (False, True):
        ways = [each[::-1] if turned else each for each in found]
        for first, other in product(ways, repeat=2):
            letters = {*first, *other}
            if first[1] == other[0] and len(letters) == AXES + 1 and letters <= indices:
                yield first, other, turned


def _summed(lines: Sequence[Line], base: str) -> Iterator[Pair]:
    """The letters of weights under which a sum is."""
    sums = (part for line in lines for term in line.sides for part in occurrences(term, Big))
    weights = (ref.subs for part in sums for ref in references(part.body) if ref.base == base)
    yield from (pair for pair in weights if FIRST not in pair)


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
