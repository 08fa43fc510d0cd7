"""scikit-learn's perceptrons: whole fits."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from sklearn.neural_network import MLPClassifier, MLPRegressor

from benchmarks.steps.cases import SQUARED, Case, given


def fit(case: Case, threads: int) -> Callable[[int], Any]:
    """A fit of so many epochs."""
    data = given(case)
    kind = MLPRegressor if case.loss == SQUARED else MLPClassifier
    warnings.simplefilter("ignore")
    momentum = 0.9 if case.optimiser == "nesterov" else 0.0
    options = {"hidden_layer_sizes": case.widths[1:-1], "batch_size": case.batch, "tol": 0.0, "random_state": 0,
               "activation": {"sigmoid": "logistic"}.get(case.activation, case.activation), "alpha": 0.0,
               "solver": "adam" if case.optimiser == "adam" else "sgd", "momentum": momentum,
               "learning_rate_init": case.rate, "n_iter_no_change": 10**9}  # fmt: skip
    return lambda count: kind(max_iter=count, **options).fit(data.x, data.y)
