"""Computed numbers as a person prints them: so many decimals, correctly rounded, a power of ten where it needs one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any, Final, final

from backproof.show.show import PRODUCT, SUM, TIGHT
from backproof.show.trees import MINUS, digits, row, script, sign
from backproof.syntax.tree import Node

FINE: Final = Context(prec=40)
"""Forty of the fifty digits that are computed: what is exact in decimals is found again behind them."""
FLOAT: Final = Context(prec=15)
LARGEST: Final = 7
"""A number with more digits before its point is written with a power of ten."""


@final
@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed: its sign and ``digits``, the power of ten behind them (0: none), and whether that is
    all of it."""

    digits: str
    exponent: int
    exact: bool

    @property
    def negative(self) -> bool:
        return self.digits.startswith("-")

    @property
    def level(self) -> int:
        """How tightly it holds together in a formula."""
        if self.negative:
            return SUM
        return PRODUCT if self.exponent else TIGHT

    @property
    def tree(self) -> Node:
        """The presentation tree."""
        mantissa = digits(self.digits.removeprefix("-"))
        power = (sign("cdot"), script(digits("10"), sup=_integer(self.exponent))) if self.exponent else ()
        return row(*((MINUS,) if self.negative else ()), mantissa, *power)

    def __str__(self) -> str:
        return f"{self.digits}e{self.exponent}" if self.exponent else self.digits


def _integer(value: int) -> Node:
    return row(MINUS, digits(str(-value))) if value < 0 else digits(str(value))


def decimal(value: Any, places: int) -> Printed:
    """A float or a 50-digit number with so many decimals, halves away from zero.

    What has no more decimals than that is printed with those that it has, and is exact. What would be 0 although it
    isn't, or is very large, takes a power of ten and the decimals in front of it.

    >>> [str(decimal(value, 4)) for value in (0.37749999999999995, 2 / 3, -2e-9, 0.25, 1e9 / 3, 0.0, 41.00001)]
    ['0.3775', '0.6667', '-2e-9', '0.25', '3.3333e8', '0', '41.0000']
    """
    return rounded(_plain(value), places)


def given(value: float) -> Printed:
    """A number as its author wrote it: the shortest decimals that are this float.

    >>> str(given(0.1)), str(given(1e-12))
    ('0.1', '1e-12')
    """
    return rounded(Decimal(repr(float(value))), None)


def rounded(value: Decimal, places: int | None) -> Printed:
    """A decimal number with so many decimals; with all of its own where ``places`` is None."""
    if not value:
        return Printed("0", 0, exact=True)
    size = value.adjusted()
    exponent = size if size >= LARGEST or size < -(LARGEST if places is None else places) else 0
    if exponent and places is not None and _fixed(value, places):
        exponent = size if size >= LARGEST else 0  # 0.00006 is 0.0001
    scaled = value.scaleb(-exponent)
    if places is None or -_exponent(scaled) <= places:
        return Printed(_shortest(scaled), exponent, exact=True)
    cut = _fixed(scaled, places)
    if exponent and abs(cut) == 10:
        cut, exponent = _fixed(cut / 10, places), exponent + 1
    return Printed(f"{cut:f}", exponent, exact=False)


def _plain(value: Any) -> Decimal:
    """The decimal number that a computed one is next to, without the noise of its last digits."""
    if isinstance(value, float):
        return FLOAT.create_decimal(Decimal(float(value)))
    exact = Fraction(*_ratio(value))
    return FINE.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def _ratio(value: Any) -> tuple[int, int]:
    """A 50-digit number as whole numbers."""
    negative, mantissa, power, _ = value._mpf_
    whole = -int(mantissa) if negative else int(mantissa)
    return (whole << power, 1) if power >= 0 else (whole, 1 << -power)


def _fixed(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))


def _exponent(value: Decimal) -> int:
    """Minus the number of decimals that a number has; trailing zeros are none."""
    exponent = value.normalize(FINE).as_tuple().exponent
    assert isinstance(exponent, int), "the number is finite"
    return exponent


def _shortest(value: Decimal) -> str:
    return f"{value.normalize(FINE):f}"
