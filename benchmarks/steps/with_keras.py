"""Keras on JAX, compiled: model.fit."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"
import keras  # it asks for its backend when it is imported

from benchmarks.steps.cases import CLASSES, LOGISTIC, Case, given


def fit(case: Case, threads: int) -> Callable[[int], Any]:
    """So many epochs."""
    data = given(case)
    layers = [keras.layers.Dense(width, activation=case.activation) for width in case.widths[1:-1]]
    model = keras.Sequential([keras.Input((case.widths[0],)), *layers, keras.layers.Dense(case.widths[-1])])
    losses = keras.losses
    loss = {
        CLASSES: losses.SparseCategoricalCrossentropy(from_logits=True),
        LOGISTIC: losses.BinaryCrossentropy(from_logits=True),
    }.get(case.loss, losses.MeanSquaredError())
    nesterov = case.optimiser == "nesterov"
    optimiser: Any = keras.optimizers.Adam(case.rate)
    if case.optimiser != "adam":
        optimiser = keras.optimizers.SGD(case.rate, momentum=0.9 * nesterov, nesterov=nesterov)
    model.compile(optimizer=optimiser, loss=loss, jit_compile=True)
    model.set_weights([each for pair in zip(data.weights, data.biases, strict=True) for each in pair])
    return lambda count: model.fit(data.x, data.y, batch_size=case.batch, epochs=count, shuffle=True, verbose=0)
