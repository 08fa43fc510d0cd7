"""Float64 implementations that neither overflow nor cancel. Axis functions work along the last axis."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_erf = np.vectorize(math.erf, otypes=[np.float64])


def erf(x: Array) -> Array:
    """The error function, element by element."""
    return np.asarray(_erf(x))


def sigmoid(x: Array) -> Array:
    """1 / (1 + e^-x)."""
    # exp of a non-positive number can't overflow, on either side of zero.
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1 / (1 + small), small / (1 + small)))


def softplus(x: Array) -> Array:
    """log(1 + e^x)."""
    return np.asarray(np.logaddexp(0.0, x))


def silu(x: Array) -> Array:
    """x sigma(x)."""
    return x * sigmoid(x)


def gelu(x: Array) -> Array:
    """x Phi(x), with Phi the normal distribution."""
    # 1 + erf cancels for negative x, erfc does not: 1 + erf(u) = erfc(-u).
    return np.asarray(x * _erfc(-x / math.sqrt(2)) / 2)


_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def step(x: Array) -> Array:
    """1 for positive arguments, else 0."""
    return np.where(np.isnan(x), np.nan, np.asarray(x > 0, dtype=np.float64))


def leaky_relu(x: Array, slope: Array) -> Array:
    """x for positive arguments, slope x for others."""
    return np.asarray(np.where(x > 0, x, slope * x))


def elu(x: Array, scale: Array) -> Array:
    """x for positive arguments, scale (e^x - 1) for others."""
    return np.asarray(np.where(x > 0, x, scale * np.expm1(np.minimum(x, 0.0))))


def logsumexp(x: Array) -> Array:
    """The logarithm of the sum of e^x."""
    top = x.max(axis=-1, keepdims=True)
    return np.asarray((top + np.log(np.exp(x - top).sum(axis=-1, keepdims=True)))[..., 0])


def softmax(x: Array) -> Array:
    """e^x over the sum of them."""
    weights = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def log_softmax(x: Array) -> Array:
    """The logarithm of the softmax."""
    return x - logsumexp(x)[..., None]


def product(x: Array) -> Array:
    """The product of the axis."""
    return np.asarray(x.prod(axis=-1))


def largest(x: Array) -> Array:
    """The largest element."""
    return np.asarray(x.max(axis=-1))


def smallest(x: Array) -> Array:
    """The smallest element."""
    return np.asarray(x.min(axis=-1))


def norm(x: Array) -> Array:
    """The root of the sum of squares."""
    # Scaled by the largest element, so that squares neither overflow nor vanish.
    top = np.abs(x).max(axis=-1, keepdims=True)
    scale = np.where(top == 0, 1.0, top)
    return np.asarray(np.sqrt(((x / scale) ** 2).sum(axis=-1)) * scale[..., 0])


def largest_at(x: Array) -> Array:
    """One at the largest element, zero elsewhere."""
    return np.asarray(np.arange(x.shape[-1]) == x.argmax(axis=-1)[..., None], dtype=np.float64)


def smallest_at(x: Array) -> Array:
    """One at the smallest element, zero elsewhere."""
    return largest_at(-x)
