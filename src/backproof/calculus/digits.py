"""The arithmetic of 50-digit numbers, in object arrays. Importing it loads mpmath, which takes longer than the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from backproof.calculus.arithmetic import MOST_WAVES, Arithmetic, Array, Operands, flat, path
from backproof.rules import precise
from backproof.rules.axis import AxisRule
from backproof.rules.matrix import MatrixRule
from backproof.rules.regular import is_regular
from backproof.rules.rule import POSITIVE, Rule
from backproof.rules.unknown import Smooth

_exact = np.frompyfunc(precise.exact, 1, 1)
_power_each = np.frompyfunc(precise.power, 2, 1)
_is_finite = np.frompyfunc(precise.is_finite, 1, 1)
_fixed = np.frompyfunc(precise.fixed, 2, 1)
_unfixed = np.frompyfunc(precise.unfixed, 2, 1)


def _objects(values: Any) -> Array:
    # A ufunc on a 0-dimensional array returns the bare object.
    return np.asarray(values, dtype=object)


def _array(values: ArrayLike) -> Array:
    return _objects(_exact(np.asarray(values)))


def _power(base: Array, exponent: Array) -> Array:
    return _objects(_power_each(base, exponent))


def _scalar(rule: Rule, arguments: tuple[Array, ...]) -> Array:
    guarded = precise.real(rule.precise, slow=rule.domain is not POSITIVE)
    return _objects(np.frompyfunc(guarded, rule.arity, 1)(*arguments))


def _axis(rule: AxisRule, data: Array) -> Array:
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


def _matrix(rule: MatrixRule, data: Array) -> Array:
    extent = data.shape[-1]
    matrices = data.reshape(-1, extent, extent)
    result = np.full((len(matrices), *((extent, extent) if rule.keeps else ())), precise.NAN, dtype=object)
    # float64 tells which matrices are singular but for rounding, in these digits as well.
    for at in np.flatnonzero(is_regular(matrices.astype(np.float64))):
        result[at] = rule.precise([list(row) for row in matrices[at]])
    return result.reshape(data.shape if rule.keeps else data.shape[:-2])


@lru_cache(MOST_WAVES)
def _terms(function: Smooth, orders: tuple[int, ...]) -> Callable[..., Any]:
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


def _wave(function: Smooth, orders: tuple[int, ...], arguments: tuple[Array, ...]) -> Array:
    return _objects(np.frompyfunc(_terms(function, orders), len(arguments), 1)(*arguments))


def _contract(operands: Operands, kept: list[int]) -> Array:
    """In whole numbers: each factor is scaled by its largest element, and 70 digits of it are kept."""
    shift, whole = 0, []
    for data, axes in operands:
        top = max((precise.exponent(value) for value in data.flat), default=0)
        bits = precise.FIXED_BITS - top
        shift += bits
        whole.append((_objects(_fixed(data, bits)), axes))
    for positions in path(whole, kept):
        chosen = [whole.pop(at) for at in sorted(positions, reverse=True)]
        left = set(kept).union(*(axes for _, axes in whole))
        axes = sorted(set().union(*(axes for _, axes in chosen)) & left) if whole else kept
        # einsum on its own: its ways by matrix products do not take a product that is a bare number.
        whole.append((_objects(np.einsum(*flat(chosen), axes)), axes))
    return _objects(_unfixed(whole[0][0], shift))


def _finite(data: Array) -> Array:
    return np.asarray(_is_finite(data), dtype=bool)


PRECISE = Arithmetic(
    "50 digits", object, precise.exact, _array, {"pi": +precise.MP.pi, "e": +precise.MP.e},
    _power, _scalar, _axis, _matrix, _wave, _finite, _contract, 64,
)  # fmt: skip
