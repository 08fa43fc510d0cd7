"""Two arithmetics for one evaluator: float64 arrays, and object arrays of 50-digit numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, Final, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backproof.calculus.named import MOST_ELEMENTS
from backproof.rules import precise
from backproof.rules.axis import AxisRule
from backproof.rules.rule import POSITIVE, Rule
from backproof.rules.unknown import Smooth

Array = NDArray[Any]
MOST_WAVES: Final = 1024
"""Unknown functions, each with its derivatives, of which the numbers are kept at a time."""
Operands = list[tuple[Array, list[int]]]
"""Factors, each with the numbers of its axes."""


@final
@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How numbers are held and functions computed; ``dtype`` is that of every array.

    Below ``contracts_above`` elements a plain product is faster than planning a contraction.
    """

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
    contract: Callable[[Operands, list[int]], Array]
    contracts_above: int

    def largest(self, data: Array) -> Any:
        """The largest finite magnitude among numbers; 0 where there is none."""
        if self.dtype is not object and data.size and math.isfinite(found := np.abs(data).max()):
            return found
        finite = self.finite(data)
        magnitudes = np.asarray(abs(data if finite.all() else data[finite]))
        return magnitudes.max() if magnitudes.size else 0.0


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


@lru_cache(MOST_WAVES)
def _float_terms(function: Smooth, orders: tuple[int, ...]) -> tuple[float, Array, Array, Array]:
    """The constant of a derivative; the heights of its waves, their phases, and their slopes for each argument."""
    offset, waves = function.derived(orders)
    turned = sum(orders) * math.pi / 2
    return (
        _float(offset),
        np.array([_float(wave.height) for wave in waves]),
        np.array([_float(wave.shift) + turned for wave in waves]),
        np.array([[_float(slope) for slope in wave.slopes] for wave in waves]).T,
    )


def _float_wave(function: Smooth, orders: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
    offset, heights, phase, slopes = _float_terms(function, orders)
    for slope, argument in zip(slopes, arguments, strict=True):
        phase = argument[..., None] * slope + phase
    return np.asarray(np.sin(phase) @ heights + offset)


def _float_contract(operands: Operands, kept: list[int]) -> Array:
    return np.asarray(np.einsum(*_flat(operands), kept, optimize=("greedy", MOST_ELEMENTS)))


def _path(operands: Operands, kept: list[int]) -> list[tuple[int, ...]]:
    """Which factors to multiply first, by their places; a product goes to the end."""
    order, _ = np.einsum_path(*_flat(operands), kept, optimize=("greedy", MOST_ELEMENTS))
    return [positions for positions in order if isinstance(positions, tuple)]


def _flat(operands: Operands) -> list[Any]:
    return [part for operand in operands for part in operand]


_exact = np.frompyfunc(precise.exact, 1, 1)
_precise_power_each = np.frompyfunc(precise.power, 2, 1)
_is_finite = np.frompyfunc(precise.is_finite, 1, 1)
_fixed = np.frompyfunc(precise.fixed, 2, 1)
_unfixed = np.frompyfunc(precise.unfixed, 2, 1)


def _objects(values: Any) -> Array:
    # A ufunc on a 0-dimensional array returns the bare object.
    return np.asarray(values, dtype=object)


def _precise_array(values: ArrayLike) -> Array:
    return _objects(_exact(np.asarray(values)))


def _precise_power(base: Array, exponent: Array) -> Array:
    return _objects(_precise_power_each(base, exponent))


def _precise_scalar(rule: Rule, arguments: tuple[Array, ...]) -> Array:
    guarded = precise.real(rule.precise, slow=rule.domain is not POSITIVE)
    return _objects(np.frompyfunc(guarded, rule.arity, 1)(*arguments))


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


@lru_cache(MOST_WAVES)
def _precise_terms(function: Smooth, orders: tuple[int, ...]) -> Callable[..., Any]:
    """A derivative as a function of numbers."""
    offset, waves = function.derived(orders)
    turned = sum(orders) * precise.MP.pi / 2
    terms = [
        (
            precise.exact(wave.height),
            [precise.exact(slope) for slope in wave.slopes],
            precise.exact(wave.shift) + turned,
        )
        for wave in waves
    ]
    return precise.real(partial(precise.waves, precise.exact(offset), terms))


def _precise_wave(function: Smooth, orders: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
    return _objects(np.frompyfunc(_precise_terms(function, orders), len(arguments), 1)(*arguments))


def _precise_contract(operands: Operands, kept: list[int]) -> Array:
    """In whole numbers: each factor is scaled by its largest element, and 70 digits of it are kept."""
    shift, whole = 0, []
    for data, axes in operands:
        top = max((precise.exponent(value) for value in data.flat), default=0)
        bits = precise.FIXED_BITS - top
        shift += bits
        whole.append((_objects(_fixed(data, bits)), axes))
    for positions in _path(whole, kept):
        chosen = [whole.pop(at) for at in sorted(positions, reverse=True)]
        left = set(kept).union(*(axes for _, axes in whole))
        axes = sorted(set().union(*(axes for _, axes in chosen)) & left) if whole else kept
        # einsum on its own: its ways by matrix products do not take a product that is a bare number.
        whole.append((_objects(np.einsum(*_flat(chosen), axes)), axes))
    return _objects(_unfixed(whole[0][0], shift))


def _precise_finite(data: Array) -> Array:
    return np.asarray(_is_finite(data), dtype=bool)


FLOAT64 = Arithmetic(
    "float64", np.float64, _float, _float_array, {"pi": math.pi, "e": math.e},
    _float_power, _float_scalar, _float_axis, _float_wave, np.isfinite, _float_contract, 4096,
)  # fmt: skip

PRECISE = Arithmetic(
    "50 digits", object, precise.exact, _precise_array, {"pi": +precise.MP.pi, "e": +precise.MP.e},
    _precise_power, _precise_scalar, _precise_axis, _precise_wave, _precise_finite, _precise_contract, 64,
)  # fmt: skip
