"""Threads of the native engine: the same bits each time, the same numbers as with one, and an end when asked."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from backproof.train.optimisers import adam, rmsprop
from tests.native.native import PATHS, native, needs_library
from tests.program.subjects import agree
from tests.train.jobs import bits, job_of, state_of

pytestmark = needs_library
WIDE = "mlp:40-96-80-6,tanh,relu,softmax,cross-entropy"
"""Wide enough for threads to be worth their while."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_same_seed_gives_the_same_bits_on_as_many_threads(threads: int, dtype: str, path: str) -> None:
    job = job_of(WIDE, samples=300, batch=128, optimiser=adam(), dtype=dtype)
    first, second = (native(path, threads).start(job, state_of(job, WIDE)) for _ in range(2))
    assert first.epochs([0.01, 0.01]) == second.epochs([0.01, 0.01])
    assert bits(first.state) == bits(second.state)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("optimiser", [adam(), rmsprop(clip=0.1)])
def test_threads_change_nothing_but_rounding(optimiser: object, path: str) -> None:
    job = job_of(WIDE, samples=300, batch=128, optimiser=optimiser)  # type: ignore[arg-type]
    alone, shared = (native(path, threads).start(job, state_of(job, WIDE)) for threads in (1, 3))
    np.testing.assert_allclose(alone.epochs([1e-3]), shared.epochs([1e-3]), rtol=1e-12)
    expected = alone.state.parameters
    for name, array in shared.state.parameters.items():
        agree(array, expected[name], 1e-10)


def test_several_trainings_at_once_do_not_disturb_each_other() -> None:
    job = job_of(WIDE, samples=200, batch=64, optimiser=adam())
    alone = native(threads=2).start(job, state_of(job, WIDE))
    alone.epochs([0.01] * 2)
    runs = [native(threads=2).start(job, state_of(job, WIDE)) for _ in range(3)]
    workers = [threading.Thread(target=run.epochs, args=([0.01] * 2,)) for run in runs]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    for run in runs:
        assert bits(run.state) == bits(alone.state)


def test_training_ends_within_a_tenth_of_a_second_of_being_asked() -> None:
    """An epoch of millions of steps, of which each takes half a microsecond or so."""
    short = "mlp:3-4-1,sigmoid,sigmoid,squared-error"
    job = job_of(short, samples=400_000, batch=1)
    run = native().start(job, state_of(job, short))
    asked = time.monotonic() + 0.2
    assert run.epochs([0.01] * 1000, lambda: time.monotonic() > asked) == [] or run.state.epoch < 1000
    late = time.monotonic() - asked
    assert late < 0.1, f"it went on for {late:.3f} s"
    assert run.state.step > 0
