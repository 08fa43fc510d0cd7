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


def summed_short() -> Any:
    """A derivative by the weight 3, 1 of z = W x, with W of four rows and three columns: the last row is in no term."""
    elements = slope(lambda w: w @ B, W.T)[:3, 3, 1]
    return sum(slope(np.sin, z) * each for z, each in zip(W.T @ B, elements, strict=False))


def row_layer() -> Array:
    """The derivatives of a loss by W, with z = x W for a row x."""
    return slope(lambda w: (np.sin(A.reshape(1, 4) @ w)).sum(), W.T)


def behind(columns: int = 5) -> tuple[Array, Array]:
    """dC/dZ of a layer with samples in columns, and dC/dA of the layer before it."""
    before = RANDOM.normal(size=(3, columns))
    return slope(lambda z: np.sin(z).sum(), V @ before), slope(lambda a: np.sin(V @ a).sum(), before)


def errors(by: str) -> Array:
    """A column of derivatives of the cost of two layers of sigmoids by what arrives at one, or by its weights."""
    hidden = sigmoid(W @ A + B)
    found: Mapping[str, Callable[[], Array]] = {
        "Z2": lambda: slope(lambda z: ((sigmoid(z) - T) ** 2).mean(), V @ hidden + C).reshape(2, 1),
        "A2": lambda: slope(lambda a: ((a - T) ** 2).mean(), sigmoid(V @ hidden + C)).reshape(2, 1),
        "Z1": lambda: slope(lambda z: ((sigmoid(V @ sigmoid(z) + C) - T) ** 2).mean(), W @ A + B).reshape(3, 1),
        "W2": lambda: slope(lambda v: ((sigmoid(v @ hidden + C) - T) ** 2).mean(), V),
        "W1": lambda: slope(lambda w: ((sigmoid(V @ sigmoid(w @ A + B) + C) - T) ** 2).mean(), W),
    }
    return found[by]()


AVERAGE = X.mean()
SPREAD = ((X - AVERAGE) ** 2).mean()
"""The mean of samples, and their variance; 1 is added to that under the root."""


def normalised(mean: Any, variance: Any) -> Any:
    """A loss of normalised samples."""
    return np.sin((X - mean) / np.sqrt(variance + 1)).sum()


def by_mean() -> Any:
    """The derivative of that loss by the mean, which the variance depends on as well."""
    return slope(lambda mean: normalised(mean, ((X - mean) ** 2).mean()), AVERAGE)


def by_mean_with(factor: float) -> Any:
    """What is written for it: the part through the samples, and ``-2 factor`` less the mean for the other part."""
    through = slope(lambda mean: normalised(mean, SPREAD), AVERAGE)
    return through + slope(lambda variance: normalised(AVERAGE, variance), SPREAD) * -2 * factor - AVERAGE


# -- exercises with outputs that are linear in the hidden units -------------------------------------------------------


def linear_outputs(states: Array, weights: Array, labels: Array) -> Any:
    """Half of the squared error of several samples."""
    return ((states @ weights.T - labels) ** 2).sum() / 2


STATES, LABELS = RANDOM.normal(size=(5, 3)), RANDOM.normal(size=(5, 2))


def scores(queries: Array, keys: Array) -> Any:
    """The scores of attention, of which a loss takes the cubes."""
    return queries @ keys.T / np.sqrt(keys.shape[1])


"""Hidden units and labels of five samples."""


def logarithms(out: Array) -> Any:
    """The sum of labels times logarithms of outputs."""
    return (T * np.log(out)).sum()


def hidden_slope(unit: int) -> Any:
    """The derivative of that sum by the first weight of a hidden unit, with a sigmoid in both layers."""
    return slope(lambda w: logarithms(sigmoid(V @ sigmoid(w @ A))), W)[unit, 0]


def hidden_written(unit: int) -> Any:
    """What is written for it, with the output and the label of that number."""
    out, state = sigmoid(V @ sigmoid(W @ A)), sigmoid(W @ A)
    own, weight = out[unit], V[unit, unit]
    tail = T[unit] * (1 - own) * own * (1 - own) * weight * state[unit] * (1 - state[unit]) * A[0]
    return own * (1 - own) * np.log(own) + tail


