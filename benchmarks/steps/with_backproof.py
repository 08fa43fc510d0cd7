"""backproof, with the native engine or NumPy's."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from backproof.estimators.network import Design
from backproof.train.engine import Engine, Job, State
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import adam, sgd
from benchmarks.steps.cases import CLASSES, LOGISTIC, SQUARED, Case, given

LOSSES = {SQUARED: ("identity", "squared_error"), LOGISTIC: ("logistic", "binary_cross_entropy"),
          CLASSES: ("softmax", "cross_entropy")}  # fmt: skip
OPTIMISERS = {"sgd": sgd(), "nesterov": sgd(0.9, True), "adam": adam()}


def numpy(case: Case, threads: int) -> Callable[[int], Any]:
    """The reference engine."""
    return _epochs(case, Reference())


def native(case: Case, threads: int) -> Callable[[int], Any]:
    """The engine in C."""
    engine = import_module("backproof.train.engines.native.engine")
    return _epochs(case, engine.Native(import_module("backproof_native"), threads))


def _epochs(case: Case, engine: Engine) -> Callable[[int], Any]:
    data = given(case)
    link, loss = LOSSES[case.loss]
    hidden = len(case.widths) - 2
    activation = {"sigmoid": "logistic"}.get(case.activation, case.activation)
    design = Design(
        case.widths, (activation,) * hidden + (link,), loss, (1.0,) * hidden, frozenset(), False, link == "softmax"
    )
    network = design.network()
    classes = np.eye(case.widths[-1], dtype=np.float32)
    y = classes[data.y] if case.loss == CLASSES else data.y
    labels = y if network.trained.label.rank == y.ndim - 1 else y[:, None]
    inputs = {network.trained.input.name: data.x, network.trained.label.name: labels}
    job = Job(network.objective, inputs, OPTIMISERS[case.optimiser], case.batch, np.dtype(np.float32))
    parameters = network.arrays(data.weights, data.biases)
    run = engine.start(job, State.start(parameters, job.optimiser, np.random.RandomState(0)))
    return lambda count: run.epochs([case.rate] * count)
