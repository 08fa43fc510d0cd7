"""Jobs to train: a network, data and parameters from a seed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from backproof.train.engine import Job, Run, State
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, sgd
from tests.program.subjects import Subject, layered

Array = NDArray[Any]
SHORT = "mlp:4-6-3,tanh,softmax,cross-entropy"


def parameters_of(subject: Subject, seed: int = 0, dtype: Any = np.float64) -> dict[str, Array]:
    """Small random parameters."""
    random = np.random.default_rng(seed)
    return {
        each.name: np.asarray(random.normal(size=[subject.sizes[range_] for range_ in each.ranges]) / 2, dtype)
        for each in subject.parameters
    }


def data_of(subject: Subject, samples: int, seed: int = 1) -> dict[str, Array]:
    """Inputs, and labels of one class each where there are classes."""
    random = np.random.default_rng(seed)
    x, y = (next(each for each in subject.data if each.name == name) for name in "xy")
    shape = [subject.sizes[range_] for range_ in y.ranges]
    labels = np.eye(shape[0])[random.integers(0, shape[0], samples)] if shape else random.integers(0, 2, samples) * 1.0
    return {"x": random.normal(size=[samples, *(subject.sizes[range_] for range_ in x.ranges)]), "y": labels}


def job_of(
    short: str = SHORT,
    *,
    samples: int = 20,
    batch: int = 8,
    optimiser: Optimiser | None = None,
    dtype: Any = np.float64,
    **options: Any,
) -> Job:
    """A job with the data of a seed."""
    subject = layered(short)
    data = options.pop("data", None) or data_of(subject, samples)
    return Job(subject.objective, data, optimiser or sgd(), batch, np.dtype(dtype), **options)


def state_of(job: Job, short: str = SHORT, seed: int = 3) -> State:
    """The state before the first step."""
    return State.start(parameters_of(layered(short), dtype=job.dtype), job.optimiser, np.random.RandomState(seed))


def started(job: Job, short: str = SHORT, seed: int = 3) -> Run:
    """Training from a seed."""
    return Reference().start(job, state_of(job, short, seed))


def bits(state: State) -> dict[str, bytes]:
    """Everything that a state holds, bit by bit."""
    arrays = {**state.parameters, **{f"moment {name}": array for name, array in state.moments.items()}}
    random = state.random
    arrays |= {"words": random.key, "used": np.asarray(random.used)}
    arrays |= {} if random.order is None else {"order": random.order}
    return {name: array.tobytes() for name, array in arrays.items()}
