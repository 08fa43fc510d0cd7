"""Small data sets to learn from, and whether two estimators learnt the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.datasets import load_digits, load_iris, make_moons, make_regression

Array = NDArray[Any]
Table = tuple[Array, Array]
UNFINISHED = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
"""A test in which training ends before it converges, on purpose."""


def iris() -> Table:
    """Three classes, standardised."""
    X, y = load_iris(return_X_y=True)
    return standard(X), y


def moons(samples: int = 60, noise: float = 0.1) -> Table:
    """Two classes that no line separates."""
    X, y = make_moons(samples, noise=noise, random_state=0)
    return X, y


def digits(classes: int) -> Table:
    """The first 200 images of some digits, from 0 to 1."""
    X, y = load_digits(n_class=classes, return_X_y=True)
    return X[:200] / 16, y[:200]


def line(samples: int = 60, features: int = 3, noise: float = 0.1) -> Table:
    """Numbers that depend on the features by a line."""
    X, y = make_regression(samples, features, noise=noise, random_state=0)
    return X, y / y.std()


def standard(X: Array) -> Array:
    """Columns with mean 0 and deviation 1."""
    return np.asarray((X - X.mean(axis=0)) / X.std(axis=0))


def learnt(estimator: Any) -> list[Array]:
    """All weights and biases."""
    return [*estimator.coefs_, *estimator.intercepts_]


def same_bits(first: Any, second: Any) -> bool:
    """Whether two perceptrons have the same parameters to the last bit."""
    pairs = zip(learnt(first), learnt(second), strict=True)
    return all(a.dtype == b.dtype and np.array_equal(a, b) for a, b in pairs)


def apart(first: Any, second: Any) -> float:
    """The largest distance between parameters of two perceptrons."""
    return max(float(np.abs(a - b).max()) for a, b in zip(learnt(first), learnt(second), strict=True))
