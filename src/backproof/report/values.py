"""The values of counterexamples, as JSON has them and as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import singledispatch
from numbers import Integral, Real

_EXACT = 2**53  # the largest integer up to which every reader of JSON agrees

Plain = str | int | float | list["Plain"]
"""A number, a word, or nested lists of them. What isn't finite is a word, because JSON has no such numbers."""


@singledispatch
def plain(value: object) -> Plain:
    """A value in the types of JSON.

    >>> from fractions import Fraction
    >>> plain([1, Fraction(1, 4), float("inf"), "2 by 3"])
    [1, 0.25, 'Infinity', '2 by 3']
    """
    return str(value)


@plain.register(Integral)
def _integer(value: Integral) -> Plain:
    return int(value) if abs(int(value)) <= _EXACT else _real(value)


@plain.register(Real)
def _real(value: Real) -> Plain:
    try:
        number = float(value)
    except OverflowError:
        number = -math.inf if value < 0 else math.inf
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


@plain.register(str)
def _word(value: str) -> Plain:
    return value


@plain.register(list)
@plain.register(tuple)
def _array(value: Sequence[object]) -> Plain:
    return [plain(each) for each in value]


def words(value: object) -> str:
    """A value in six digits, for people.

    >>> words([[1 / 3, 2], [0.5, float("nan")]])
    '[[0.333333, 2], [0.5, NaN]]'
    """
    match plain(value):
        case list(parts):
            return f"[{', '.join(words(part) for part in parts)}]"
        case float(number):
            return format(number, ".6g")
        case other:
            return str(other)


def point(values: Mapping[str, object]) -> str:
    """The letters and what they stand for: ``x = 2, w = [1, 3]``."""
    return ", ".join(f"{name} = {words(value)}" for name, value in values.items())
