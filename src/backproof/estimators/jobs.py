"""From the parameters of an estimator to what the training modules take: optimiser, schedule, job."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from math import prod
from typing import Any, Final

import numpy as np

from backproof.estimators.data import Data, column
from backproof.estimators.network import ALPHA, Network
from backproof.train.engine import Array, Job, State
from backproof.train.loop import Stopping
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from backproof.train.schedules import Schedule

MOST: Final = 200
"""Samples of a step where nobody says how many, as in scikit-learn."""


def optimiser(settings: Any) -> Optimiser:
    """The optimiser that the parameters describe."""
    if settings.solver == "sgd":
        return sgd(settings.momentum, settings.nesterovs_momentum, settings.clip_norm)
    if settings.solver == "rmsprop":
        return rmsprop(settings.rho, settings.epsilon, settings.clip_norm)
    decays = settings.solver == "adamw"
    return adam(settings.beta_1, settings.beta_2, settings.epsilon, decays, settings.clip_norm)


def schedule(settings: Any) -> Schedule:
    """The schedule of rates."""
    return Schedule(settings.learning_rate, settings.learning_rate_init, settings.power_t, epochs=settings.max_iter)


def stopping(settings: Any, epochs: int, *, patient: bool) -> Stopping:
    """When training ends; ``patient`` training ends by its epochs only."""
    flat = settings.tol if settings.tol_on == "gradient" else None
    patience = float("inf") if flat is not None or patient else settings.n_iter_no_change
    return Stopping(epochs, settings.tol, patience, flat)


def job(settings: Any, network: Network, arrays: Mapping[str, Array], data: Data) -> Job:
    """The job of training a network, whose parameters are ``arrays``, on data."""
    trained = network.trained
    free = {symbol.name for symbol in network.free}
    constants = {name: array for name, array in arrays.items() if name not in free}
    return Job(
        network.objective,
        {
            trained.input.name: data.X if trained.input.rank else column(data.X),
            trained.label.name: data.targets if trained.label.rank else data.targets[:, 0],
        },
        optimiser(settings),
        batch(settings.batch_size, data.samples),
        np.result_type(*arrays.values()),
        weights=data.weights,
        shuffle=bool(settings.shuffle),
        constants={**constants, ALPHA.name: settings.alpha},
        kept=network.kept,
        decay={symbol.name: settings.weight_decay for symbol in trained.weights},
        rows=data.rows,
    )


def goes_on(settings: Any, state: State, parameters: Mapping[str, Array]) -> bool:
    """Whether a state is that of this optimiser and of these parameters."""
    moved = shapes(parameters)
    whole = {(sum(map(prod, moved.values())),)}
    same = sorted(state.moments) == sorted(optimiser(settings).state) and settings._moved == moved
    return same and {array.shape for array in state.moments.values()} <= whole


def shapes(parameters: Mapping[str, Array]) -> dict[str, tuple[int, ...]]:
    """The shape of each parameter, by name."""
    return {name: array.shape for name, array in parameters.items()}


def batch(size: int | str, samples: int) -> int:
    """How many samples each step takes."""
    if size == "auto":
        return min(MOST, samples)
    asked = int(size)
    if asked > samples:
        warnings.warn(
            f"batch_size={asked} is larger than the {samples} samples; all of them are one batch", stacklevel=8
        )
    return min(asked, samples)
