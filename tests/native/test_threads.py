"""Threads of the native engine: the same bits each time, the same numbers as with one, and an end when asked."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

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


def test_it_is_asked_whether_to_stop_ten_times_a_second_and_more() -> None:
    """Of millions of steps each takes half a microsecond or so. Time of other processes is not ours."""
    short = "mlp:3-4-1,sigmoid,sigmoid,squared-error"
    job = job_of(short, samples=100_000, batch=1)
    run, asked = native().start(job, state_of(job, short)), [time.thread_time()]

    def stop() -> bool:
        asked.append(time.thread_time())
        return len(asked) > 5

    run.epochs([0.01] * 1000, stop)
    assert max(later - earlier for earlier, later in pairwise(asked)) < 0.1
    assert run.state.step > 0


def test_what_was_learnt_until_it_was_stopped_is_kept() -> None:
    job = job_of(samples=200_000, batch=2)
    run = native().start(job, state_of(job))
    assert run.epochs([0.01], lambda: True) == []
    assert (run.state.step > 0, run.state.epoch) == (True, 0)
    assert bits(run.state) != bits(state_of(job))
