"""Memory of training: the data, and 1.5 times the parameters, gradients, optimiser's state and buffers of one batch."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone

from backproof.estimators import MLPClassifier
from backproof.program.plan import plan
from backproof.train.engine import Job
from backproof.train.engines.denormal import SMALLEST, flush
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, sgd
from tests.estimators.samples import UNFINISHED
from tests.program.subjects import layered
from tests.train.jobs import data_of, job_of, state_of

FIXED = 400_000
"""Bytes of Python's own: nodes, calls, random numbers."""


def peak(run: Callable[[], Any]) -> int:
    """The most bytes that were in use at once, beyond those before."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most - before


def allowed(job: Job, count: int) -> float:
    """1.5 times what training needs at least."""
    whole = plan(job.objective.program, {"samples": job.batch}, itemsize=job.dtype.itemsize)
    rows = sum(int(array[0].size) for array in job.data.values())
    arrays = (2 + len(job.optimiser.state)) * count + whole.elements + rows * job.batch
    return 1.5 * arrays * job.dtype.itemsize + FIXED


@pytest.mark.parametrize("optimiser", [adam(), sgd(0.9)], ids=["adam", "momentum"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("short", "batch"),
    [
        ("mlp:200-900-500-3,relu,softmax,cross-entropy", 20),
        ("mlp:60-300-300-300-3,tanh,linear,squared-error", 700),
    ],
)
def test_training_needs_no_more_than_half_as_much_again(
    short: str, batch: int, dtype: str, optimiser: Optimiser
) -> None:
    data = {name: array.astype(dtype) for name, array in data_of(layered(short), 2 * batch).items()}
    job = job_of(short, data=data, batch=batch, optimiser=optimiser, dtype=dtype)
    state = state_of(job, short)
    count = sum(array.size for array in state.parameters.values())
    assert peak(lambda: Reference().start(job, state).epochs([1e-3] * 2)) < allowed(job, count)


def test_copies_of_the_parameters_would_be_found_out() -> None:
    """So that the test above can fail."""
    short = "mlp:200-900-500-3,relu,softmax,cross-entropy"
    job = job_of(short, samples=40, batch=20, optimiser=adam(), dtype="float32")
    state = state_of(job, short)
    count = sum(array.size for array in state.parameters.values())

    def wasteful() -> None:
        kept = [array.copy() for _ in range(3) for array in state.parameters.values()]
        Reference().start(job, state).epochs([1e-3])
        assert kept

    assert peak(wasteful) > allowed(job, count)


def test_numbers_next_to_zero_become_zero() -> None:
    array = np.array([0.0, SMALLEST / 2, -SMALLEST / 2, 2 * SMALLEST, -1.0, 1e-310])
    flush(array)
    assert array.tolist() == [0, 0, 0, 2 * SMALLEST, -1, 0]


def test_long_arrays_are_flushed_to_their_end() -> None:
    array = np.full(100_000, 1e-35)
    array[-1] = 1
    flush(array)
    assert array.sum() == 1
    assert np.count_nonzero(array) == 1


@UNFINISHED
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("stops", [False, True], ids=["to the end", "early stopping"])
@pytest.mark.parametrize("solver", ["sgd", "adam"])
def test_a_whole_fit_needs_no_more_than_half_as_much_again(solver: str, stops: bool, dtype: str) -> None:
    random, batch = np.random.default_rng(0), 100
    X, y = random.normal(size=(2000, 200)).astype(dtype), random.integers(0, 3, 2000)
    clf = MLPClassifier((900, 500), solver=solver, max_iter=3, batch_size=batch, tol=0, random_state=0)
    clf.set_params(early_stopping=stops)
    clone(clf).set_params(hidden_layer_sizes=(4,)).fit(X[:200], y[:200])  # what is imported, and kept
    most = peak(lambda: clf.fit(X, y))
    count = sum(array.size for array in (*clf.coefs_, *clf.intercepts_))
    whole = plan(clf._objective().program, {"samples": batch}, itemsize=X.itemsize)
    arrays = ({"sgd": 3, "adam": 4}[solver]) * count + whole.elements + batch * (200 + 3)
    targets = 3 * X.itemsize * len(X)
    assert most < targets + 1.5 * arrays * X.itemsize + FIXED


@UNFINISHED
def test_early_stopping_copies_no_rows() -> None:
    random = np.random.default_rng(0)
    X, y = random.normal(size=(20_000, 200)), random.integers(0, 3, 20_000)
    clf = MLPClassifier((4,), early_stopping=True, max_iter=2, random_state=0)
    clone(clf).fit(X[:200], y[:200])
    assert peak(lambda: clf.fit(X, y)) < X.nbytes / 5
