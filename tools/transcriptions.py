"""Refuted lines of the corpus, transcribed by hand: what each writes and what is true.

A line is named by its document, its number there and its place among the statements of that line; nothing else of the
corpus is repeated. What both sides are made of is in :mod:`tools.evaluations`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tools.evaluations import (
    AVERAGE,
    BIASED,
    CLASSES,
    FIRST_BIASES,
    FIRST_WEIGHTS,
    LABELS,
    MEAN,
    PAIRS,
    POINTS,
    REGRESSED,
    SAMPLES_FIRST,
    SAMPLES_SECOND,
    SHARES,
    STATED,
    STATES,
    THETA,
    VARIANCE,
    WEIGHTS,
    A,
    B,
    C,
    Sides,
    T,
    V,
    W,
    X,
    Y,
    behind,
    by_biases,
    by_mean,
    by_mean_with,
    by_weights,
    chained,
    column_layer,
    composed,
    cross_entropy,
    element,
    errors,
    hidden_cost,
    hidden_cost_written,
    hidden_slope,
    hidden_written,
    inner,
    layer_slope,
    layer_written,
    likelihood,
    likelihood_slope,
    likelihood_slopes,
    likelihood_written,
    linear_outputs,
    logarithms,
    of_hidden_bias,
    of_weights,
    outer,
    output,
    over_samples,
    passed,
    printed,
    regression,
    roots_of_states,
    row_delta,
    row_layer,
    sample_errors,
    scores,
    sigmoid,
    slope,
    softmax,
    softmax_slopes,
    squared,
    squared_by_state,
    summed_over_samples,
    summed_short,
    unit_cost,
    weighted_over_samples,
)

Place = tuple[str, int, int]

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
    (HOMEWORK, 149, 1): (
        lambda: -softmax(W @ A)[1] * softmax(W @ A)[2],
        lambda: slope(lambda w: softmax(w @ A)[1], W)[2],
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
    (HOMEWORK, 243, 1): (lambda: (o := sigmoid(V @ sigmoid(W @ A))) * (1 - o), lambda: sigmoid(V @ sigmoid(W @ A))),
    (HOMEWORK, 247, 2): (
        lambda: (o := sigmoid(C)) * (1 - o) * np.log(o) + T * (1 - o),
        lambda: slope(logarithms, sigmoid(C)),
    ),
    (HOMEWORK, 251, 1): (
        lambda: (o := sigmoid(V @ sigmoid(W @ A)))[0] * (1 - o[0]) * A,
        lambda: slope(lambda w: sigmoid(w @ A)[0], W)[0],
    ),
    (HOMEWORK, 270, 3): (
        lambda: sum((softmax(V @ STATES[i]) - LABELS[i])[i % 2] * STATES[i, i % 3] for i in range(5)),
        lambda: slope(lambda v: -sum(LABELS[i] @ np.log(softmax(v @ STATES[i])) for i in range(5)), V)[0, 0],
    ),
    (HOMEWORK, 259, 2): (
        lambda: (
            (o := sigmoid(STATES @ V[0])) * (1 - o) * np.log(o) + LABELS[:, 0] * o * (1 - o) ** 2 * STATES[:, 1]
        ).sum(),
        lambda: slope(lambda v: (LABELS[:, 0] * np.log(sigmoid(STATES @ v))).sum(), V[0])[1],
    ),
    (HOMEWORK, 308, 1): (
        lambda: sum(likelihood(output(np.tanh(0.8 * x)), y) for x, y in PAIRS),
        lambda: -sum(likelihood(output(np.tanh(0.8 * x)), y) for x, y in PAIRS),
    ),
    (HOMEWORK, 316, 1): (
        lambda: sum(y / o + (1 - y) / (1 - o) * passed(x) for x, y in PAIRS for o in (output(np.tanh(0.8 * x)),)),
        lambda: slope(output, np.tanh(0.8 * PAIRS[0][0])),
    ),
    (HOMEWORK, 255, 1): (lambda: hidden_written(1), lambda: hidden_slope(1)),
    (HOMEWORK, 108, 2): (
        lambda: slope(lambda theta: likelihood(POINTS @ theta, CLASSES).sum(), THETA),
        lambda: (CLASSES - POINTS @ THETA) @ POINTS,
    ),
    (HOMEWORK, 237, 1): (hidden_cost_written, lambda: slope(hidden_cost, WEIGHTS)[0]),
    (HOMEWORK, 241, 1): (lambda: logarithms(sigmoid(C)), lambda: cross_entropy(sigmoid(C), T)),
    (HOMEWORK, 320, 1): (likelihood_written, likelihood_slope),
    (HOMEWORK, 329, 1): (
        lambda: sum((y - output(np.tanh(0.8 * x))) * passed(x) for x, y in PAIRS),
        lambda: slope(unit_cost, 0.8),
    ),
    (HOMEWORK, 331, 1): (lambda: logarithms(softmax(C)), lambda: -logarithms(softmax(C))),
    (HOMEWORK, 345, 2): (
        lambda: REGRESSED[0],
        lambda: slope(lambda y: regression(REGRESSED, V[0], y), 0.4),
    ),
    (HOMEWORK, 349, 1): (
        lambda: slope(lambda y: (y - 0.4) ** 2, V[0] @ REGRESSED) * np.ones(3),
        lambda: V[0],
    ),
    (HOMEWORK, 351, 1): (
        lambda: slope(lambda v: regression(REGRESSED, v, 0.4), V[0])[0],
        lambda: slope(lambda v: v @ REGRESSED, V[0])[0],
    ),
    (HOMEWORK, 357, 1): (
        lambda: 2 * (V[0] @ REGRESSED - 0.4) * REGRESSED[0],
        lambda: slope(lambda y: regression(REGRESSED, V[0], y), 0.4),
    ),
    (HOMEWORK, 361, 1): (
        lambda: slope(lambda states: linear_outputs(states, V, LABELS), sigmoid(STATES @ WEIGHTS.T))[0, 0],
        lambda: slope(hidden_cost, WEIGHTS),
    ),
    (HOMEWORK, 365, 1): (
        lambda: slope(sigmoid, W[0, 1] + W[0, 1:] @ A[1:]),
        lambda: slope(lambda w: sigmoid(w @ BIASED), W[0])[1],
    ),
    (HOMEWORK, 367, 1): (
        lambda: slope(sigmoid, W[0] @ BIASED) * (1 - sigmoid(W[0] @ BIASED)) * A[1],
        lambda: slope(lambda w: sigmoid(w @ BIASED), W[0])[1],
    ),
    (HOMEWORK, 469, 1): (lambda: composed(lambda x, y: x * y - x**2), lambda: STATED),
    (HOMEWORK, 473, 1): (lambda: composed(lambda x, y: x**2 - y), lambda: STATED),
    (HOMEWORK, 459, 2): (
        lambda: np.array([outer(np.array([inner(np.full(3, x))[k] for x in B]))[k] for k in range(3)]),
        lambda: outer(inner(B)),
    ),
    (HOMEWORK, 487, 1): (
        lambda: np.array([[3 * 14, 3 * 2**2 - 15 * 7, 0], [0, 1, -1]]) @ np.array([[1, -5], [7, 2], [1, -1]]),
        lambda: composed(lambda x, y: x - y),
    ),
    (HOMEWORK, 492, 1): (
        lambda: np.array([[3 * 2 * 7 + 3 * 2 * 7 * 5 * 7**2, -30 * 14 + 3 * 2**2], [7 - 1, 2 + 1]]),
        lambda: np.array([[3 * 14, 3 * 2**2 - 15 * 7, 0], [0, 1, -1]]) @ np.array([[1, -5], [7, 2], [1, -1]]),
    ),
    (HOMEWORK, 531, 1): roots_of_states(0),
    (HOMEWORK, 537, 2): (lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3), lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3)),
    (HOMEWORK, 537, 3): (lambda: sigmoid(0.0), lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3)),
    (HOMEWORK, 539, 2): (lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3), lambda: sigmoid(0.03 + 0.01 * 1 + 0.02 * 3)),
    (HOMEWORK, 539, 3): (lambda: sigmoid(1.0), lambda: sigmoid(0.01 + 0.02 * 1 + 0.03 * 3)),
    (HOMEWORK, 543, 1): roots_of_states(1),
    (HOMEWORK, 543, 3): printed(0.05715, 0.01 + 0.02 * 0.52498 + 0.03 * 0.52996 + 0.04 * 0.519989, 5),
    (HOMEWORK, 545, 2): printed(119.74559, (11 - 0.05715) ** 2, 5),
    (HOMEWORK, 549, 1): roots_of_states(2),
    (HOMEWORK, 551, 2): (lambda: sigmoid(1.0), lambda: sigmoid(0.01 + 0.02 * 2 + 0.03 * 2)),
    (HOMEWORK, 551, 3): printed(0.52747, sigmoid(1.0), 5),
    (HOMEWORK, 551, 4): printed(0.5722303, sigmoid(1.0), 7),
    (HOMEWORK, 553, 2): (lambda: sigmoid(0.9), lambda: sigmoid(0.03 + 0.01 * 2 + 0.02 * 2)),
    (HOMEWORK, 553, 3): printed(0.522184, sigmoid(0.03 + 0.01 * 2 + 0.02 * 2), 6),
    (HOMEWORK, 555, 2): (lambda: sigmoid(1.0), lambda: sigmoid(0.02 + 0.03 * 2 + 0.01 * 2)),
    (HOMEWORK, 555, 3): printed(0.524999, sigmoid(1.0), 6),
    (HOMEWORK, 555, 4): printed(0.519943, sigmoid(1.0), 6),
    (HOMEWORK, 585, 1): printed(15.019, 7.94325 * 0.52248 + (1 - 0.05715) * 0.52996 + (10 - 0.057273) * 0.52747, 3),
    (HOMEWORK, 583, 1): summed_over_samples(0),
    (HOMEWORK, 587, 1): summed_over_samples(1),
    (HOMEWORK, 593, 1): weighted_over_samples(),
    (HOMEWORK, 587, 2): element(15.066, lambda: slope(lambda v: over_samples(SAMPLES_FIRST, v), SAMPLES_SECOND)),
    (HOMEWORK, 591, 1): element(1.0, lambda: slope(lambda v: over_samples(SAMPLES_FIRST, v), SAMPLES_SECOND)),
    (HOMEWORK, 603, 1): element(0.3472, lambda: of_weights(1)),
    (HOMEWORK, 607, 1): element(0.1439, lambda: of_weights(1)),
    (HOMEWORK, 609, 1): (lambda: np.array([0.216, 0.29, 0.5133]), lambda: np.round(of_weights(1), 4)),
    (HOMEWORK, 611, 1): element(0.1788, lambda: of_weights(2)),
    (HOMEWORK, 613, 1): element(0.1387, lambda: of_weights(2)),
    (HOMEWORK, 615, 1): element(0.1685, lambda: of_weights(2)),
    (HOMEWORK, 628, 1): (
        lambda: (2 * 2 + 4 * 2) / (3 + 16 * 2**3),
        lambda: slope(lambda x: np.array([x**2 + 2 * x**2, 3 * x + 4 * (x**2) ** 2]), 2.0),
    ),
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
    (SCRIPT, 103, 1): (lambda: 1, lambda: slope(lambda b: W @ A + b, B)[0, 1]),
    (SCRIPT, 115, 1): (lambda: A[1] * squared_by_state()[1][0], lambda: slope(squared, W)[1, 0]),
    (SCRIPT, 129, 1): (
        lambda: A[2] * squared_by_state()[0][0] * slope(sigmoid, (W @ A + B)[0]),
        lambda: slope(squared, W)[1, 0],
    ),
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
    ("multi-class-ja", 27, 1): (
        lambda: slope(lambda w: -sample_errors(w).sum() / 5, V),
        lambda: slope(lambda w: -sum(sample_errors(w).sum() for _ in range(2)) / 5, V),
    ),
    ("multi-class-ja", 29, 1): (
        lambda: slope(lambda w: sample_errors(w).sum() / 5, V),
        lambda: slope(lambda w: -sum(sample_errors(w).sum() for _ in range(2)) / 5, V),
    ),
    ("neural-networks-theory", 71, 1): (
        lambda: slope(lambda w: sigmoid(w * 0.5), 0.8) * slope(lambda z: (sigmoid(z) - 1) ** 2 / 2, 1.3 * sigmoid(0.4)),
        lambda: slope(lambda w: (output(sigmoid(w * 0.5)) - 1) ** 2 / 2, 0.8),
    ),
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
