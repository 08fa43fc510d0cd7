"""Refuted lines of the corpus, transcribed by hand: what each writes and what is true, without the package's calculus.

Derivatives are complex steps, so that no rule of differentiation stands here. A line is named by its document, its
number there and its place among the statements of that line; nothing else of the corpus is repeated. A side that has no
value, because its shapes have no product, raises ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Sides = tuple[Callable[[], Any], Callable[[], Any]]
Place = tuple[str, int, int]
STEP = 1e-30

RANDOM = np.random.default_rng(20)


def slope(function: Callable[[Array], Any], at: Any) -> Array:
    """The derivatives of a function by each element of its argument: the first axes are the function's own."""
    point = np.asarray(at, dtype=complex)
    columns = []
    for place in np.ndindex(point.shape):
        moved = point.copy()
        moved[place] += 1j * STEP
        columns.append(np.imag(np.asarray(function(moved))) / STEP)
    found: Array = np.stack(columns, axis=-1)
    return found.reshape((*found.shape[:-1], *point.shape))


def sigmoid(z: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + np.exp(-z))


def softmax(z: Array) -> Array:
    """Of one vector."""
    weights: Array = np.exp(z)
    found: Array = weights / weights.sum()
    return found


def printed(written: float, value: float, decimals: int) -> Sides:
    """A printed result, and what it is rounded to that many decimals."""
    return lambda: written, lambda: round(value, decimals)


# -- a network with two layers, cross-entropy or squared error --------------------------------------------------------

A, Y = RANDOM.normal(size=4), RANDOM.uniform(size=3)
W, B = RANDOM.normal(size=(3, 4)), RANDOM.normal(size=3)
V, C = RANDOM.normal(size=(2, 3)), RANDOM.normal(size=2)
T = RANDOM.uniform(size=2)
"""Activations before, labels, weights and biases of a layer; those of the layer behind it, and its labels."""


def cross_entropy(out: Array, labels: Array) -> Any:
    """Of one sample."""
    return -(labels * np.log(out) + (1 - labels) * np.log(1 - out)).sum()


def by_weights() -> Array:
    """The derivatives of the cross-entropy by the weights of the last layer."""
    return slope(lambda w: cross_entropy(sigmoid(w @ A + B), Y), W)


def by_biases() -> Array:
    """The derivatives of the cross-entropy by its biases."""
    return slope(lambda b: cross_entropy(sigmoid(W @ A + b), Y), B)


def chained(i: int, j: int, parameter: Callable[[int, int], Any]) -> Any:
    """dC/da_j da_j/dz_j times a derivative of z_j: what a chain through one unit gives."""
    out = sigmoid(W @ A + B)
    by_out = slope(lambda a: cross_entropy(a, Y), out)[j]
    return by_out * slope(sigmoid, (W @ A + B)[j]) * parameter(i, j)


def of_hidden_bias() -> Array:
    """The derivatives of the cross-entropy by the biases of the layer before the last."""
    return slope(lambda b: cross_entropy(sigmoid(V @ sigmoid(W @ A + b) + C), T), B)


def squared_by_state() -> tuple[Array, Array]:
    """The derivatives of a squared error by the activations of a last layer, and by its weighted inputs."""
    z = W @ A + B
    return slope(lambda a: ((a - Y) ** 2).sum() / 2, sigmoid(z)), slope(lambda u: ((sigmoid(u) - Y) ** 2).sum() / 2, z)


def softmax_slopes() -> Array:
    """da_j/dz_i."""
    return slope(softmax, B)


def likelihood_slopes() -> Array:
    """dC/dz_i for minus the logarithm of the probability of class 1."""
    return slope(lambda z: -np.log(softmax(z)[1]), B)


# -- arrays ------------------------------------------------------------------------------------------------------------

X, MEAN, VARIANCE = RANDOM.normal(size=5), 0.3, 1.7
"""A batch, its mean and its variance with the small constant added."""


def column_layer() -> Array:
    """The derivatives of a loss by W, with z = W x for a column x."""
    return slope(lambda w: (np.sin(w @ A.reshape(4, 1))).sum(), W)


def row_delta() -> Array:
    """What arrives at z of that layer, as a row."""
    return slope(lambda z: np.sin(z).sum(), W @ A.reshape(4, 1)).reshape(1, 3)


def row_layer() -> Array:
    """The derivatives of a loss by W, with z = x W for a row x."""
    return slope(lambda w: (np.sin(A.reshape(1, 4) @ w)).sum(), W.T)


def behind(columns: int = 5) -> tuple[Array, Array]:
    """dC/dZ of a layer with samples in columns, and dC/dA of the layer before it."""
    before = RANDOM.normal(size=(3, columns))
    return slope(lambda z: np.sin(z).sum(), V @ before), slope(lambda a: np.sin(V @ a).sum(), before)


