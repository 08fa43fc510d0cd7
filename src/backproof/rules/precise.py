"""Fifty-digit arithmetic, in a context of its own: nobody else's settings change it, and it changes nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

import mpmath
from mpmath.libmp import from_man_exp, from_rational, mpf_add, mpf_mul, mpf_sin, round_nearest, to_fixed

DIGITS = 50
FIXED_BITS = 240
"""70 digits, so that sums of products keep 50 where they cancel in part."""
MP: Any = mpmath.MPContext()
MP.dps = DIGITS
NAN: Any = MP.nan

# The cost of exp and sin grows with the bits before the point of their argument: exp(exp(1e300)) would not end.
_BITS_OF_TOO_LARGE = 40
_BITS_OF_ANY = 10**7


def exact(value: Any) -> Any:
    """A number of any kind at the target precision; a fraction is divided there, not before."""
    if isinstance(value, Fraction):
        return MP.make_mpf(from_rational(value.numerator, value.denominator, MP.prec, round_nearest))
    return MP.mpf(value)


def is_finite(value: Any) -> bool:
    """Neither infinite nor NaN: those have no mantissa, but an exponent."""
    _, mantissa, power_of_two, _ = value._mpf_
    return bool(mantissa) or not power_of_two


def exponent(value: Any) -> int:
    """The number of bits before the binary point; 0 for zero."""
    _, mantissa, power_of_two, bits = value._mpf_
    return int(power_of_two + bits) if mantissa else 0


def fixed(value: Any, bits: int) -> int:
    """The whole number next to the value times two to the power of ``bits``."""
    return int(to_fixed(value._mpf_, bits))


def unfixed(whole: int, bits: int) -> Any:
    """The number that :func:`fixed` made whole."""
    return MP.make_mpf(from_man_exp(whole, -bits, MP.prec, round_nearest))


def real(function: Callable[..., Any], *, slow: bool = True) -> Callable[..., Any]:
    """The function with NaN wherever its value is not a real number.

    ``slow`` functions cost the more the larger their argument is; logarithms and roots do not.
    """
    largest = _BITS_OF_TOO_LARGE if slow else _BITS_OF_ANY

    def guarded(*arguments: Any) -> Any:
        if not all(is_finite(argument) and exponent(argument) <= largest for argument in arguments):
            return NAN
        try:
            value = function(*arguments)
        except (ZeroDivisionError, ValueError, OverflowError):
            return NAN
        return NAN if isinstance(value, MP.mpc) else value

    return guarded


def power(base: Any, to: Any) -> Any:
    """A power, with NaN where it is no real number; its cost grows with its own exponent, not with that of the base."""
    if not (is_finite(base) and is_finite(to) and abs(to) * max(1, abs(exponent(base))) <= 10**6):
        return NAN
    try:
        value = base**to
    except (ZeroDivisionError, ValueError, OverflowError):
        return NAN
    return NAN if isinstance(value, MP.mpc) else value


def waves(offset: Any, terms: Iterable[tuple[Any, Sequence[Any], Any]], *arguments: Any) -> Any:
    """A constant, and the waves of a height, slopes for each of the arguments, and a phase."""
    total = offset._mpf_
    for height, slopes, phase in terms:
        angle = phase._mpf_
        for slope, argument in zip(slopes, arguments, strict=True):
            angle = mpf_add(angle, mpf_mul(slope._mpf_, argument._mpf_, MP.prec, round_nearest), MP.prec, round_nearest)
        wave = mpf_mul(height._mpf_, mpf_sin(angle, MP.prec, round_nearest), MP.prec, round_nearest)
        total = mpf_add(total, wave, MP.prec, round_nearest)
    return MP.make_mpf(total)


def sigmoid(x: Any) -> Any:
    """1 / (1 + e^-x)."""
    return 1 / (1 + MP.exp(-x))


def softplus(x: Any) -> Any:
    """log(1 + e^x)."""
    return MP.log(1 + MP.exp(x))


def gelu(x: Any) -> Any:
    """x Phi(x), with Phi the normal distribution."""
    return x * (1 + MP.erf(x / MP.sqrt(2))) / 2


def sign(x: Any) -> Any:
    """-1, 0 or 1."""
    return MP.sign(x)


def step(x: Any) -> Any:
    """1 for positive arguments, else 0."""
    return MP.mpf(1 if x > 0 else 0)


def softmax(values: list[Any]) -> list[Any]:
    """e^z_k over the sum of them."""
    weights = [MP.exp(value) for value in values]
    total = MP.fsum(weights)
    return [weight / total for weight in weights]


def logsumexp(values: list[Any]) -> Any:
    """The logarithm of the sum of e^z."""
    return MP.log(MP.fsum(MP.exp(value) for value in values))


def log_softmax(values: list[Any]) -> list[Any]:
    """The logarithm of the softmax."""
    total = logsumexp(values)
    return [value - total for value in values]


def product(values: list[Any]) -> Any:
    """The product of the axis."""
    return MP.fprod(values)


def norm(values: list[Any]) -> Any:
    """The root of the sum of squares."""
    return MP.sqrt(MP.fsum(value * value for value in values))


def largest_at(values: list[Any]) -> list[Any]:
    """One at the largest element, zero elsewhere."""
    best = values.index(max(values))
    return [MP.mpf(int(at == best)) for at in range(len(values))]


def smallest_at(values: list[Any]) -> list[Any]:
    """One at the smallest element, zero elsewhere."""
    return largest_at([-value for value in values])


def inverse(rows: list[list[Any]]) -> list[list[Any]]:
    """The inverse of a matrix."""
    return [list(row) for row in MP.inverse(MP.matrix(rows)).tolist()]


def determinant(rows: list[list[Any]]) -> Any:
    """The determinant of a matrix."""
    return MP.mpf(MP.det(MP.matrix(rows)))


def log_determinant(rows: list[list[Any]]) -> Any:
    """The logarithm of the magnitude of the determinant."""
    return MP.log(abs(determinant(rows)))
