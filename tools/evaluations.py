"""What people's documents are about, evaluated without the package's calculus: their networks, losses and slips.

Derivatives are complex steps, so that no rule of differentiation stands here. A side that has no value, because its
shapes have no product, raises ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Sides = tuple[Callable[[], Any], Callable[[], Any]]
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
"""Hidden units and labels of five samples."""


def scores(queries: Array, keys: Array) -> Any:
    """The scores of attention, of which a loss takes the cubes."""
    return queries @ keys.T / np.sqrt(keys.shape[1])


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


# -- a hidden layer of sigmoids on inputs of several samples, and networks of one unit in each layer -------------------

WEIGHTS = W[:, :3]
"""The weights of the hidden layer on the inputs ``STATES``."""


def hidden_cost(weights: Array) -> Any:
    """Half of the squared error behind linear outputs."""
    return linear_outputs(sigmoid(STATES @ weights.T), V, LABELS)


def hidden_cost_written() -> Array:
    """What is written for its derivative by the weights of the first unit."""
    states = sigmoid(STATES @ WEIGHTS.T)
    gaps = (states @ V.T - LABELS) ** 2
    found: Array = (gaps @ V[0, :2] * states[:, 0] * (1 - states[:, 0])) @ STATES
    return found


def squared(weights: Array) -> Any:
    """The squared error of one layer of sigmoids, as a function of its weights."""
    return ((sigmoid(weights @ A + B) - Y) ** 2).sum() / 2


def likelihood(out: Any, label: Any) -> Any:
    """The logarithm of the probability of labels that are 0 or 1."""
    return label * np.log(out) + (1 - label) * np.log(1 - out)


POINTS, CLASSES, THETA = np.array([[1, 0.5], [1, 1.2]]), np.array([1, 0]), np.array([0.2, 0.3])
"""Samples whose linear function with these parameters lies between 0 and 1."""

REGRESSED = sigmoid(WEIGHTS @ STATES[0])
"""What the hidden units of a network for regression give for the first sample."""


def regression(states: Any, weights: Any, label: Any) -> Any:
    """Its squared error: a loss that a text may mean where it states none."""
    return (weights @ states - label) ** 2


BIASED = np.array([1, *A[1:]])
"""Inputs behind a one for the bias."""


def unit_cost(weight: Any) -> Any:
    """Half of the squared error of two layers with one unit each, over samples, by the first weight."""
    return sum((y - output(np.tanh(weight * x))) ** 2 for x, y in PAIRS) / 2


def by_second_weight(x: float) -> Any:
    """The derivative of the output by the second weight."""
    return slope(lambda weight: sigmoid(weight * np.tanh(0.8 * x)), 1.3)


def likelihood_slope() -> Any:
    """The derivative of the logarithm of the likelihood by the outputs, summed over samples."""
    outs, labels = (np.array(each) for each in zip(*((output(np.tanh(0.8 * x)), y) for x, y in PAIRS), strict=True))
    return slope(lambda shift: likelihood(outs + shift, labels).sum(), 0.0)


def likelihood_written() -> Any:
    """What is written for it: with the derivative by a weight as a factor of its second term."""
    outs = {x: output(np.tanh(0.8 * x)) for x, _ in PAIRS}
    return sum(y / outs[x] - (1 - y) / (1 - outs[x]) * by_second_weight(x) for x, y in PAIRS)


def sample_errors(weights: Array) -> Array:
    """The cross-entropy of each of five samples with softmax outputs."""
    found: Array = np.array([-(LABELS[i] * np.log(softmax(weights @ STATES[i]))).sum() for i in range(5)])
    return found


def composed(third: Callable[[Any, Any], Any]) -> Array:
    """The Jacobian of (3xy, y - z) behind (x - 5y, xy, a third entry), at the point 2, 7."""

    def both(at: Array) -> Array:
        x, y = at
        first, second = x - 5 * y, x * y
        return np.array([3 * first * second, second - third(x, y)])

    return slope(both, np.array([2, 7]))


STATED = np.array([[6 * 2 * 7 - 15 * 7**2, 3 * 2**2 - 30 * 2 * 7], [7 - 1, 2 + 1]])
"""The Jacobian that is stated for it."""


FIRST_WEIGHTS = np.array([[0.02, 0.03], [0.01, 0.02], [0.03, 0.01]])
FIRST_BIASES = np.array([[0.01], [0.03], [0.02]])
"""The first layer of an exercise with numbers."""


SAMPLES_FIRST = np.array([[0.01, 0.02, 0.03], [0.03, 0.01, 0.02], [0.02, 0.03, 0.01]])
SAMPLES_SECOND = np.array([0.01, 0.02, 0.03, 0.04])
SAMPLES_INPUTS, SAMPLES_TARGETS = np.array([[1, 1, 2], [1, 1, 3], [1, 2, 2]]), np.array([8, 11, 10])
"""The exercise with three samples: the weights of both layers with their biases first, inputs behind a 1, targets."""


def roots_of_states(sample: int) -> Sides:
    """What is written for the output of that exercise, the root of the hidden units of a sample, and that output."""
    states = sigmoid(SAMPLES_FIRST @ SAMPLES_INPUTS[sample])
    return lambda: np.sqrt(states), lambda: SAMPLES_SECOND[0] + SAMPLES_SECOND[1:] @ states


def over_samples(first: Array, second: Array) -> Any:
    """The squared error of that exercise, summed over its samples."""
    outputs = second[0] + sigmoid(SAMPLES_INPUTS @ first.T) @ second[1:]
    return ((SAMPLES_TARGETS - outputs) ** 2).sum()


def of_weights(unit: int) -> Array:
    """The derivative of that error by the weights of a hidden unit."""
    found: Array = slope(lambda first: over_samples(first, SAMPLES_SECOND), SAMPLES_FIRST)
    row: Array = found[unit]
    return row


def element(written: float, derivative: Callable[[], Array]) -> Sides:
    """A number for an array, and the element of it that is nearest to it, to four decimals."""

    def nearest() -> float:
        values = derivative()
        return float(round(values[abs(values - written).argmin()], 4))

    return lambda: written, nearest


def errors_of_samples() -> tuple[Array, Array]:
    """Output minus target of each sample, and the hidden units of each."""
    states = sigmoid(SAMPLES_INPUTS @ SAMPLES_FIRST.T)
    return SAMPLES_SECOND[0] + states @ SAMPLES_SECOND[1:] - SAMPLES_TARGETS, states


def summed_over_samples(unit: int) -> Sides:
    """What is written for the derivative by the weight behind a hidden unit, and what it is."""

    def written() -> Any:
        errors, states = errors_of_samples()
        return errors @ states[:, unit]

    return written, lambda: slope(lambda v: over_samples(SAMPLES_FIRST, v), SAMPLES_SECOND)[unit + 1]


def weighted_over_samples() -> Sides:
    """What is written for the weights of the first hidden unit, with that of the unit for ``v_i``; without the bias."""

    def written() -> Any:
        errors, states = errors_of_samples()
        return SAMPLES_SECOND[1] * (errors * states[:, 0] * (1 - states[:, 0])) @ SAMPLES_INPUTS[:, 1:]

    return written, lambda: of_weights(0)[1:]