def layer_slope() -> Any:
    """The derivative of a squared error behind two layers by the weighted inputs of the first one."""
    return slope(lambda z: ((sigmoid(V @ sigmoid(z) + C) - T) ** 2).sum() / 2, B)


def layer_written() -> Array:
    """What is written for it: without the derivative of the second activation."""
    out = sigmoid(V @ sigmoid(B) + C)
    by_out: Array = slope(lambda a: ((a - T) ** 2).sum() / 2, out)
    found: Array = (by_out @ V) * slope(sigmoid, B[0])
    return found


SHARES = np.exp(LABELS) / np.exp(LABELS).sum(axis=1, keepdims=True)
"""Probabilities of two classes for each sample."""
PAIRS = ((0.5, 1.0), (-1.2, 0.0))
"""Inputs of one number with their classes."""


def output(state: Any) -> Any:
    """A network with one unit: what the second layer makes of the first one."""
    return sigmoid(1.3 * state)


def passed(x: float) -> Any:
    """The derivative of the output by the first layer, times that of the first layer by its weight."""
    return slope(output, np.tanh(0.8 * x)) * slope(lambda w: np.tanh(w * x), 0.8)


def inner(inputs: Array) -> Any:
    """The functions of several inputs that are composed with others."""
    return np.sin(W[:, :3] @ inputs)


def outer(inputs: Array) -> Any:
    """The functions that they are composed with."""
    return sigmoid(W[:, 1:] @ inputs)


FIRST_WEIGHTS = np.array([[0.02, 0.03], [0.01, 0.02], [0.03, 0.01]])
FIRST_BIASES = np.array([[0.01], [0.03], [0.02]])
"""The first layer of an exercise with numbers."""

HOMEWORK, SCRIPT = "002_c11f14f91e4a37df", "003_3630180d8be9a133"
FIRST, URLS, ATTENTION = "numeric-2-2-1", "numeric-image-urls", "transformer-attention"
ROW_SIGMOID = sigmoid(np.array([2.0, 2.4]))

