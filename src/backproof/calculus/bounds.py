"""Between which numbers an expression lies, whatever its tensors are: enough to show that an inequality holds.

Interval arithmetic by structure: it may fail to show what is true, and never shows what is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import inf, isinf
from typing import Final, final

from backproof.expr import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Expression,
    Function,
    Indicator,
    Mul,
    Number,
    Over,
    Power,
    Sum,
)

End = Fraction | float
"""A rational number, or an infinity."""


@final
@dataclass(frozen=True, slots=True)
class Bounds:
    """All values lie between ``low`` and ``high``; an end that is ``open`` is never reached."""

    low: End = -inf
    high: End = inf
    low_open: bool = True
    high_open: bool = True

    @property
    def is_positive(self) -> bool:
        return self.low > 0 or (self.low == 0 and self.low_open)

    @property
    def is_nonnegative(self) -> bool:
        return self.low >= 0


ANYTHING: Final = Bounds()
POSITIVE: Final = Bounds(Fraction(0))
NONNEGATIVE: Final = Bounds(Fraction(0), low_open=False)
UNIT: Final = Bounds(Fraction(0), Fraction(1), low_open=False, high_open=False)
FRACTION: Final = Bounds(Fraction(0), Fraction(1))

FUNCTIONS: Final[Mapping[str, Bounds]] = {
    "exp": POSITIVE, "sigmoid": FRACTION, "tanh": Bounds(Fraction(-1), Fraction(1)), "softplus": POSITIVE,
    "relu": NONNEGATIVE, "sqrt": NONNEGATIVE, "abs": NONNEGATIVE, "step": UNIT,
    "sin": Bounds(Fraction(-1), Fraction(1), low_open=False, high_open=False),
    "cos": Bounds(Fraction(-1), Fraction(1), low_open=False, high_open=False),
    "cosh": Bounds(Fraction(1), low_open=False), "erf": Bounds(Fraction(-1), Fraction(1)),
}  # fmt: skip
AXES: Final[Mapping[str, Bounds]] = {
    "softmax": Bounds(Fraction(0), Fraction(1), high_open=False),
    "norm": NONNEGATIVE,
    "log_softmax": Bounds(high=Fraction(0), high_open=False),
}


def bounds(expression: Expression) -> Bounds:
    """Bounds of an expression without derivatives, for all values of the tensors that it names.

    >>> from backproof.expr import Symbol, Tensor
    >>> from backproof.expr.build import apply
    >>> bounds(apply("sigmoid", Tensor(Symbol("z")))).is_positive
    True
    """
    match expression:
        case Number(value):
            return Bounds(value, value, low_open=False, high_open=False)
        case Constant():
            return Bounds(Fraction(2), Fraction(4))
        case Add(terms):
            return reduce(_plus, map(bounds, terms))
        case Mul(factors):
            return reduce(_times, map(bounds, factors))
        case Power(base, exponent):
            return _power(bounds(base), exponent)
        case Apply(Function("max2"), (left, right)):
            return _larger(bounds(left), bounds(right))
        case Apply(function, _):
            return ANYTHING if function.orders else FUNCTIONS.get(function.name, ANYTHING)
        case Sum(_, body):
            return _total(bounds(body))
        case Over(name, _, _, _):
            return AXES.get(name, ANYTHING)
        case Delta() | Indicator():
            return UNIT
        case Cases(branches, otherwise):
            values = [value for _, value in branches] + ([] if otherwise is None else [otherwise])
            return reduce(_hull, map(bounds, values))
        case _:
            return ANYTHING


def _plus(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(
        one.low + other.low, one.high + other.high, one.low_open or other.low_open, one.high_open or other.high_open
    )


def _times(one: Bounds, other: Bounds) -> Bounds:
    """The extreme products of ends; zero at a closed end is reached whatever the other end is."""
    ends = [
        _product(left, left_open, right, right_open)
        for left, left_open in ((one.low, one.low_open), (one.high, one.high_open))
        for right, right_open in ((other.low, other.low_open), (other.high, other.high_open))
    ]
    low, high = min(end for end, _ in ends), max(end for end, _ in ends)
    low_open, high_open = (all(is_open for end, is_open in ends if end == extreme) for extreme in (low, high))
    return Bounds(low, high, low_open, high_open)


def _product(left: End, left_open: bool, right: End, right_open: bool) -> tuple[End, bool]:
    if left == 0 or right == 0:
        reached = (left == 0 and not left_open) or (right == 0 and not right_open)
        return Fraction(0), not reached
    return left * right, left_open or right_open


def _power(base: Bounds, exponent: Expression) -> Bounds:
    if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
        return POSITIVE if base.is_positive else NONNEGATIVE if base.is_nonnegative else ANYTHING
    power = int(exponent.value)
    if power < 0:
        return POSITIVE if base.is_positive or power % 2 == 0 else ANYTHING
    whole = reduce(_times, [base] * power, Bounds(Fraction(1), Fraction(1), low_open=False, high_open=False))
    if power % 2 or base.is_nonnegative:
        return whole
    # An even power is zero where its base is, and never below.
    low_end, high_end = _size(base.low), _size(base.high)
    high = max(low_end, high_end)
    ends = [is_open for end, is_open in ((low_end, base.low_open), (high_end, base.high_open)) if end == high]
    crosses = base.low < 0 < base.high
    low = Fraction(0) if crosses else min(low_end, high_end) ** power
    return Bounds(low, high if isinf(high) else high**power, not crosses and base.high_open, all(ends))


def _size(end: End) -> End:
    return -end if end < 0 else end


def _larger(one: Bounds, other: Bounds) -> Bounds:
    return _between(max(one.low, other.low), max(one.high, other.high), one, other)


def _between(low: End, high: End, *ends: Bounds) -> Bounds:
    """The bounds from one end to another one, each open where all that end there are open."""
    return Bounds(
        low,
        high,
        all(each.low_open for each in ends if each.low == low),
        all(each.high_open for each in ends if each.high == high),
    )


def _total(each: Bounds) -> Bounds:
    """A sum over one element or more."""
    low = each.low if each.low > 0 else Fraction(0) if each.low == 0 else -inf
    high = Fraction(0) if each.high == 0 else each.high if each.high < 0 else inf
    return Bounds(low, high, each.low_open, each.high_open)


def _hull(one: Bounds, other: Bounds) -> Bounds:
    return _between(min(one.low, other.low), max(one.high, other.high), one, other)
