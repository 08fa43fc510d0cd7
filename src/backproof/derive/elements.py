"""Definitions written out for one element: every sum term by term, every comparison of indices decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import product

from backproof.calculus.conditions import decided
from backproof.expr import (
    Add,
    Apply,
    Cases,
    Condition,
    Definition,
    Delta,
    Expression,
    Function,
    Index,
    Indicator,
    Mul,
    Over,
    Power,
    Range,
    Sum,
)
from backproof.expr.build import ONE, ZERO, add, mul, number, power
from backproof.expr.walk import Change, map_condition, map_parts, substitute
from backproof.rules import AXIS_RULES

Place = tuple[int, ...]
"""The numbers of an element, as the author counts."""
Extent = Callable[[Range], int]
_OF_TWO = {"max": "max2", "min": "min2"}


def elements(ranges: Sequence[Range], extent: Extent) -> Iterator[Place]:
    """The elements of an array over the ranges, the last index moving fastest."""
    return product(*(numbers(range_, extent) for range_ in ranges))


def numbers(range_: Range, extent: Extent) -> range:
    """The numbers of the elements of a range, as the author counts."""
    return range(range_.first, range_.first + extent(range_))


def at_place(definition: Definition, place: Place) -> Expression:
    """The body for one element; its sums stand as they are written."""
    return substitute(definition.body, dict(zip(definition.indices, place, strict=True)))


def counted(node: Expression, extent: Extent) -> Expression:
    """The expression with a number for each sum that only counts: ``N`` samples are 50."""
    if isinstance(node, Sum) and node.index not in node.body.free:
        return mul(number(extent(node.index.range)), counted(node.body, extent))
    return map_parts(node, lambda part: counted(part, extent))


def written_out(node: Expression, extent: Extent) -> Expression:
    """The expression without letters: sums term by term.

    >>> from backproof.expr import Symbol, Tensor
    >>> i = Index("i", Range("in"))
    >>> written_out(Sum(i, Tensor(Symbol("x", (i.range,)), (i,))), lambda range_: 2).terms[1].slots
    (2,)
    """

    def change(part: Expression) -> Expression:
        return written_out(part, extent)

    match node:
        case Sum(index, body) if index not in body.free:
            return mul(number(extent(index.range)), change(body))
        case Sum(index, body):
            return add(*_each(index, body, extent))
        case Over(name, index, body) if name == "prod":
            return mul(*_each(index, body, extent))
        case Over(name, index, body) if name in _OF_TWO:
            return reduce(lambda a, b: Apply(Function(_OF_TWO[name], 2), (a, b)), _each(index, body, extent))
        case Over(name) if (expansion := AXIS_RULES[name].expansion) is not None:
            return change(expansion(node))
        case Delta(int(left), int(right)):
            return ONE if left == right else ZERO
        case Indicator(condition):
            return _indicator(_decided(condition, change))
        case Cases(branches, otherwise):
            open_ones = [(_decided(condition, change), change(value)) for condition, value in branches]
            return _cases(open_ones, None if otherwise is None else change(otherwise))
        case Add(terms):
            return add(*map(change, terms))
        case Mul(factors):
            return mul(*map(change, factors))
        case Power(base, exponent):
            return power(change(base), change(exponent))
        case _:
            return map_parts(node, change)


def settled(node: Expression, holds: Callable[[Condition], bool]) -> Expression:
    """The expression with the branch that is taken for each case, and 1 or 0 for each indicator."""

    def change(part: Expression) -> Expression:
        return settled(part, holds)

    match node:
        case Indicator(condition):
            return ONE if holds(condition) else ZERO
        case Cases(branches, otherwise):
            values = [value for condition, value in branches if holds(condition)]
            taken = values[0] if values else otherwise
            return node if taken is None else change(taken)
        case _:
            return map_parts(node, change)


def _each(index: Index, body: Expression, extent: Extent) -> Iterator[Expression]:
    for at in numbers(index.range, extent):
        yield written_out(substitute(body, {index: at}), extent)


def _decided(condition: Condition, change: Change) -> Condition | bool:
    """A condition with the numbers of its elements compared, and what is left of it."""
    return decided(map_condition(condition, change))


def _indicator(condition: Condition | bool) -> Expression:
    match condition:
        case bool(holds):
            return ONE if holds else ZERO
        case _:
            return Indicator(condition)


def _cases(branches: list[tuple[Condition | bool, Expression]], otherwise: Expression | None) -> Expression:
    """The cases that are left open, in front of the first one that is sure to hold."""
    left: list[tuple[Condition, Expression]] = []
    for condition, value in branches:
        match condition:
            case True:
                return Cases(tuple(left), value) if left else value
            case False:
                pass
            case _:
                left.append((condition, value))
    if left or otherwise is None:
        return Cases(tuple(left), otherwise)
    return otherwise
