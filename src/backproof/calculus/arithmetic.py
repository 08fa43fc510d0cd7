"""Two arithmetics for one evaluator: float64 arrays, and object arrays of 50-digit numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backproof.rules import precise
from backproof.rules.axis import AxisRule
from backproof.rules.rule import Rule
from backproof.rules.unknown import Smooth

Array = NDArray[Any]


@final
@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How numbers are held and functions computed; ``dtype`` is that of every array."""

    name: str
    dtype: Any
    number: Callable[[Fraction], Any]
    array: Callable[[ArrayLike], Array]
    constants: dict[str, Any]
    power: Callable[[Array, Array], Array]
    scalar: Callable[[Rule, tuple[Array, ...]], Array]
    axis: Callable[[AxisRule, Array], Array]
    wave: Callable[[Smooth, tuple[int, ...], tuple[Array, ...]], Array]
    finite: Callable[[Array], Array]


def _float(value: Fraction) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _float_array(values: ArrayLike) -> Array:
    return np.asarray(values, dtype=np.float64)


def _float_power(base: Array, exponent: Array) -> Array:
    return np.asarray(np.power(base, exponent))


def _float_scalar(rule: Rule, arguments: tuple[Array, ...]) -> Array:
    return np.asarray(rule.float64(*arguments))


def _float_axis(rule: AxisRule, data: Array) -> Array:
    return rule.float64(data)


def _float_wave(function: Smooth, orders: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
    return _wave(function, orders, arguments, number=_float, sin=np.sin, pi=math.pi)


def _wave(
    function: Smooth,
    orders: tuple[int, ...],
    arguments: tuple[Array, ...],
    *,
    number: Callable[[Fraction], Any],
    sin: Callable[[Any], Any],
    pi: Any,
) -> Array:
    """The derivative of the given orders: each one is a factor of the slope and a quarter turn."""
    quarter_turns = sum(orders)
    total: Any = number(function.offset) if quarter_turns == 0 else number(Fraction(0))
    for wave in function.waves:
        inner = math.prod((slope**order for slope, order in zip(wave.slopes, orders, strict=True)), start=Fraction(1))
        phase: Any = number(wave.shift) + quarter_turns * pi / 2
        for slope, argument in zip(wave.slopes, arguments, strict=True):
            phase = phase + number(slope) * argument
        total = total + number(wave.height * inner) * sin(phase)
    return np.asarray(total)


_exact = np.frompyfunc(precise.exact, 1, 1)
_precise_power_each = np.frompyfunc(precise.power, 2, 1)
_precise_sin = np.frompyfunc(precise.real(precise.MP.sin), 1, 1)
_is_finite = np.frompyfunc(precise.MP.isfinite, 1, 1)


def _objects(values: Any) -> Array:
    # A ufunc on a 0-dimensional array returns the bare object.
    return np.asarray(values, dtype=object)


def _precise_array(values: ArrayLike) -> Array:
    return _objects(_exact(np.asarray(values)))


def _precise_power(base: Array, exponent: Array) -> Array:
    return _objects(_precise_power_each(base, exponent))


def _precise_scalar(rule: Rule, arguments: tuple[Array, ...]) -> Array:
    return _objects(np.frompyfunc(precise.real(rule.precise), rule.arity, 1)(*arguments))


def _precise_axis(rule: AxisRule, data: Array) -> Array:
    rows = data.reshape(-1, data.shape[-1])
    shape = data.shape if rule.keeps else data.shape[:-1]
    result = np.empty((len(rows), data.shape[-1]) if rule.keeps else len(rows), dtype=object)
    for at, row in enumerate(rows):
        result[at] = _axis_value(rule, list(row))
    return result.reshape(shape)


def _axis_value(rule: AxisRule, values: list[Any]) -> Any:
    if all(abs(value) < 10**6 for value in values):
        return rule.precise(values)
    return [precise.NAN] * len(values) if rule.keeps else precise.NAN


def _precise_wave(function: Smooth, orders: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
    return _objects(_wave(function, orders, arguments, number=precise.exact, sin=_precise_sin, pi=+precise.MP.pi))


def _precise_finite(data: Array) -> Array:
    return np.asarray(_is_finite(data), dtype=bool)


FLOAT64 = Arithmetic(
    "float64", np.float64, _float, _float_array, {"pi": math.pi, "e": math.e},
    _float_power, _float_scalar, _float_axis, _float_wave, np.isfinite,
)  # fmt: skip

PRECISE = Arithmetic(
    "50 digits", object, precise.exact, _precise_array, {"pi": +precise.MP.pi, "e": +precise.MP.e},
    _precise_power, _precise_scalar, _precise_axis, _precise_wave, _precise_finite,
)  # fmt: skip
