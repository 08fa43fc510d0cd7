"""Sums of products as a chain of contractions of two arrays.

Which two come next is decided by the number of multiplications, as opt_einsum's greedy paths do (Smith & Gray, 2018):
letters of samples count as SAMPLES.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import prod

from backproof.expr import Index
from backproof.program.graph import Extent, Graph, Map
from backproof.program.lettered import Letters, Value, contracted, folded, mapped

SAMPLES = 64
"""How many elements an axis is taken to have whose extent each batch brings."""


def sum_of_product(graph: Graph, factors: Sequence[Value], summed: Letters, order: Mapping[Index, int]) -> Value:
    """The sum of the product of ``factors`` over ``summed``, each of which stands in some factor."""
    groups = _reduced(graph, factors, summed, order)
    while len(groups) > 1:
        left, right = min(combinations(groups, 2), key=lambda pair: _cost(pair, groups, summed))
        others = [each for each in groups if each is not left and each is not right]
        joined = _joined(graph, left, right, _needed(others, summed, left, right), order)
        groups = _reduced(graph, [*others, joined], summed, order)
    return groups[0]


def _reduced(graph: Graph, values: Sequence[Value], summed: Letters, order: Mapping[Index, int]) -> list[Value]:
    """Values with the same letters multiplied and own letters summed over, which may make letters the same again."""
    groups = _by_letters(graph, values, order)
    if len(groups) == 1 and len(values) == 2 and not _needed((), summed, *values):
        return [contracted(graph, values[0], values[1], ())]
    alone = [_alone(graph, each, groups, summed) for each in groups]
    return groups if alone == groups else _reduced(graph, alone, summed, order)


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
    if own and len(own) == value.node.rank and value.node.operation == Map("square"):
        return _dot(graph, value)
    return folded(graph, "sum", value, own) if own else value


def _dot(graph: Graph, square: Value) -> Value:
    """The sum of all squares as the product of an array with itself, which needs no memory."""
    (base,), (places,) = square.node.operands, square.node.places
    value = Value(base, tuple(square.letters[place] for place in places))
    return contracted(graph, value, value, ())


def _needed(others: Iterable[Value], summed: Letters, left: Value, right: Value) -> frozenset[Index]:
    """The letters that are not summed, and those that other factors have."""
    elsewhere = {letter for each in others for letter in each.letters}
    return frozenset(letter for letter in left.letters + right.letters if letter not in summed or letter in elsewhere)


def _cost(pair: tuple[Value, Value], groups: Sequence[Value], summed: Letters) -> tuple[int, int]:
    """The multiplications, and the size of the result beyond that of the operands."""
    left, right = pair
    extents = dict(zip(left.letters + right.letters, left.node.shape + right.node.shape, strict=True))
    kept = _needed((each for each in groups if each not in pair), summed, left, right)
    result = _size(extents[each] for each in extents if each in kept)
    return _size(extents.values()), result - _size(left.node.shape) - _size(right.node.shape)


def _size(shape: Iterable[Extent]) -> int:
    return prod(extent if isinstance(extent, int) else SAMPLES for extent in shape)
