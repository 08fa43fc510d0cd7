"""Short constructors that leave out what changes nothing: a zero term, a one as a factor, a sum of one term."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from backproof.expr.indices import Slot
from backproof.expr.nodes import Add, AllOf, Apply, Condition, Delta, Expression, Function, Mul, Number, Power

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
MINUS_ONE = Number(Fraction(-1))
TWO = Number(Fraction(2))
HALF = Number(Fraction(1, 2))


def number(value: int | str | Fraction) -> Number:
    """An exact number; a string is read as a decimal or a fraction.

    >>> number("0.01").value
    Fraction(1, 100)
    """
    return Number(Fraction(value))


def add(*terms: Expression) -> Expression:
    """The sum of the terms: nested sums are one, zeros are left out."""
    flat = [part for term in terms for part in (term.terms if isinstance(term, Add) else (term,)) if not _is(part, 0)]
    if len(flat) < 2:
        return flat[0] if flat else ZERO
    return Add(tuple(flat))


def mul(*factors: Expression) -> Expression:
    """The product of the factors: nested products are one, ones are left out, a zero makes it zero."""
    flat: list[Expression] = []
    for factor in factors:
        flat += factor.factors if isinstance(factor, Mul) else (factor,)
    numbers = [part.value for part in flat if isinstance(part, Number)]
    if 0 in numbers:
        return ZERO
    if 1 in numbers:
        flat = [part for part in flat if not _is(part, 1)]
    if len(flat) < 2:
        return flat[0] if flat else ONE
    return Mul(tuple(flat))


def _is(part: Expression, value: int) -> bool:
    return isinstance(part, Number) and part.value == value


def power(base: Expression, exponent: Expression) -> Expression:
    """``base ** exponent``, where the exponents 0 and 1 need no power."""
    if exponent == ZERO:
        return ONE
    return base if exponent == ONE else Power(base, exponent)


def negative(operand: Expression) -> Expression:
    """``-operand``."""
    return Number(-operand.value) if isinstance(operand, Number) else mul(MINUS_ONE, operand)


def subtract(left: Expression, right: Expression) -> Expression:
    """``left - right``."""
    return add(left, negative(right))


def divide(left: Expression, right: Expression) -> Expression:
    """``left / right``."""
    return mul(left, power(right, MINUS_ONE))


def apply(name: str, *arguments: Expression) -> Apply:
    """A function by its name."""
    return Apply(Function(name, len(arguments)), arguments)


def deltas(left: tuple[Slot, ...], right: tuple[Slot, ...]) -> Expression:
    """The product of the Kronecker deltas of slots pair by pair: 1 where both name the same element."""
    return mul(*(Delta(a, b) for a, b in zip(left, right, strict=True)))


def all_of(conditions: Iterable[Condition]) -> Condition:
    """The conditions together; a single one as it is."""
    told = tuple(conditions)
    return told[0] if len(told) == 1 else AllOf(told)