HOMEWORK, SCRIPT = "002_c11f14f91e4a37df", "003_3630180d8be9a133"
FIRST, URLS = "numeric-2-2-1", "numeric-image-urls"
ROW_SIGMOID = sigmoid(np.array([2.0, 2.4]))

LINES: Mapping[Place, Sides] = {
    (HOMEWORK, 70, 2): (lambda: np.exp(0.4), lambda: np.exp(0.4) / (1 + np.exp(0.4))),
    (HOMEWORK, 537, 3): (lambda: sigmoid(0.0), lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3)),
    (HOMEWORK, 539, 3): (lambda: sigmoid(1.0), lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3)),
    (HOMEWORK, 545, 3): printed(119.74559, (11 - 0.05715) ** 2, 5),
    (HOMEWORK, 551, 3): printed(0.52747, sigmoid(1.0), 5),
    (HOMEWORK, 551, 4): printed(0.5722303, sigmoid(1.0), 7),
    (HOMEWORK, 555, 3): printed(0.524999, sigmoid(1.0), 6),
    (HOMEWORK, 555, 4): printed(0.519943, sigmoid(1.0), 6),
    (HOMEWORK, 591, 2): printed(15.017, abs(1), 3),
    (HOMEWORK, 646, 2): printed(15.8, 2 * (8 - 0.5223), 1),
    (SCRIPT, 71, 1): (lambda: squared_by_state()[0], lambda: squared_by_state()[1]),
    (SCRIPT, 161, 1): (
        lambda: chained(1, 0, lambda i, j: slope(lambda w: (w @ A)[j], W)[i, 2]),
        lambda: by_weights()[1, 2],
    ),
    (SCRIPT, 187, 1): (lambda: A[2] * (sigmoid(W @ A + B) - Y)[0], lambda: by_weights()[1, 2]),
    (SCRIPT, 189, 1): (lambda: (sigmoid(V @ sigmoid(W @ A + B) + C) - T)[0], lambda: of_hidden_bias()[0]),
    (SCRIPT, 195, 1): (lambda: chained(1, 0, lambda i, j: slope(lambda b: b[j], B)[i]), lambda: by_biases()[1]),
    (SCRIPT, 267, 1): (lambda: softmax(B)[0] * (1 - softmax(B)[0]), lambda: softmax_slopes()[0, 1]),
    (SCRIPT, 299, 1): (
        lambda: slope(lambda s: -np.log(s[1]), softmax(B))[1] * softmax_slopes()[0, 1],
        lambda: likelihood_slopes()[1],
    ),
    ("batch-normalization", 169, 1): (
        ((X - MEAN) * -0.5 * np.sqrt(VARIANCE) ** -1.5).sum,
        lambda: slope(lambda v: ((X - MEAN) * np.sqrt(v) ** -1).sum(), VARIANCE),
    ),
    ("gradient-notes", 170, 1): (lambda: row_delta().T @ A.reshape(4, 1), column_layer),
    ("matrix-notation", 86, 2): (lambda: behind()[0] @ V, lambda: behind()[1]),
    (FIRST, 9, 1): (lambda: 1 + np.exp(-0.4), lambda: sigmoid(0.4)),
    (FIRST, 26, 3): (lambda: np.array([0.8808, 0.9084]), lambda: np.round(ROW_SIGMOID, 4)),
    (FIRST, 36, 3): printed(0.7692, sigmoid(1.1835), 4),
    (FIRST, 72, 3): (
        lambda: np.array([0.1051, 0.0833]),
        lambda: np.round(np.array([0.8808 * 0.1192, 0.9084 * 0.0916]), 4),
    ),
    (FIRST, 82, 1): (lambda: np.cos(A.reshape(1, 4) @ W.T).T @ A.reshape(1, 4), row_layer),
    (FIRST, 101, 3): printed(0.6996, 0.7 - 0.00004, 4),
    (URLS, 14, 12): printed(0.80998, sigmoid(1.45), 5),
    (URLS, 18, 3): printed(0.43, 0.1 * 0.802184 + 0.2 * 0.80998, 2),
    (URLS, 18, 9): (lambda: 1, lambda: 0.3 * 0.802184 + 0.4 * 0.80998),
    (URLS, 18, 12): printed(0.637529, sigmoid(1.0), 6),
    (URLS, 18, 15): printed(0.17, -0.25 * 0.56026 + 0.5 * 0.637529, 2),
    (URLS, 41, 3): printed(0.055444, -(0.6 - 0.544556), 6),
    (URLS, 119, 2): printed(0.0006872264573, -0.0034377285 * 0.246368732 * 0.802184, 13),
    (URLS, 123, 3): printed(0.099862554, 0.1 - 0.2 * -0.0006872264573, 9),
}
"""What is written and what is true; a derivative of several elements is compared at one, or as a whole."""
