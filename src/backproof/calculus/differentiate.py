"""The differential of an expression, one rule for each node type; and derivatives through a model, forwards.

The differential is linear in the tangents of the tensors. A kink counts as the side on which the table puts it;
conditions and indicators are constant almost everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from backproof.expr import (
    Add,
    Apply,
    Cases,
    Constant,
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
    Slot,
    Sum,
    Symbol,
    Tensor,
    fresh,
)
from backproof.expr.build import MINUS_ONE, ONE, ZERO, add, apply, deltas, mul, power
from backproof.expr.walk import apart, both_apart, names, substitute
from backproof.rules import AXIS_RULES, MATRIX_RULES, partial

Tangent = Callable[[tuple[Slot, ...]], Expression]
Tangents = Mapping[Symbol, Tangent]


def differential(expression: Expression, tangents: Tangents, letters: frozenset[str] = frozenset()) -> Expression:
    """The change of the expression to first order, where each tensor changes by its tangent.

    A tangent takes the slots of an occurrence; symbols that have none are constant. ``letters`` are the names of all
    letters that tangents bring in: bound letters make way for them. The free letters of the result are those of the
    expression and of the tangents. Raises IllFormed for a derivative that is not resolved.

    >>> x = Symbol("x")
    >>> differential(apply("sin", Tensor(x)), {x: lambda slots: ONE}).function.name
    'cos'
    """
    return _Differential(tangents, letters).of(expression)


def by_element(symbol: Symbol, at: tuple[Slot, ...]) -> Tangents:
    """The tangents for a derivative by one element of a symbol: 1 at that element, 0 at the others."""
    return {symbol: lambda slots: deltas(slots, at)}


def letters_of(slots: tuple[Slot, ...]) -> frozenset[str]:
    """The names of the letters among slots."""
    return frozenset(slot.name for slot in slots if isinstance(slot, Index))


class _Differential:
    """The tangents and the names that they need, for the rules below; a shared part is differentiated once."""

    def __init__(self, tangents: Tangents, letters: frozenset[str]) -> None:
        self.tangents = tangents
        self.letters = letters
        self._cache: dict[int, tuple[Expression, Expression]] = {}

    def of(self, expression: Expression) -> Expression:
        found = self._cache.get(id(expression))
        if found is None:
            found = self._cache[id(expression)] = (expression, DIFFERENTIAL[type(expression)](self, expression))
        return found[1]


def _constant(d: _Differential, node: Expression) -> Expression:
    return ZERO


def _tensor(d: _Differential, node: Tensor) -> Expression:
    tangent = d.tangents.get(node.symbol)
    return ZERO if tangent is None else tangent(node.slots)


def _add(d: _Differential, node: Add) -> Expression:
    return add(*map(d.of, node.terms))


def _mul(d: _Differential, node: Mul) -> Expression:
    """The product rule."""
    each = node.factors
    return add(*(mul(*each[:at], d.of(factor), *each[at + 1 :]) for at, factor in enumerate(each)))


def _power(d: _Differential, node: Power) -> Expression:
    """d(b^e) = e b^(e-1) db + b^e log(b) de."""
    base, exponent = node.base, node.exponent
    less = Number(exponent.value - 1) if isinstance(exponent, Number) else add(exponent, MINUS_ONE)
    logarithm = ONE if base == Constant("e") else apply("log", base)
    return add(mul(exponent, power(base, less), d.of(base)), mul(node, logarithm, d.of(exponent)))


def _apply(d: _Differential, node: Apply) -> Expression:
    """The chain rule. A partial is built only where its argument changes: it may not exist elsewhere."""
    changes = [(at, d.of(argument)) for at, argument in enumerate(node.arguments)]
    return add(*(mul(partial(node.function, node.arguments, at), change) for at, change in changes if change != ZERO))


def _sum(d: _Differential, node: Sum) -> Expression:
    index, body = apart(node.index, node.body, d.letters)
    change = d.of(body)
    return ZERO if change == ZERO else Sum(index, change)


def _over(d: _Differential, node: Over) -> Expression:
    """The chain rule along the axis: sum over n of (d node / d element n) d(element n)."""
    index, body = apart(node.index, node.body, d.letters)
    change = d.of(body)
    if change == ZERO:
        return ZERO
    n = fresh(index, d.letters | names(node.free | body.free | change.free))
    slope = AXIS_RULES[node.function].partial(Over(node.function, index, body, node.at), n)
    return Sum(n, mul(slope, substitute(change, {index: n})))


def _of_matrix(d: _Differential, node: OfMatrix) -> Expression:
    """The chain rule through a matrix: sum over m and n of (d node / d element m, n) d(element m, n)."""
    rows, columns, body = both_apart(node, d.letters)
    change = d.of(body)
    if change == ZERO:
        return ZERO
    taken = d.letters | names(node.free | body.free | change.free)
    m = fresh(rows, taken)
    n = fresh(columns, taken | {m.name})
    slope = MATRIX_RULES[node.function].partial(OfMatrix(node.function, rows, columns, body, node.at), m, n)
    return Sum(m, Sum(n, mul(slope, substitute(change, {rows: m, columns: n}))))


def _cases(d: _Differential, node: Cases) -> Expression:
    branches = tuple((condition, d.of(value)) for condition, value in node.branches)
    otherwise = None if node.otherwise is None else d.of(node.otherwise)
    if all(change == ZERO for _, change in branches) and otherwise in (None, ZERO):
        return ZERO
    return Cases(branches, otherwise)


def _derivative(d: _Differential, node: Derivative) -> Expression:
    raise IllFormed("a derivative symbol has to be resolved before it is differentiated")


DIFFERENTIAL: Final[Mapping[type, Callable[[_Differential, Any], Expression]]] = {
    Number: _constant, Constant: _constant, Delta: _constant, Indicator: _constant, Tensor: _tensor, Add: _add,
    Mul: _mul, Power: _power, Apply: _apply, Sum: _sum, Over: _over, OfMatrix: _of_matrix, Cases: _cases,
    Derivative: _derivative,
}  # fmt: skip
