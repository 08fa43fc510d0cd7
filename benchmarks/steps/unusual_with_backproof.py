"""Equations, trained by the native engine: what is derived from them is all that it knows of the network."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from backproof import Model
from backproof.calculus.sample import undefined_symbols
from backproof.program.training import training
from backproof.train.engine import Engine, Job, Run, State
from backproof.train.optimisers import adam
from benchmarks.steps.cases import Case
from benchmarks.steps.unusual import data_of, network_of


def native(case: Case, threads: int) -> Callable[[int], Any]:
    """The engine in C."""
    engine = import_module("backproof.train.engines.native.engine")
    run = started(case, engine.Native(import_module("backproof_native"), threads))
    return lambda count: run.epochs([case.rate] * count)


def started(case: Case, engine: Engine) -> Run:
    """Training of a case from its first parameters."""
    network = network_of(case)
    x, y = data_of(case)
    model = Model.from_document("\n\n".join(f"$${each}$$" for each in network.equations)).definitions
    inputs = {symbol.name: symbol for symbol in undefined_symbols(model)}
    loss = next(each.symbol for each in model if each.symbol.name == "L")
    sizes = {range_: network.extents[letter] for name, letters in network.parameters.items()
             for range_, letter in zip(inputs[name].ranges, letters, strict=True)}  # fmt: skip
    arrays = network.arrays()
    objective = training(
        model, loss, [inputs[name] for name in arrays], [inputs["x"], inputs["y"]], sizes=sizes | _mirrored(inputs, y)
    )
    job = Job(objective, {"x": x, "y": y}, adam(), case.batch, np.dtype(np.float32))
    return engine.start(job, State.start(arrays, job.optimiser, np.random.RandomState(0)))


def _mirrored(inputs: dict[str, Any], y: Any) -> dict[Any, int]:
    return {inputs["y"].ranges[0]: y.shape[1]}