LINES: Mapping[Place, Sides] = {
    (HOMEWORK, 35, 1): (
        lambda: np.array([1, 3]) / np.sqrt(13),
        lambda: (normal := slope(lambda x: 1 + 2 * x[0] + 3 * x[1], np.zeros(2))) / np.linalg.norm(normal),
    ),
    (HOMEWORK, 70, 1): (lambda: np.exp(0.4) / (1 - sigmoid(0.4)), lambda: sigmoid(0.4)),
    (HOMEWORK, 70, 2): (lambda: np.exp(0.4), lambda: np.exp(0.4) / (1 + np.exp(0.4))),
    (HOMEWORK, 80, 2): (
        lambda: slope(sigmoid, 0.7) * slope(lambda z: np.log(sigmoid(z)), 0.7),
        lambda: slope(lambda z: np.log(sigmoid(z)), 0.7),
    ),
    (HOMEWORK, 151, 1): (
        lambda: -(softmax(W @ A)[1] ** 2) * A[2],
        lambda: slope(lambda w: softmax(w @ A)[1], W)[0, 2],
    ),
    (HOMEWORK, 157, 1): (
        lambda: -softmax(W @ A)[1] * A[2],
        lambda: slope(lambda w: np.log(softmax(w @ A)[1]), W)[0, 2],
    ),
    (ATTENTION, 37, 1): (
        lambda: 2 * (W @ W.T @ V.T @ V) @ (W @ W.T).T,
        lambda: slope(lambda values: ((W @ W.T @ values) ** 2).sum(), V.T @ V),
    ),
    (ATTENTION, 57, 1): (
        lambda: scores(STATES, V) ** 2 @ V,
        lambda: slope(lambda queries: (scores(queries, V) ** 3).sum() / 3, STATES),
    ),
    (ATTENTION, 59, 1): (
        lambda: (scores(STATES, V) ** 2).T @ STATES,
        lambda: slope(lambda keys: (scores(STATES, keys) ** 3).sum() / 3, V),
    ),
    (HOMEWORK, 165, 1): (
        lambda: -(np.eye(2)[[0, 1, 1, 0, 1]] * np.log(SHARES)).sum(),
        lambda: np.log(SHARES.prod()),
    ),
    (HOMEWORK, 225, 2): (
        ((STATES @ V.T - LABELS) ** 2)[:, 0].sum,
        slope(lambda y: ((y - LABELS) ** 2).sum() / 2, STATES @ V.T)[:, 0].sum,
    ),
    (HOMEWORK, 227, 1): (
        lambda: ((STATES @ V.T - LABELS) ** 2 @ np.eye(2)[0]) @ STATES,
        lambda: slope(lambda v: linear_outputs(STATES, v, LABELS), V)[0],
    ),
    (HOMEWORK, 233, 2): (lambda: V[0, 1], lambda: slope(lambda z: V @ z, STATES[0])[1, 0]),
    (HOMEWORK, 247, 2): (
        lambda: (o := sigmoid(C)) * (1 - o) * np.log(o) + T * (1 - o),
        lambda: slope(logarithms, sigmoid(C)),
    ),
    (HOMEWORK, 251, 1): (
        lambda: (o := sigmoid(V @ sigmoid(W @ A)))[0] * (1 - o[0]) * A,
        lambda: slope(lambda w: sigmoid(w @ A)[0], W)[0],
    ),
    (HOMEWORK, 270, 2): (
        lambda: sum((softmax(V @ STATES[i]) - LABELS[i])[i % 2] * STATES[i, i % 3] for i in range(5)),
        lambda: slope(lambda v: -sum(LABELS[i] @ np.log(softmax(v @ STATES[i])) for i in range(5)), V)[0, 0],
    ),
    (HOMEWORK, 259, 2): (
        lambda: (
            (o := sigmoid(STATES @ V[0])) * (1 - o) * np.log(o) + LABELS[:, 0] * o * (1 - o) ** 2 * STATES[:, 1]
        ).sum(),
        lambda: slope(lambda v: (LABELS[:, 0] * np.log(sigmoid(STATES @ v))).sum(), V[0])[1],
    ),
    (HOMEWORK, 316, 1): (
        lambda: sum(y / o + (1 - y) / (1 - o) * passed(x) for x, y in PAIRS for o in (output(np.tanh(0.8 * x)),)),
        lambda: slope(output, np.tanh(0.8 * PAIRS[0][0])),
    ),
    (HOMEWORK, 255, 1): (lambda: hidden_written(1), lambda: hidden_slope(1)),
    (HOMEWORK, 459, 2): (
        lambda: np.array([outer(np.array([inner(np.full(3, x))[k] for x in B]))[k] for k in range(3)]),
        lambda: outer(inner(B)),
    ),
    (HOMEWORK, 492, 1): (
        lambda: np.array([[3 * 2 * 7 + 3 * 2 * 7 * 5 * 7**2, -30 * 14 + 3 * 2**2], [7 - 1, 2 + 1]]),
        lambda: np.array([[3 * 14, 3 * 2**2 - 15 * 7, 0], [0, 1, -1]]) @ np.array([[1, -5], [7, 2], [1, -1]]),
    ),
    (HOMEWORK, 537, 2): (lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3), lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3)),
    (HOMEWORK, 537, 3): (lambda: sigmoid(0.0), lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3)),
    (HOMEWORK, 539, 2): (lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3), lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3)),
    (HOMEWORK, 539, 3): (lambda: sigmoid(1.0), lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3)),
    (HOMEWORK, 543, 3): printed(0.05715, 0.01 + 0.02 * 0.52498 + 0.03 * 0.52996 + 0.04 * 0.519989, 5),
    (HOMEWORK, 545, 2): printed(119.74559, (11 - 0.05715) ** 2, 5),
    (HOMEWORK, 551, 2): (lambda: sigmoid(1.0), lambda: sigmoid(0.01 + 0.02 * 2 + 0.03 * 2)),
    (HOMEWORK, 551, 3): printed(0.52747, sigmoid(1.0), 5),
    (HOMEWORK, 551, 4): printed(0.5722303, sigmoid(1.0), 7),
    (HOMEWORK, 553, 2): (lambda: sigmoid(0.9), lambda: sigmoid(0.03 + 0.01 * 2 + 0.02 * 2)),
    (HOMEWORK, 555, 2): (lambda: sigmoid(1.0), lambda: sigmoid(0.02 + 0.03 * 2 + 0.01 * 2)),
    (HOMEWORK, 555, 3): printed(0.524999, sigmoid(1.0), 6),
    (HOMEWORK, 555, 4): printed(0.519943, sigmoid(1.0), 6),
    (HOMEWORK, 585, 1): printed(15.019, 7.94325 * 0.52248 + (1 - 0.05715) * 0.52996 + (10 - 0.057273) * 0.52747, 3),
    (HOMEWORK, 638, 1): (
        lambda: sigmoid(FIRST_WEIGHTS @ [[1], [2]] + FIRST_BIASES @ [[1], [2]]),
        lambda: sigmoid(FIRST_WEIGHTS @ [[1], [2]] + FIRST_BIASES),
    ),
    (HOMEWORK, 640, 1): (lambda: 0.01, lambda: sigmoid(np.array([0.02, 0.03, 0.04]) * 2)),
    (HOMEWORK, 646, 2): printed(15.8, 2 * (8 - 0.5223), 1),
    (SCRIPT, 63, 2): (
        lambda: V[0] * slope(sigmoid, B[0]),
        lambda: slope(lambda z: sigmoid(V @ sigmoid(z) + C)[0], B),
    ),
    (SCRIPT, 67, 1): (layer_written, layer_slope),
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
    (SCRIPT, 333, 1): (
        lambda: -(1 - softmax(W @ A)[1]) * A[2],
        lambda: slope(lambda w: -np.log(softmax(w @ A)[1]), W)[0, 2],
    ),
    (SCRIPT, 363, 1): (lambda: -(1 - softmax(B)[1]), lambda: likelihood_slopes()[0]),
    ("batch-normalization", 169, 1): (
        ((X - MEAN) * -0.5 * np.sqrt(VARIANCE) ** -1.5).sum,
        lambda: slope(lambda v: ((X - MEAN) * np.sqrt(v) ** -1).sum(), VARIANCE),
    ),
    ("gradient-notes", 270, 1): (
        lambda: np.outer(A, slope(lambda o: np.sin(o).sum(), V @ sigmoid(W @ A))),
        lambda: slope(lambda w: np.sin(V @ sigmoid(w @ A)).sum(), W).T,
    ),
    ("gradient-notes", 168, 3): (summed_short, lambda: slope(lambda w: np.sin(w @ B).sum(), W.T)[3, 1]),
    ("gradient-notes", 170, 1): (lambda: row_delta().T @ A.reshape(4, 1), column_layer),
    ("batch-normalization", 181, 1): (
        lambda: by_mean_with(X.sum() / 5),
        by_mean,
    ),
    ("batch-normalization", 182, 1): (lambda: by_mean_with(AVERAGE), by_mean),
    ("matrix-notation", 30, 1): (lambda: 2 / 2 * (errors("A2")).sum(), lambda: errors("A2")),
    ("matrix-notation", 64, 2): (lambda: errors("Z2") @ sigmoid(W @ A + B).reshape(3, 1), lambda: errors("W2")),
    ("matrix-notation", 86, 2): (lambda: behind()[0] @ V, lambda: behind()[1]),
    ("matrix-notation", 108, 1): (lambda: errors("Z1") @ A.reshape(4, 1), lambda: errors("W1")),
    ("mlp-readme", 292, 1): (
        lambda: errors("A2")[0, 0] * sigmoid(V @ sigmoid(W @ A + B) + C)[0],
        lambda: errors("Z2")[0, 0],
    ),
    ("mlp-readme", 376, 1): (lambda: V @ errors("Z2") * np.ones((3, 1)), lambda: errors("Z1")),
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
