"""The value of an expression: each free letter is an axis, a sum removes one."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, final

import numpy as np

from backproof.calculus.arithmetic import FLOAT64, Arithmetic
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
    Definition,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    Model,
    Mul,
    Number,
    Over,
    Power,
    Range,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.rules import AXIS_RULES, rule_of
from backproof.rules.unknown import order, smooth
from backproof.source import BackproofError, Diagnostic

# Numbers, sequences, arrays, also of fractions.
Values = Mapping[Symbol, Any]
RELATIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


MASKS: Final = (Delta, Indicator)


class NoValue(BackproofError):
    """Something that evaluation needs was not given."""


def evaluate(
    expression: Expression,
    values: Values,
    sizes: Mapping[Range, int] | None = None,
    axes: Axes | None = None,
    *,
    arithmetic: Arithmetic = FLOAT64,
    functions_seed: int = 0,
) -> Array:
    """The value with one dimension per letter of ``axes`` (default: the free letters by name).

    ``values`` has an array for each symbol, one dimension per range. ``sizes`` gives the extents of ranges that have
    none of their own. Undefined results are NaN or infinite. Raises :class:`NoValue` for a symbol or a size that is
    missing, :class:`TooLarge` before an array beyond the bound is allocated.

    >>> hidden = Range("hidden", size=2)
    >>> i, j, x = Index("i", hidden), Index("j", hidden), Symbol("x", (hidden,))
    >>> evaluate(Mul((Tensor(x, (i,)), Sum(j, Tensor(x, (j,))))), {x: [1, 2]}).tolist()
    [3.0, 6.0]
    """
    return Evaluation.at(values, sizes or {}, arithmetic, functions_seed).array(expression, axes)


def evaluate_model(
    model: Model,
    values: Values,
    sizes: Mapping[Range, int] | None = None,
    *,
    arithmetic: Arithmetic = FLOAT64,
    functions_seed: int = 0,
) -> dict[Symbol, Array]:
    """An array for each symbol of ``values`` and of the model. A defined symbol that has a value already keeps it."""
    evaluation = Evaluation.at(values, sizes or {}, arithmetic, functions_seed)
    evaluation.define(model)
    return evaluation.values


@final
@dataclass(frozen=True, eq=False)
class Computed:
    """The array of a definition. What is seldom asked about its parts is found by computing it again."""

    data: Array
    definition: Definition
    known: Evaluation
    """The values that it was computed from, with nothing computed from them."""

    @cached_property
    def largest(self) -> Any:
        """The largest finite magnitude on the way to it."""
        return self._alone.largest

    @cached_property
    def undefined(self) -> Expression | None:
        """The first part of its body whose value is not finite."""
        return self._alone.undefined

    @property
    def _alone(self) -> Evaluation:
        alone = self.known.alone()
        alone.array(self.definition.body, self.definition.indices)
        return alone


class Evaluation:
    """Values under computation; ``values`` are arrays of the arithmetic, ``alignments`` what other points share."""

    def __init__(
        self,
        values: dict[Symbol, Array],
        sizes: Mapping[Range, int],
        arithmetic: Arithmetic,
        functions_seed: int,
        alignments: Alignments | None = None,
    ) -> None:
        self.alignments = Alignments() if alignments is None else alignments
        self.values = values
        self.sizes = sizes
        self.arithmetic = arithmetic
        self.seed = functions_seed
        self._taken: list[Computed] = []
        self._given: dict[Symbol, Array] = {}  # those that have the right shape
        # By identity: equal parts of a derivative are mostly the same object. The node is kept, so its id stays.
        self._parts: dict[int, tuple[Expression, Named]] = {}

    @staticmethod
    def at(values: Values, sizes: Mapping[Range, int], arithmetic: Arithmetic, functions_seed: int) -> Evaluation:
        """An evaluation where some symbols have values: numbers, sequences, arrays."""
        arrays = {symbol: arithmetic.array(value) for symbol, value in values.items()}
        return Evaluation(arrays, sizes, arithmetic, functions_seed)

    @property
    def largest(self) -> Any:
        """The largest finite magnitude that occurred."""
        occurred = (self.arithmetic.largest(named.data) for _, named in self._parts.values())
        return max((*(each.largest for each in self._taken), *occurred), default=0.0)

    @property
    def undefined(self) -> Expression | None:
        """The first part whose value is not finite (parts come before wholes)."""
        if (inside := next((found for each in self._taken if (found := each.undefined) is not None), None)) is not None:
            return inside
        parts = self._parts.values()
        return next((part for part, named in parts if not self.arithmetic.finite(named.data).all()), None)

    def alone(self) -> Evaluation:
        """The same values, with nothing computed from them yet."""
        alone = Evaluation(self.values, self.sizes, self.arithmetic, self.seed, self.alignments)
        alone._given = self._given
        return alone

    def define(self, model: Model) -> None:
        """Compute the definitions in order."""
        for definition in model:
            if definition.symbol not in self.values:
                self.take(definition.symbol, self.compute(definition))

    def compute(self, definition: Definition) -> Computed:
        """What a definition gives with the values that are known."""
        return Computed(self.alone().array(definition.body, definition.indices), definition, self.alone())

    def take(self, symbol: Symbol, computed: Computed) -> None:
        """The value of a symbol as it was computed."""
        self.values[symbol] = computed.data
        self._taken.append(computed)

    def array(self, expression: Expression, axes: Axes | None = None) -> Array:
        """The value with the dimensions that were asked for."""
        wanted = tuple(sorted(expression.free, key=lambda index: index.name)) if axes is None else axes
        with np.errstate(all="ignore"):
            named = self.value(expression)
            bound(wanted, self.size)
            if named.axes == wanted:
                data = named.data.view()
                data.flags.writeable = False
                return data
            return np.broadcast_to(named.along(wanted), [self.size(axis) for axis in wanted])

    def value(self, expression: Expression) -> Named:
        """The value, computed once for each part."""
        found = self._parts.get(id(expression))
        if found is not None:
            return found[1]
        named = EVALUATE[type(expression)](self, expression)
        self._parts[id(expression)] = (expression, named)
        return named

    def given(self, symbol: Symbol) -> Array:
        """The array of a symbol; raises NoValue where it has none, or one of another shape."""
        known = self._given.get(symbol)
        if known is not None:
            return known
        if symbol not in self.values:
            raise NoValue(Diagnostic(f"{symbol.name} has no value", advice=f"give one, with {symbol.rank} dimensions"))
        data, expected = self.values[symbol], tuple(self.extent(range_) for range_ in symbol.ranges)
        if data.shape != expected:
            problem = f"the value of {symbol.name} has another shape"
            raise NoValue(Diagnostic(problem, written=f"{data.shape}", expected=f"{expected}"))
        self._given[symbol] = data
        return data

    def size(self, index: Index) -> int:
        return self.extent(index.range)

    def extent(self, range_: Range) -> int:
        """The number of elements of a range."""
        size = self.sizes.get(range_) if range_.size is None else range_.size
        if size is None:
            raise NoValue(Diagnostic(f"the range {range_.name!r} has no size", advice=f"give sizes[{range_!r}]"))
        return size

    def constant(self, value: Any) -> Named:
        return Named((), np.asarray(value, dtype=self.arithmetic.dtype))

    def mask(self, axes: Axes, data: Array) -> Named:
        """Ones and zeros."""
        one, zero = self.constant(1).data, self.constant(0).data
        return Named(axes, np.where(data, self.arithmetic.array(one), self.arithmetic.array(zero)))


def _number(self: Evaluation, node: Number) -> Named:
    return self.constant(self.arithmetic.number(node.value))


def _constant(self: Evaluation, node: Constant) -> Named:
    if node.name not in self.arithmetic.constants:
        raise NoValue(
            Diagnostic(f"the constant {node.name!r} is not known", expected=", ".join(self.arithmetic.constants))
        )
    return self.constant(self.arithmetic.constants[node.name])


def _tensor(self: Evaluation, node: Tensor) -> Named:
    data = self.given(node.symbol)
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
    return diagonal(np.asarray(data[tuple(places)], dtype=self.arithmetic.dtype), letters)


def _spread(self: Evaluation, node: Expression | Condition, operands: list[Named]) -> tuple[Axes, list[Array]]:
    """The operands of a node with common dimensions, ready to broadcast."""
    own = tuple([operand.axes for operand in operands])
    if own.count(own[0]) == len(own):
        return own[0], [operand.data for operand in operands]
    alignment = self.alignments.get(node, own)
    if math.prod([operand.data.size for operand in operands]) > MOST_ELEMENTS:
        bound(alignment.axes, self.size)
    return alignment.axes, alignment.laid(operands)


def _add(self: Evaluation, node: Add) -> Named:
    axes, terms = _spread(self, node, [self.value(term) for term in node.terms])
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return Named(axes, np.asarray(total))


def _mul(self: Evaluation, node: Mul) -> Named:
    axes, factors = _spread(self, node, [self.value(factor) for factor in node.factors])
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    # A mask removes what is undefined where it is 0: x_i / (x_i - x_j) over j != i.
    masks = [data for part, data in zip(node.factors, factors, strict=True) if isinstance(part, MASKS)]
    if masks and not self.arithmetic.finite(np.asarray(product)).all():
        for data in masks:
            product = np.where(data == 0, data, product)
    return Named(axes, np.asarray(product))


def _power(self: Evaluation, node: Power) -> Named:
    axes, (base, exponent) = _spread(self, node, [self.value(node.base), self.value(node.exponent)])
    return Named(axes, self.arithmetic.power(base, exponent))


def _apply(self: Evaluation, node: Apply) -> Named:
    axes, arguments = _spread(self, node, [self.value(argument) for argument in node.arguments])
    rule = rule_of(node.function)
    if rule is not None:
        return Named(axes, self.arithmetic.scalar(rule, tuple(arguments)))
    function = smooth(node.function.name, node.function.arity, self.seed)
    return Named(axes, self.arithmetic.wave(function, order(node.function), tuple(arguments)))


def _sum(self: Evaluation, node: Sum) -> Named:
    contracted = _contraction(self, node)
    if contracted is not None:
        return contracted
    body = self.value(node.body)
    if node.index not in body.axes:
        return Named(body.axes, np.asarray(body.data * self.size(node.index)))
    at = body.axes.index(node.index)
    return Named(body.axes[:at] + body.axes[at + 1 :], np.asarray(body.data.sum(axis=at), dtype=self.arithmetic.dtype))


def _contraction(self: Evaluation, node: Sum) -> Named | None:
    """Nested sums of a large product, without the array of the product; None where that is not the case."""
    summed, body = [node.index], node.body
    while isinstance(body, Sum):
        summed.append(body.index)
        body = body.body
    distinct = len({index.name for index in summed}) == len(summed)
    if not distinct or not isinstance(body, Mul):
        return None
    if math.prod(self.size(index) for index in body.free) <= self.arithmetic.contracts_above:
        return None
    factors = [self.value(factor) for factor in body.factors]
    axes = union([factor.axes for factor in factors])
    if not set(summed) <= set(axes) or not all(self.arithmetic.finite(factor.data).all() for factor in factors):
        return None
    kept = tuple(axis for axis in axes if axis not in summed)
    bound(kept, self.size)
    number = {axis: at for at, axis in enumerate(axes)}
    operands = [(each.data, [number[axis] for axis in each.axes]) for each in factors]
    return Named(kept, self.arithmetic.contract(operands, [number[axis] for axis in kept]))


def _over(self: Evaluation, node: Over) -> Named:
    rule = AXIS_RULES.get(node.function)
    if rule is None:
        problem = f"the function {node.function!r} of an axis is not in the table"
        raise NoValue(Diagnostic(problem, expected=", ".join(AXIS_RULES)))
    body = self.value(node.body)
    others = tuple(axis for axis in body.axes if axis != node.index)
    bound((*others, node.index), self.size)
    shape = [self.size(axis) for axis in (*others, node.index)]
    result = self.arithmetic.axis(rule, np.broadcast_to(body.along((*others, node.index)), shape))
    if not rule.keeps:
        return Named(others, result)
    if not isinstance(node.at, Index):
        at = 0 if node.at is None else node.at
        return Named(others, np.asarray(result[..., at - node.index.range.first], dtype=self.arithmetic.dtype))
    return diagonal(result, (*others, node.at))


def _places(self: Evaluation, slot: Slot) -> Named:
    """The numbers of the elements, as the author counts."""
    if isinstance(slot, int):
        return Named((), np.asarray(slot))
    return Named((slot,), slot.range.first + np.arange(self.size(slot)))


def _compare_slots(self: Evaluation, node: Delta | CompareIndices, relation: str) -> tuple[Axes, Array]:
    axes, (a, b) = _spread(self, node, [_places(self, node.left), _places(self, node.right)])
    return axes, np.asarray(RELATIONS[relation](a, b), dtype=bool)


def _condition(self: Evaluation, condition: Condition) -> tuple[Axes, Array]:
    match condition:
        case CompareIndices(relation):
            return _compare_slots(self, condition, relation)
        case CompareValues(relation, first, second):
            axes, (a, b) = _spread(self, condition, [self.value(first), self.value(second)])
            return axes, np.asarray(RELATIONS[relation](a, b), dtype=bool)
        case AllOf(conditions):
            masks = [Named(*_condition(self, each)) for each in conditions]
            axes, arrays = _spread(self, condition, masks)
            return axes, np.asarray(np.logical_and.reduce(np.broadcast_arrays(*arrays)))


def _delta(self: Evaluation, node: Delta) -> Named:
    return self.mask(*_compare_slots(self, node, "="))


def _indicator(self: Evaluation, node: Indicator) -> Named:
    return self.mask(*_condition(self, node.condition))


def _cases(self: Evaluation, node: Cases) -> Named:
    otherwise = self.constant(np.nan) if node.otherwise is None else self.value(node.otherwise)
    masks = [Named(*_condition(self, condition)) for condition, _ in node.branches]
    values = [self.value(value) for _, value in node.branches]
    axes, arrays = _spread(self, node, [otherwise, *masks, *values])
    result = arrays[0]
    for mask, value in reversed(list(zip(arrays[1 : 1 + len(masks)], arrays[1 + len(masks) :], strict=True))):
        result = np.where(mask, value, result)
    return Named(axes, np.asarray(result))


def _derivative(self: Evaluation, node: Derivative) -> Named:
    raise NoValue(Diagnostic("a derivative symbol has no value of its own", advice="resolve it with the model first"))


EVALUATE: Final[Mapping[type, Callable[[Evaluation, Any], Named]]] = {
    Number: _number, Constant: _constant, Tensor: _tensor, Add: _add, Mul: _mul, Power: _power, Apply: _apply,
    Sum: _sum, Over: _over, Delta: _delta, Indicator: _indicator, Cases: _cases, Derivative: _derivative,
}  # fmt: skip
