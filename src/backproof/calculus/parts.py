"""The value of each kind of node, from the values of its parts."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, Protocol

import numpy as np

from backproof.calculus.arithmetic import Arithmetic
from backproof.calculus.named import MOST_ELEMENTS, Alignments, Array, Axes, Named, bound, diagonal, union
from backproof.expr import (
    Add,
    AllOf,
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Constant,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    Mul,
    Number,
    OfMatrix,
    Over,
    Power,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.rules import AXIS_RULES, MATRIX_RULES, rule_of
from backproof.rules.unknown import order, smooth
from backproof.source import BackproofError, Diagnostic

RELATIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
MASKS: Final = (Delta, Indicator)
MOST_NUMBERS: Final = 1024
LARGEST_COUNT: Final = 2**62  # of the first number of a range, in an array of machine integers
"""Exact numbers of which the values are kept at a time: minus one stands at every other place."""


class NoValue(BackproofError):
    """Something that evaluation needs was not given."""


class Parts(Protocol):
    """What the value of a node is computed from."""

    arithmetic: Arithmetic
    alignments: Alignments
    seed: int
    """That of the functions that nothing defines."""

    def value(self, expression: Expression) -> Named:
        """The value of a part, with its free letters as axes."""
        ...

    def given(self, symbol: Symbol) -> Array:
        """The array of a symbol; raises :class:`NoValue` where it has none."""
        ...

    def size(self, index: Index) -> int:
        """How many elements a letter runs over."""
        ...


def _exact(arithmetic: Arithmetic, value: Any) -> Named:
    return Named((), np.asarray(value, dtype=arithmetic.dtype))


def _mask(arithmetic: Arithmetic, axes: Axes, data: Array) -> Named:
    """Ones and zeros."""
    one, zero = _exact(arithmetic, 1).data, _exact(arithmetic, 0).data
    return Named(axes, np.where(data, arithmetic.array(one), arithmetic.array(zero)))


def _number(parts: Parts, node: Number) -> Named:
    return _numbered(parts.arithmetic, node)


@lru_cache(MOST_NUMBERS)
def _numbered(arithmetic: Arithmetic, node: Number) -> Named:
    return _exact(arithmetic, arithmetic.number(node.value))


def _constant(parts: Parts, node: Constant) -> Named:
    if node.name not in parts.arithmetic.constants:
        raise NoValue(
            Diagnostic(f"the constant {node.name!r} is not known", expected=", ".join(parts.arithmetic.constants))
        )
    return _exact(parts.arithmetic, parts.arithmetic.constants[node.name])


def _tensor(parts: Parts, node: Tensor) -> Named:
    data = parts.given(node.symbol)
    if len(node.free) == len(node.slots):
        axes: Any = node.slots
        return Named(axes, data)
    letters = [slot for slot in node.slots if isinstance(slot, Index)]
    if len(letters) == len(node.slots):
        return diagonal(data, letters)
    places: list[Any] = []
    for slot, range_, size in zip(node.slots, node.symbol.ranges, data.shape, strict=True):
        first, last = range_.first, range_.first + size - 1
        if isinstance(slot, int) and not first <= slot <= last:
            raise NoValue(Diagnostic(f"{node.symbol.name} has no element {slot}", expected=f"{first} to {last}"))
        places.append(slice(None) if isinstance(slot, Index) else slot - first)
    return diagonal(np.asarray(data[tuple(places)], dtype=parts.arithmetic.dtype), letters)


def _spread(parts: Parts, node: Expression | Condition, operands: list[Named]) -> tuple[Axes, list[Array]]:
    """The operands of a node with common dimensions, ready to broadcast."""
    own = tuple([operand.axes for operand in operands])
    if own.count(own[0]) == len(own):
        return own[0], [operand.data for operand in operands]
    alignment = parts.alignments.get(node, own)
    if math.prod([operand.data.size for operand in operands]) > MOST_ELEMENTS:
        bound(alignment.axes, parts.size)
    return alignment.axes, alignment.laid(operands)


def _add(parts: Parts, node: Add) -> Named:
    axes, terms = _spread(parts, node, [parts.value(term) for term in node.terms])
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return Named(axes, np.asarray(total))


def _mul(parts: Parts, node: Mul) -> Named:
    axes, factors = _spread(parts, node, [parts.value(factor) for factor in node.factors])
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    # A mask removes what is undefined where it is 0: x_i / (x_i - x_j) over j != i.
    masks = [data for part, data in zip(node.factors, factors, strict=True) if isinstance(part, MASKS)]
    if masks and not parts.arithmetic.finite(np.asarray(product)).all():
        for data in masks:
            product = np.where(data == 0, data, product)
    return Named(axes, np.asarray(product))


def _power(parts: Parts, node: Power) -> Named:
    axes, (base, exponent) = _spread(parts, node, [parts.value(node.base), parts.value(node.exponent)])
    return Named(axes, parts.arithmetic.power(base, exponent))


def _apply(parts: Parts, node: Apply) -> Named:
    axes, arguments = _spread(parts, node, [parts.value(argument) for argument in node.arguments])
    rule = rule_of(node.function)
    if rule is not None:
        return Named(axes, parts.arithmetic.scalar(rule, tuple(arguments)))
    function = smooth(node.function.name, node.function.arity, parts.seed)
    return Named(axes, parts.arithmetic.wave(function, order(node.function), tuple(arguments)))


def _sum(parts: Parts, node: Sum) -> Named:
    contracted = _contraction(parts, node)
    if contracted is not None:
        return contracted
    body = parts.value(node.body)
    if node.index not in body.axes:
        return Named(body.axes, np.asarray(body.data * parts.size(node.index)))
    at = body.axes.index(node.index)
    return Named(body.axes[:at] + body.axes[at + 1 :], np.asarray(body.data.sum(axis=at), dtype=parts.arithmetic.dtype))


def _contraction(parts: Parts, node: Sum) -> Named | None:
    """Nested sums of a large product, without the array of the product; None where that is not the case."""
    summed, body = [node.index], node.body
    while isinstance(body, Sum):
        summed.append(body.index)
        body = body.body
    distinct = len({index.name for index in summed}) == len(summed)
    if not distinct or not isinstance(body, Mul):
        return None
    if math.prod(parts.size(index) for index in body.free) <= parts.arithmetic.contracts_above:
        return None
    factors = [parts.value(factor) for factor in body.factors]
    axes = union([factor.axes for factor in factors])
    if not set(summed) <= set(axes) or not all(parts.arithmetic.finite(factor.data).all() for factor in factors):
        return None
    kept = tuple(axis for axis in axes if axis not in summed)
    bound(kept, parts.size)
    number = {axis: at for at, axis in enumerate(axes)}
    operands = [(each.data, [number[axis] for axis in each.axes]) for each in factors]
    return Named(kept, parts.arithmetic.contract(operands, [number[axis] for axis in kept]))


def _over(parts: Parts, node: Over) -> Named:
    rule = AXIS_RULES.get(node.function)
    if rule is None:
        problem = f"the function {node.function!r} of an axis is not in the table"
        raise NoValue(Diagnostic(problem, expected=", ".join(AXIS_RULES)))
    body = parts.value(node.body)
    others = tuple(axis for axis in body.axes if axis != node.index)
    bound((*others, node.index), parts.size)
    shape = [parts.size(axis) for axis in (*others, node.index)]
    result = parts.arithmetic.axis(rule, np.broadcast_to(body.along((*others, node.index)), shape))
    if not rule.keeps:
        return Named(others, result)
    if not isinstance(node.at, Index):
        at = 0 if node.at is None else node.at
        return Named(others, np.asarray(result[..., at - node.index.range.first], dtype=parts.arithmetic.dtype))
    return diagonal(result, (*others, node.at))


def _of_matrix(parts: Parts, node: OfMatrix) -> Named:
    rule = MATRIX_RULES[node.function]
    body = parts.value(node.body)
    others = tuple(axis for axis in body.axes if axis not in node.binds)
    axes = (*others, *node.binds)
    bound(axes, parts.size)
    result = parts.arithmetic.matrix(rule, np.broadcast_to(body.along(axes), [parts.size(axis) for axis in axes]))
    if not rule.keeps:
        return Named(others, np.asarray(result, dtype=parts.arithmetic.dtype))
    first = node.rows.range.first
    places = [slice(None) if isinstance(slot, Index) else slot - first for slot in node.at]
    letters = [slot for slot in node.at if isinstance(slot, Index)]
    return diagonal(np.asarray(result[(..., *places)], dtype=parts.arithmetic.dtype), (*others, *letters))


def _places(parts: Parts, slot: Slot) -> Named:
    """The numbers of the elements, as the author counts."""
    if isinstance(slot, int):
        return Named((), np.asarray(slot))
    exact = np.int64 if abs(slot.range.first) < LARGEST_COUNT else object
    return Named((slot,), slot.range.first + np.arange(parts.size(slot), dtype=exact))


def _compare_slots(parts: Parts, node: Delta | CompareIndices, relation: str) -> tuple[Axes, Array]:
    axes, (a, b) = _spread(parts, node, [_places(parts, node.left), _places(parts, node.right)])
    return axes, np.asarray(RELATIONS[relation](a, b), dtype=bool)


def _condition(parts: Parts, condition: Condition) -> tuple[Axes, Array]:
    match condition:
        case CompareIndices(relation):
            return _compare_slots(parts, condition, relation)
        case CompareValues(relation, first, second):
            axes, (a, b) = _spread(parts, condition, [parts.value(first), parts.value(second)])
            return axes, np.asarray(RELATIONS[relation](a, b), dtype=bool)
        case AllOf(conditions):
            masks = [Named(*_condition(parts, each)) for each in conditions]
            axes, arrays = _spread(parts, condition, masks)
            return axes, np.asarray(np.logical_and.reduce(np.broadcast_arrays(*arrays)))


def _delta(parts: Parts, node: Delta) -> Named:
    return _mask(parts.arithmetic, *_compare_slots(parts, node, "="))


def _indicator(parts: Parts, node: Indicator) -> Named:
    return _mask(parts.arithmetic, *_condition(parts, node.condition))


def _cases(parts: Parts, node: Cases) -> Named:
    otherwise = _exact(parts.arithmetic, np.nan) if node.otherwise is None else parts.value(node.otherwise)
    masks = [Named(*_condition(parts, condition)) for condition, _ in node.branches]
    values = [parts.value(value) for _, value in node.branches]
    axes, arrays = _spread(parts, node, [otherwise, *masks, *values])
    result = arrays[0]
    for mask, value in reversed(list(zip(arrays[1 : 1 + len(masks)], arrays[1 + len(masks) :], strict=True))):
        result = np.where(mask, value, result)
    return Named(axes, np.asarray(result))


def _derivative(parts: Parts, node: Derivative) -> Named:
    raise NoValue(Diagnostic("a derivative symbol has no value of its own", advice="resolve it with the model first"))


EVALUATE: Final[Mapping[type, Callable[[Parts, Any], Named]]] = {
    Number: _number, Constant: _constant, Tensor: _tensor, Add: _add, Mul: _mul, Power: _power, Apply: _apply,
    Sum: _sum, Over: _over, OfMatrix: _of_matrix, Delta: _delta, Indicator: _indicator, Cases: _cases,
    Derivative: _derivative,
}  # fmt: skip
