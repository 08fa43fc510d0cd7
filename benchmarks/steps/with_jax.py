"""JAX: one compiled function for an epoch, with lax.scan over its batches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.steps.cases import CLASSES, LOGISTIC, Case, given

ACTIVATIONS = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}


def scan(case: Case, threads: int) -> Callable[[int], Any]:
    """Shuffle, steps and all in one call."""
    data = given(case)
    x, y = jnp.asarray(data.x), jnp.asarray(data.y)
    parameters = [(jnp.asarray(w), jnp.asarray(b)) for w, b in zip(data.weights, data.biases, strict=True)]
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    activation = ACTIVATIONS[case.activation]

    def loss(parameters: Any, x: Any, y: Any) -> Any:
        for weight, bias in parameters[:-1]:
            x = activation(x @ weight + bias)
        out = x @ parameters[-1][0] + parameters[-1][1]
        if case.loss == CLASSES:
            return -jnp.take_along_axis(jax.nn.log_softmax(out), y[:, None], 1).mean()
        if case.loss == LOGISTIC:
            return (jax.nn.softplus(out[:, 0]) - y * out[:, 0]).mean()
        return ((out[:, 0] - y) ** 2).mean() / 2

    def step(state: Any, rows: Any) -> Any:
        parameters, m, v, count = state
        value, g = jax.value_and_grad(loss)(parameters, x[rows], y[rows])
        count = count + 1
        if case.optimiser == "adam":
            m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
            v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
            rate = case.rate * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
            parameters = jax.tree.map(lambda w, m, v: w - rate * m / (jnp.sqrt(v) + 1e-8), parameters, m, v)
        elif case.optimiser == "nesterov":
            m = jax.tree.map(lambda m, g: 0.9 * m - case.rate * g, m, g)
            parameters = jax.tree.map(lambda w, m, g: w + 0.9 * m - case.rate * g, parameters, m, g)
        else:
            parameters = jax.tree.map(lambda w, g: w - case.rate * g, parameters, g)
        return (parameters, m, v, count), value

    @partial(jax.jit, donate_argnums=0)
    def epoch(state: Any, key: Any) -> Any:
        order = jax.random.permutation(key, case.samples).reshape(case.batches, case.batch)
        state, losses = jax.lax.scan(step, state, order)
        return state, losses.mean()

    held: Any = {"state": (parameters, zeros, jax.tree.map(jnp.copy, zeros), jnp.zeros(())), "key": jax.random.key(0)}

    def epochs(count: int) -> None:
        for _ in range(count):
            held["key"], key = jax.random.split(held["key"])
            held["state"], _ = epoch(held["state"], key)
        jax.block_until_ready(held["state"])

    return epochs
