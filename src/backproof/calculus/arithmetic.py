"""What an arithmetic is to the evaluator, and that of float64 arrays; :mod:`backproof.calculus.digits` has another."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from backproof.calculus.named import MOST_ELEMENTS
from backproof.records import dataclass
from backproof.rules.axis import AxisRule
from backproof.rules.matrix import MatrixRule
from backproof.rules.rule import Rule
from backproof.rules.unknown import Smooth

Array = NDArray[Any]
MOST_WAVES: Final = 1024
"""Unknown functions, each with its derivatives, of which the numbers are kept at a time."""
Operands = list[tuple[Array, list[int]]]
"""Factors, each with the numbers of its axes."""


@final
@dataclass(frozen=True, slots=True, eq=False)
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
    matrix: Callable[[MatrixRule, Array], Array]
    wave: Callable[[Smooth, tuple[int, ...], tuple[Array, ...]], Array]
    finite: Callable[[Array], Array]
    contract: Callable[[Operands, list[int]], Array]
    contracts_above: int

    @property
    def is_small(self) -> bool:
        """Whether its numbers take eight bytes each, so that all that was computed may be kept."""
        return self.dtype is not object

    def largest(self, data: Array) -> Any:
        """The largest finite magnitude among numbers; 0 where there is none."""
        if self.is_small and data.size and math.isfinite(found := np.abs(data).max()):
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


def _float_matrix(rule: MatrixRule, data: Array) -> Array:
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
    return np.asarray(np.einsum(*flat(operands), kept, optimize=("greedy", MOST_ELEMENTS)))


def path(operands: Operands, kept: list[int]) -> list[tuple[int, ...]]:
    """Which factors to multiply first, by their places; a product goes to the end."""
    order, _ = np.einsum_path(*flat(operands), kept, optimize=("greedy", MOST_ELEMENTS))
    return [positions for positions in order if isinstance(positions, tuple)]


def flat(operands: Operands) -> list[Any]:
    """Factors and their axes in turn, as einsum takes them."""
    return [part for operand in operands for part in operand]


FLOAT64 = Arithmetic(
    "float64", np.float64, _float, _float_array, {"pi": math.pi, "e": math.e},
    _float_power, _float_scalar, _float_axis, _float_matrix, _float_wave, np.isfinite, _float_contract, 4096,
)  # fmt: skip
