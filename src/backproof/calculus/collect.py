"""Like terms and like factors: numbers folded exactly, equal terms counted, equal bases under one exponent."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from operator import eq
from typing import Final

from backproof.calculus.canonical import key
from backproof.expr import Add, Delta, Expression, Indicator, Mul, Number, Power
from backproof.expr.build import ONE, add, mul, power

UNIT: Final = Fraction(1)


def coefficient(term: Expression) -> tuple[Fraction, Expression]:
    """The number in front of a term, and the rest.

    >>> from backproof.expr.build import ZERO, apply, number
    >>> coefficient(mul(number(3), apply("exp", ZERO)))[0]
    Fraction(3, 1)
    """
    match term:
        case Number(value):
            return value, ONE
        case Mul((Number(value), *rest)):
            return value, mul(*rest)
    return UNIT, term


def collected_terms(terms: Iterable[Expression]) -> Expression:
    """The sum with each different term once, in order of first appearance; a number stands where it first stood."""
    totals: dict[Hashable, tuple[Fraction, Expression]] = {}
    flat = add(*terms)
    if not isinstance(flat, Add):
        return flat
    for term in flat.terms:
        number, rest = coefficient(term)
        name = key(rest)
        before, shown = totals.get(name, (Fraction(0), rest))
        totals[name] = (before + number, shown)
    left = [(total, rest) for total, rest in totals.values() if total != 0]
    # y - x rather than -x + y.
    first = next((at for at, (total, _) in enumerate(left) if total > 0), 0)
    return add(
        *(mul(Number(total), rest) for total, rest in [*left[first : first + 1], *left[:first], *left[first + 1 :]])
    )


def collected_factors(factors: Iterable[Expression]) -> Expression:
    """The product with the number in front and each different base once, in order of first appearance."""
    number = UNIT
    exponents: dict[Hashable, tuple[Expression, Expression]] = {}
    flat = mul(*factors)
    if not isinstance(flat, Mul):
        return flat
    for factor in flat.factors:
        if isinstance(factor, Number):
            number = factor.value if number is UNIT else number * factor.value
            continue
        base, exponent = (factor.base, factor.exponent) if isinstance(factor, Power) else (factor, ONE)
        name = key(base)
        if name in exponents:
            base, before = exponents[name]
            exponent = collected_terms((before, exponent))
        exponents[name] = (base, exponent)
    collected = [_raised(base, exponent) for base, exponent in exponents.values()]
    if number is not UNIT:
        collected.insert(0, Number(number))
    unchanged = len(collected) == len(flat.factors) and all(map(eq, collected, flat.factors))
    return flat if unchanged else mul(*collected)


def _raised(base: Expression, exponent: Expression) -> Expression:
    # Powers of 0 and 1 are the same as the base itself.
    if isinstance(base, Delta | Indicator) and isinstance(exponent, Number) and exponent.value > 0:
        return base
    return power(base, exponent)
