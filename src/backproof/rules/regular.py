"""Functions of square matrices in float64, along the last two axes: NaN where a matrix is nearly singular.

A matrix that is singular whatever its entries are (``X^T X`` with fewer rows than columns) is none after rounding, so
that its inverse would be rounding alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from backproof.rules.rule import Array

LARGEST_CONDITION: Final = 1e6
"""Of matrices that are computed with: float64 leaves ten digits of their inverses."""


def is_regular(matrices: Array) -> Array:
    """Which matrices are finite and far from singular.

    >>> is_regular(np.array([[[1.0, 2.0], [2.0, 4.0]], [[1.0, 2.0], [2.0, 5.0]]])).tolist()
    [False, True]
    """
    finite: Array = np.asarray(np.isfinite(matrices).all(axis=(-2, -1)))
    safe: Array = np.where(finite[..., None, None], matrices, 0.0)
    singular: Array = np.linalg.svd(safe, full_matrices=False, compute_uv=False)
    return np.asarray(finite & (singular[..., -1] * LARGEST_CONDITION > singular[..., 0]))


def _where_regular(function: Callable[[Array], Array], matrices: Array) -> Array:
    regular = is_regular(matrices)
    values = np.asarray(function(np.where(regular[..., None, None], matrices, np.eye(matrices.shape[-1]))))
    return np.where(regular.reshape(regular.shape + (1,) * (values.ndim - regular.ndim)), values, np.nan)


def inverse(matrices: Array) -> Array:
    """The inverses."""
    return _where_regular(np.linalg.inv, matrices)


def determinant(matrices: Array) -> Array:
    """The determinants."""
    return _where_regular(np.linalg.det, matrices)


def log_determinant(matrices: Array) -> Array:
    """The logarithms of the magnitudes of the determinants."""
    return _where_regular(lambda regular: np.linalg.slogdet(regular)[1], matrices)
