"""Threads of the native engine: the same bits for any number, no loss where a core is busy, and an end when asked."""

from __future__ import annotations

import os
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.train.optimisers import Optimiser, adam, rmsprop
from tests.native.native import PATHS, native, needs_library
from tests.train.jobs import bits, job_of, state_of

pytestmark = needs_library
WIDE = "mlp:40-96-80-6,tanh,relu,softmax,cross-entropy"
"""Wide enough for threads to be worth their while."""
EXAMPLES = int(os.environ.get("BACKPROOF_EXAMPLES", "25"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_same_seed_gives_the_same_bits_on_as_many_threads(threads: int, dtype: str, path: str) -> None:
    job = job_of(WIDE, samples=300, batch=128, optimiser=adam(), dtype=dtype)
    first, second = (native(path, threads).start(job, state_of(job, WIDE)) for _ in range(2))
    assert first.epochs([0.01, 0.01]) == second.epochs([0.01, 0.01])
    assert bits(first.state) == bits(second.state)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("optimiser", [adam(), rmsprop(clip=0.1)])
def test_the_number_of_threads_changes_no_bit(optimiser: Optimiser, dtype: str, path: str) -> None:
    job = job_of(WIDE, samples=300, batch=128, optimiser=optimiser, dtype=dtype)
    alone, *shared = (native(path, threads).start(job, state_of(job, WIDE)) for threads in (1, 2, 3))
    losses = alone.epochs([1e-3] * 3)
    for run in shared:
        assert run.epochs([1e-3] * 3) == losses
        assert bits(run.state) == bits(alone.state)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.integers(1, 140), min_size=2, max_size=4), st.integers(20, 150), st.integers(2, 7),
    st.sampled_from(PATHS), st.sampled_from(["float32", "float64"]),
)  # fmt: skip
def test_layers_of_any_widths_have_the_same_bits_with_any_number_of_threads(
    widths: list[int], batch: int, threads: int, path: str, dtype: str
) -> None:
    """Widths leave parts of vectors, single columns and strips of all heights; the first step runs on all threads."""
    described = f"mlp:100-{'-'.join(map(str, widths))}-5,tanh,softmax,cross-entropy"
    job = job_of(described, samples=batch, batch=batch, optimiser=adam(), dtype=dtype)
    alone, shared = (native(path, count).start(job, state_of(job, described)) for count in (1, threads))
    assert alone.epochs([1e-3] * 2) == shared.epochs([1e-3] * 2)
    assert bits(alone.state) == bits(shared.state)


TASKS = Path("/proc/self/task")


@pytest.mark.skipif(not TASKS.is_dir(), reason="threads are not bound to a core here")
def test_a_core_that_has_other_work_makes_training_on_two_threads_hardly_slower() -> None:
    """Both threads on one core, as a busy machine may have it: with barriers a step took ten times as long."""
    job = job_of(WIDE, samples=1280, batch=64, optimiser=adam(), dtype="float32")
    alone, shared = (native(threads=threads).start(job, state_of(job, WIDE)) for threads in (1, 2))
    cores = {int(task.name): os.sched_getaffinity(int(task.name)) for task in TASKS.iterdir()}
    taken: dict[int, list[float]] = {1: [], 2: []}
    try:
        for task, all_of_them in cores.items():
            os.sched_setaffinity(task, {min(all_of_them)})
        for _ in range(5):
            for threads, run in ((1, alone), (2, shared)):
                before = time.perf_counter()
                run.epochs([1e-3] * 20)
                taken[threads].append(time.perf_counter() - before)
    finally:
        for task, all_of_them in cores.items():
            os.sched_setaffinity(task, all_of_them)
    assert min(taken[2]) < 2 * min(taken[1]), taken


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
