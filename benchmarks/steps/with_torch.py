"""PyTorch with its fused optimiser: eager, and with the loss compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.nn import functional

from benchmarks.steps.cases import CLASSES, LOGISTIC, Case, given

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def eager(case: Case, threads: int) -> Callable[[int], Any]:
    """Operation by operation."""
    return _epochs(case, threads, lambda function: function)


def compiled(case: Case, threads: int) -> Callable[[int], Any]:
    """The loss and its gradient through torch.compile."""
    return _epochs(case, threads, torch.compile)


def _epochs(case: Case, threads: int, prepared: Callable[[Any], Any]) -> Callable[[int], Any]:
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    data = given(case)
    x, y = torch.from_numpy(data.x), torch.from_numpy(data.y)
    # functional.linear wants a row for each unit.
    weights = [torch.from_numpy(each.T.copy()).requires_grad_() for each in data.weights]
    biases = [torch.from_numpy(each.copy()).requires_grad_() for each in data.biases]
    activation = ACTIVATIONS[case.activation]
    if case.optimiser == "adam":
        optimiser: Any = torch.optim.Adam([*weights, *biases], case.rate, fused=True)
    else:
        nesterov = case.optimiser == "nesterov"
        optimiser = torch.optim.SGD(
            [*weights, *biases], case.rate, momentum=0.9 * nesterov, nesterov=nesterov, fused=True
        )

    def loss(x: Any, y: Any) -> Any:
        for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
            x = activation(functional.linear(x, weight, bias))
        out = functional.linear(x, weights[-1], biases[-1])
        if case.loss == CLASSES:
            return functional.cross_entropy(out, y)
        if case.loss == LOGISTIC:
            return functional.binary_cross_entropy_with_logits(out[:, 0], y)
        return functional.mse_loss(out[:, 0], y) / 2

    objective = prepared(loss)

    def epochs(count: int) -> None:
        for _ in range(count):
            order = torch.randperm(case.samples)
            for start in range(0, case.samples, case.batch):
                rows = order[start : start + case.batch]
                optimiser.zero_grad(set_to_none=True)
                objective(x[rows], y[rows]).backward()
                optimiser.step()

    return epochs
