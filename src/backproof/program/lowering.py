"""Definitions in index form as a graph of whole arrays: one rule for each type of node."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import reduce
from math import prod
from typing import Any, Final, final

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
    IllFormed,
    Index,
    Indicator,
    Mul,
    Number,
    OfMatrix,
    Over,
    Power,
    Range,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import HALF, MINUS_ONE, TWO, add, mul
from backproof.expr.walk import tensors
from backproof.program.axes import AXIS, Along
from backproof.program.contraction import sum_of_product
from backproof.program.graph import Extent, Graph, Input, Mask, Node
from backproof.program.lettered import Letters, Value, arranged, mapped, renamed
from backproof.program.masks import guarded
from backproof.records import dataclass
from backproof.rules import MATRIX_RULES, rule_of
from backproof.source import BackproofError, Diagnostic

CONSTANTS: Final[Mapping[str, float]] = {"pi": math.pi, "e": math.e}
COMPARE: Final[Mapping[str, str]] = {
    "=": "equal", "!=": "not_equal", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal",
}  # fmt: skip
POWERS: Final[Mapping[Expression, str]] = {TWO: "square", MINUS_ONE: "reciprocal", HALF: "sqrt"}


@final
@dataclass(slots=True)
class Lowering:
    """The symbols that have values so far, in one graph. ``sizes`` has extents for ranges without a size.

    ``heads`` has, for each node, the left side of the definition in which it arose.
    """

    graph: Graph
    sizes: Mapping[Range, Extent]
    heads: dict[Node, Tensor] = field(default_factory=dict)
    _values: dict[Symbol, tuple[Letters, Value]] = field(default_factory=dict)

    def define(self, definition: Definition) -> None:
        """Lower a definition; symbols in it that have no value yet are inputs."""
        order = {letter: at for at, letter in enumerate(definition.indices)}
        value = _Body(self, order).value(definition.body)
        self._values[definition.symbol] = (definition.indices, value)
        self._arose(value.node, definition.head)

    def of(self, symbol: Symbol) -> tuple[Letters, Value]:
        """The value of a symbol, and the letters of its slots."""
        found = self._values.get(symbol)
        if found is None:
            letters = tuple(Index(f"slot {at}", range_) for at, range_ in enumerate(symbol.ranges))
            value = Value(self.graph.input(symbol.name, self.shape(letters)), letters)
            found = self._values[symbol] = (letters, value)
        return found

    @property
    def undefined(self) -> dict[Symbol, Node]:
        """The symbols without a definition."""
        found = ((symbol, value.node) for symbol, (_, value) in self._values.items())
        return {symbol: node for symbol, node in found if node.operation == Input(symbol.name)}

    @property
    def inputs(self) -> dict[str, Node]:
        """The symbols without a definition, by their names."""
        return {symbol.name: node for symbol, node in self.undefined.items()}

    @property
    def values(self) -> frozenset[Node]:
        """The nodes that definitions give."""
        return frozenset(value.node for _, value in self._values.values())

    def _arose(self, node: Node, head: Tensor) -> None:
        """Nodes that are new belong to the definition at hand."""
        pending = [node]
        while pending:
            each = pending.pop()
            if each not in self.heads:
                self.heads[each] = head
                pending += each.operands

    def whole(self, symbol: Symbol) -> Node:
        """The array of a symbol with an axis for each of its slots, in their order."""
        letters, value = self.of(symbol)
        return arranged(self.graph, value, letters, self.shape(letters))

    def extent(self, range_: Range) -> Extent:
        """The number of elements of a range, or its name where each batch brings it."""
        return self.sizes.get(range_, range_.name) if range_.size is None else range_.size

    def shape(self, letters: Letters) -> tuple[Extent, ...]:
        """The extents of letters."""
        return tuple(self.extent(letter.range) for letter in letters)


@final
@dataclass(frozen=True, slots=True)
class _Body:
    """One body under way. ``order`` is that of the letters of the left side."""

    lowering: Lowering
    order: Mapping[Index, int]

    @property
    def graph(self) -> Graph:
        return self.lowering.graph

    def value(self, node: Expression) -> Value:
        return LOWER[type(node)](self, node)

    def values(self, nodes: Iterable[Expression]) -> list[Value]:
        return [self.value(node) for node in nodes]

    def literal(self, value: float) -> Value:
        return Value(self.graph.literal(value), ())

    def map(self, function: str, *values: Value) -> Value:
        return mapped(self.graph, function, values, self.order)


def _number(self: _Body, node: Number) -> Value:
    return self.literal(float(node.value))


def _constant(self: _Body, node: Constant) -> Value:
    return self.literal(CONSTANTS[node.name])


def _tensor(self: _Body, node: Tensor) -> Value:
    letters, value = self.lowering.of(node.symbol)
    return renamed(self.graph, value, dict(zip(letters, node.slots, strict=True)))


def _add(self: _Body, node: Add) -> Value:
    """Terms with a minus are subtracted."""
    added = [term for term in node.terms if not _is_negative(term)]
    subtracted = [_opposite(term) for term in node.terms if _is_negative(term)]
    if not added:
        return self.map("negative", _total(self, subtracted))
    total = _total(self, added)
    return self.map("subtract", total, _total(self, subtracted)) if subtracted else total


def _total(self: _Body, terms: Sequence[Expression]) -> Value:
    """Terms with fewer letters come first, among themselves: they are the cheaper ones."""
    return _chain(self, "add", self.values(terms))


def _chain(self: _Body, function: str, values: Sequence[Value]) -> Value:
    first, *others = sorted(values, key=lambda each: len(each.letters))
    return reduce(lambda done, each: self.map(function, done, each), others, first)


def _is_negative(term: Expression) -> bool:
    return _number_in(_factors(term)) < 0


def _opposite(term: Expression) -> Expression:
    others = (part for part in _factors(term) if not isinstance(part, Number))
    return mul(Number(-_number_in(_factors(term))), *others)


def _number_in(factors: Iterable[Expression]) -> Fraction:
    return prod((part.value for part in factors if isinstance(part, Number)), start=Fraction(1))


def _factors(node: Expression) -> tuple[Expression, ...]:
    return node.factors if isinstance(node, Mul) else (node,)


def _mul(self: _Body, node: Mul) -> Value:
    return _product(self, guarded(node.factors), self.values)


def _product(self: _Body, factors: Sequence[Expression], above: Callable[[Sequence[Expression]], list[Value]]) -> Value:
    """Numbers taken together, factors to the power of -1 divided by; ``above`` lowers the others."""
    number = _number_in(factors)
    below = [part.base for part in factors if isinstance(part, Power) and part.exponent == MINUS_ONE]
    values = above([part for part in factors if not isinstance(part, Number) and not _is_reciprocal(part)])
    if abs(number) != 1 or not (values or below):
        values = [self.literal(abs(float(number))), *values]
    total = _chain(self, "multiply", values) if values else None
    if below:
        divisor = _chain(self, "multiply", self.values(below))
        total = self.map("reciprocal", divisor) if total is None else self.map("divide", total, divisor)
    assert total is not None, "a product has factors"
    return self.map("negative", total) if number < 0 else total


def _is_reciprocal(node: Expression) -> bool:
    return isinstance(node, Power) and node.exponent == MINUS_ONE


def _power(self: _Body, node: Power) -> Value:
    function = POWERS.get(node.exponent)
    if function is not None:
        return self.map(function, self.value(node.base))
    return self.map("power", self.value(node.base), self.value(node.exponent))


def _apply(self: _Body, node: Apply) -> Value:
    if rule_of(node.function) is None:
        raise BackproofError(
            Diagnostic(
                f"the function {node.function.name} has no rule, so nothing can be trained through it",
                written=node.function.name,
                expected="a function of the table, or one that the model defines",
                advice=f"write {node.function.name} out in the definitions",
            )
        )
    return self.map(node.function.name, *self.values(node.arguments))


def _sum(self: _Body, node: Sum) -> Value:
    """Nested sums of a product are contractions; a sum of terms that bring letters together is a sum of their sums."""
    summed, body = _nested(node)
    if isinstance(body, Add) and all(len(each.free) < len(body.free) for each in tensors(body)):
        return self.value(add(*(_sums(summed, term) for term in body.terms)))
    factors = guarded(_factors(body))
    inside = [part for part in factors if not part.free.isdisjoint(summed)]
    outside = [part for part in factors if part.free.isdisjoint(summed)]
    values = self.values(inside)
    bound = {letter for value in values for letter in value.letters}
    counts = [_ones(self, letter) for letter in summed if letter not in bound]
    total = sum_of_product(self.graph, [*values, *counts], summed, self.order)
    return _product(self, outside, lambda above: [*self.values(above), total])


def _nested(node: Sum) -> tuple[Letters, Expression]:
    """The letters of sums that stand directly in each other, and what is summed."""
    summed, body = [node.index], node.body
    while isinstance(body, Sum) and body.index not in summed:
        summed.append(body.index)
        body = body.body
    return tuple(summed), body


def _sums(summed: Letters, body: Expression) -> Expression:
    return reduce(lambda done, letter: Sum(letter, done), reversed(summed), body)


def _ones(self: _Body, letter: Index) -> Value:
    """A one for each element of a letter."""
    return _mask(self, "=", letter, letter)


def _mask(self: _Body, relation: str, left: Slot, right: Slot) -> Value:
    letters = tuple(dict.fromkeys(slot for slot in (left, right) if isinstance(slot, Index)))
    sides = [
        (letters.index(slot), slot.range.first) if isinstance(slot, Index) else (None, slot) for slot in (left, right)
    ]
    return Value(self.graph.mask(Mask(relation, sides[0], sides[1]), self.lowering.shape(letters)), letters)


def _delta(self: _Body, node: Delta) -> Value:
    return _mask(self, "=", node.left, node.right)


def _indicator(self: _Body, node: Indicator) -> Value:
    return _condition(self, node.condition)


def _condition(self: _Body, condition: Condition) -> Value:
    match condition:
        case CompareIndices(relation, left, right):
            return _mask(self, relation, left, right)
        case CompareValues(relation, left, right):
            return self.map(COMPARE[relation], self.value(left), self.value(right))
        case AllOf(conditions):
            return _chain(self, "multiply", [_condition(self, each) for each in conditions])


def _cases(self: _Body, node: Cases) -> Value:
    """The first branch that holds counts, so the last one is asked first."""
    value = self.literal(math.nan) if node.otherwise is None else self.value(node.otherwise)
    for condition, branch in reversed(node.branches):
        value = self.map("where", _condition(self, condition), self.value(branch), value)
    return value


def _over(self: _Body, node: Over) -> Value:
    """A function of an axis, of a value that may not depend on it."""
    value = self.value(node.body)
    if node.index not in value.letters:
        value = self.map("multiply", value, _ones(self, node.index))
    result = AXIS[node.function](Along(self.graph, self.order, node.index), value)
    return result if node.at is None else renamed(self.graph, result, {node.index: node.at})


def _of_matrix(self: _Body, node: OfMatrix) -> Value:
    spoken = MATRIX_RULES[node.function].spoken
    raise BackproofError(
        Diagnostic(
            f"the {spoken} of a matrix is no operation of a program, so nothing can be trained through it",
            written=spoken,
            expected="sums, products and functions of numbers or of an axis",
            advice="give it as an input, as values that were computed before",
        )
    )


def _derivative(self: _Body, node: Derivative) -> Value:
    raise IllFormed("a derivative symbol has to be resolved before it is lowered")


LOWER: Final[Mapping[type, Callable[[_Body, Any], Value]]] = {
    Number: _number, Constant: _constant, Tensor: _tensor, Add: _add, Mul: _mul, Power: _power, Apply: _apply,
    Sum: _sum, Over: _over, OfMatrix: _of_matrix, Delta: _delta, Indicator: _indicator, Cases: _cases,
    Derivative: _derivative,
}  # fmt: skip
