"""Sums of products as a chain of contractions of two arrays.

Which two come next is decided by the number of multiplications, as opt_einsum's greedy paths do (Smith & Gray, 2018):
letters of samples count as SAMPLES.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import prod

from backproof.expr import Index
from backproof.program.graph import Extent, Graph
from backproof.program.lettered import Letters, Value, contracted, folded, mapped

SAMPLES = 64
"""How many elements an axis is taken to have whose extent each batch brings."""


def sum_of_product(graph: Graph, factors: Sequence[Value], summed: Letters, order: Mapping[Index, int]) -> Value:
    """The sum of the product of ``factors`` over ``summed``, each of which stands in some factor."""
    groups = _by_letters(graph, factors, order)
    while True:
        groups = [_alone(graph, each, groups, summed) for each in groups]
        groups = _by_letters(graph, groups, order)
        if len(groups) == 1:
            return groups[0]
        left, right = min(combinations(groups, 2), key=lambda pair: _cost(pair, groups, summed))
        others = [each for each in groups if each is not left and each is not right]
        groups = [*others, _joined(graph, left, right, _needed(others, summed, left, right), order)]


def _joined(graph: Graph, left: Value, right: Value, kept: frozenset[Index], order: Mapping[Index, int]) -> Value:
    letters = tuple(dict.fromkeys(left.letters + right.letters))
    if kept.issuperset(letters):
        return mapped(graph, "multiply", [left, right], order)
    ordered = sorted((each for each in letters if each in kept), key=lambda letter: order.get(letter, len(order)))
    return contracted(graph, left, right, tuple(ordered))


def _by_letters(graph: Graph, values: Iterable[Value], order: Mapping[Index, int]) -> list[Value]:
    """Values that have the same letters multiplied, element by element."""
    groups: dict[frozenset[Index], Value] = {}
    for each in values:
        key = frozenset(each.letters)
        groups[key] = mapped(graph, "multiply", [groups[key], each], order) if key in groups else each
    return list(groups.values())


def _alone(graph: Graph, value: Value, groups: Sequence[Value], summed: Letters) -> Value:
    """A value summed over the letters that no other one has."""
    others = {letter for each in groups if each is not value for letter in each.letters}
    own = [letter for letter in value.letters if letter in summed and letter not in others]
    return folded(graph, "sum", value, own)


def _needed(others: Iterable[Value], summed: Letters, left: Value, right: Value) -> frozenset[Index]:
    """The letters that are not summed, and those that other factors have."""
    elsewhere = {letter for each in others for letter in each.letters}
    return frozenset(letter for letter in left.letters + right.letters if letter not in summed or letter in elsewhere)


def _cost(pair: tuple[Value, Value], groups: Sequence[Value], summed: Letters) -> tuple[int, int]:
    """The size of the result beyond that of the operands, and the multiplications."""
    left, right = pair
    extents = dict(zip(left.letters + right.letters, left.node.shape + right.node.shape, strict=True))
    kept = _needed((each for each in groups if each not in pair), summed, left, right)
    grown = _size(extents[each] for each in extents if each in kept)
    return grown - _size(left.node.shape) - _size(right.node.shape), _size(extents.values())


def _size(shape: Iterable[Extent]) -> int:
    return prod(extent if isinstance(extent, int) else SAMPLES for extent in shape)
