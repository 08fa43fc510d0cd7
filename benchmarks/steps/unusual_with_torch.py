"""The same networks in PyTorch, with its fused optimiser: eager, and with the loss compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import torch
from torch.nn import functional

from benchmarks.steps.cases import Case
from benchmarks.steps.unusual import data_of, network_of

Arrays = dict[str, Any]


def _stack(p: Arrays, h: Any) -> Any:
    return functional.linear(torch.relu(functional.linear(h, p["u"].T, p["c"])), p["v"].T, p["d"])


def _first(p: Arrays, x: Any) -> Any:
    return torch.relu(functional.linear(x, p["w"].T, p["b"]))


def _squares(o: Any, y: Any) -> Any:
    return ((o - y) ** 2).sum(1).mean()


def _residual(p: Arrays, x: Any, y: Any) -> Any:
    h = _first(p, x)
    f = torch.relu(functional.linear(h, p["u"].T, p["c"])) + h
    return _squares(functional.linear(f, p["v"].T, p["d"]), y)


def _norm(p: Arrays, x: Any, y: Any) -> Any:
    a = functional.linear(x, p["w"].T, p["b"])
    h = torch.relu(functional.layer_norm(a, (a.shape[1],), p["g"], p["s"], 1e-5))
    return _squares(_stack(p, h), y)


LOSSES: Final[dict[str, Callable[[Arrays, Any, Any], Any]]] = {
    "stack": lambda p, x, y: _squares(_stack(p, _first(p, x)), y),
    "own loss": lambda p, x, y: torch.log(torch.cosh(_stack(p, _first(p, x)) - y)).sum(1).mean(),
    "residual connection": _residual,
    "layer norm": _norm,
    "autoencoder": lambda p, x, y: _squares(functional.linear(_first(p, x), p["v"].T, p["d"]), y),
    "tied weights": lambda p, x, y: _squares(functional.linear(_first(p, x), p["w"], p["d"]), y),
}


def eager(case: Case, threads: int) -> Callable[[int], Any]:
    """Operation by operation."""
    return _epochs(case, threads, lambda function: function)


def compiled(case: Case, threads: int) -> Callable[[int], Any]:
    """The loss and its gradient through torch.compile."""
    return _epochs(case, threads, torch.compile)


def _epochs(case: Case, threads: int, prepared: Callable[[Any], Any]) -> Callable[[int], Any]:
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    network = network_of(case)
    x, y = map(torch.from_numpy, data_of(case))
    parameters = {name: torch.from_numpy(array).requires_grad_() for name, array in network.arrays().items()}
    optimiser: Any = torch.optim.Adam(list(parameters.values()), case.rate, fused=True)
    objective = prepared(LOSSES[network.name])

    def epochs(count: int) -> None:
        for _ in range(count):
            order = torch.randperm(case.samples)
            for start in range(0, case.samples, case.batch):
                rows = order[start : start + case.batch]
                optimiser.zero_grad(set_to_none=True)
                objective(parameters, x[rows], y[rows]).backward()
                optimiser.step()

    return epochs
