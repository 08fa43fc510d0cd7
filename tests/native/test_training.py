"""Training on the native engine: weights, masks, short batches, states that go on, equations that no kernel has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from backproof.expr.build import add, mul
from backproof.train.engine import Job, Run
from backproof.train.engines.native import training as steps
from backproof.train.engines.native.library import NativeWarning, warned
from backproof.train.engines.native.training import KERNELS
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from tests.native.native import native, needs_library
from tests.program.subjects import agree, layered
from tests.train.jobs import SHORT, bits, data_of, job_of, state_of
from tests.train.test_reference import OPTIMISERS, dropped

pytestmark = needs_library
RATES = [0.1, 0.05, 0.02]


def both(job: Job) -> tuple[Run, Run]:
    """Training on NumPy and natively, with the same beginning."""
    numpy, here = Reference().start(job, state_of(job)), native().start(job, state_of(job))
    assert type(numpy) is not type(here), "a job for NumPy alone shows nothing"
    return numpy, here


def same(job: Job, tolerance: float = 1e-11) -> None:
    """The same losses, parameters and numbers that were drawn."""
    numpy, here = both(job)
    np.testing.assert_allclose(here.epochs(RATES), numpy.epochs(RATES), rtol=tolerance)
    found, expected = here.state, numpy.state
    for name, array in found.parameters.items():
        agree(array, expected.parameters[name], tolerance)
    assert (found.step, found.epoch) == (expected.step, expected.epoch)
    assert here.gradient_norm == pytest.approx(numpy.gradient_norm, rel=tolerance)
    drawn = ("words", "used", "order")
    assert {key: bits(found).get(key) for key in drawn} == {key: bits(expected).get(key) for key in drawn}


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize(("samples", "batch"), [(1, 1), (1, 5), (7, 3), (7, 7), (8, 200), (5, 4), (40, 1)])
def test_batches_of_any_length_are_those_of_numpy(samples: int, batch: int, shuffle: bool) -> None:
    same(job_of(samples=samples, batch=batch, shuffle=shuffle, optimiser=adam()))


@pytest.mark.parametrize("batch", [3, 20])
def test_weights_of_samples_count_as_on_numpy(batch: int) -> None:
    weights = np.random.default_rng(0).uniform(0, 2, 20)
    same(job_of(batch=batch, weights=weights))
    weights[[2, 7, 8, 11]] = 0
    job = job_of(batch=batch, weights=weights)
    job.data["x"][2] = np.nan
    same(job)


def test_a_batch_without_weight_is_no_step() -> None:
    run = both(job_of(samples=4, batch=2, weights=np.array([1, 1, 0, 0.0]), shuffle=False))[1]
    run.epochs([0.1])
    assert run.state.step == 1


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_masks_of_dropout_are_drawn_as_on_numpy(dtype: str) -> None:
    job = replace(dropped(layered(SHORT)), dtype=np.dtype(dtype))
    same(job, 1e-11 if dtype == "float64" else 1e-3)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_state_resumes_bit_by_bit_and_on_either_engine(name: str) -> None:
    job = job_of(optimiser=OPTIMISERS[name])
    whole, half = (native().start(job, state_of(job)) for _ in range(2))
    losses = whole.epochs(RATES * 2)
    first = half.epochs(RATES)
    state = half.state
    resumed = native().start(job, state)
    assert first + resumed.epochs(RATES) == losses
    assert bits(resumed.state) == bits(whole.state)
    other = Reference().start(job, state)
    np.testing.assert_allclose(other.epochs(RATES), losses[3:], rtol=1e-10)


def test_a_state_is_a_copy_and_what_comes_in_is_not_changed() -> None:
    job = job_of(optimiser=adam())
    state = state_of(job)
    before, data = bits(state), {name: array.tobytes() for name, array in job.data.items()}
    run = native().start(job, state)
    run.epochs(RATES)
    assert bits(state) == before
    assert {name: array.tobytes() for name, array in job.data.items()} == data
    kept = run.state
    after = bits(kept)
    run.epochs(RATES)
    assert bits(kept) == after != bits(run.state)


def test_an_optimiser_without_a_kernel_runs_as_its_equations() -> None:
    """Steps along the gradient that are half as long again: nobody has written a kernel for that."""
    plain = sgd(0.9)
    longer = {
        "v": plain.equations["v"],
        "w": add(plain.equations["w"], mul(plain.equations["v"], plain.equations["v"])),
    }
    own = Optimiser("own", longer, plain.numbers, clip=0.2)
    assert all(own.equations != each.equations for each in KERNELS)
    same(job_of(optimiser=own))
    same(job_of(optimiser=own, batch=3))


def test_what_a_step_updates_begins_with_a_line_of_the_cache() -> None:
    run: Any = native().start(job_of(optimiser=adam()), state_of(job_of(optimiser=adam())))
    arrays = [run._step.w, run._step.g, *run._step.moments.values()]
    assert len(arrays) == 4
    assert [array.ctypes.data % steps.LINE for array in arrays] == [0] * 4


@pytest.mark.parametrize("kernels", [KERNELS, ()])
def test_the_norm_of_a_gradient_is_that_before_it_was_clipped(
    kernels: tuple[Optimiser, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "KERNELS", kernels)
    norms = []
    for clip in (None, 1e-3):
        run = both(job_of(batch=20, optimiser=sgd(clip=clip)))[1]
        run.epochs([0.1])
        norms.append(run.gradient_norm)
    assert norms[1] == pytest.approx(norms[0], rel=1e-12)
    assert norms[0] > 1e-2


@pytest.mark.parametrize("optimiser", [rmsprop(), adam(), adam(decays=True), sgd(0.9, nesterov=True)])
def test_kernels_of_optimisers_are_their_equations(optimiser: Optimiser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel is chosen by the equations: a table of kernels that has none runs the equations themselves."""
    job = job_of(optimiser=optimiser, decay={"w^{(1)}": 0.1})
    by_kernel = native().start(job, state_of(job))
    monkeypatch.setattr(steps, "KERNELS", ())
    by_equations = native().start(job, state_of(job))
    np.testing.assert_allclose(by_kernel.epochs(RATES), by_equations.epochs(RATES), rtol=1e-11)
    for name, array in by_kernel.state.parameters.items():
        agree(array, by_equations.state.parameters[name], 1e-11)


def test_sparse_rows_train_on_numpy_which_is_said_once() -> None:
    job = job_of(data={**data_of(layered(SHORT), 12), "x": sparse.csr_array(data_of(layered(SHORT), 12)["x"])})
    warned.cache_clear()
    with pytest.warns(NativeWarning, match=r"does not run sparse rows\. This runs on NumPy") as told:
        run, _ = (native().start(job, state_of(job)) for _ in range(2))
    assert len(told) == 1
    assert run.epochs([0.1]) == Reference().start(job, state_of(job)).epochs([0.1])


def test_what_is_not_run_is_named_and_trains_on_numpy() -> None:
    job = job_of(dtype="float16")
    with pytest.warns(NativeWarning, match=r"does not run numbers of type float16\. This runs on NumPy"):
        run = native().start(job, state_of(job))
    assert np.isfinite(run.epochs([0.1])).all()


@pytest.mark.parametrize("weighted", [False, True])
def test_the_objective_as_a_function_is_that_of_numpy(weighted: bool) -> None:
    job = job_of(weights=np.arange(20.0) if weighted else None, batch=3)
    start: dict[str, Any] = dict(state_of(job).parameters)
    functions = [engine.objective(job, start) for engine in (Reference(), native())]
    for moved in (0.0, 0.1):
        at = {name: array + moved for name, array in start.items()}
        (loss, gradient), (found, slope) = (function(at) for function in functions)
        assert found == pytest.approx(loss, rel=1e-12)
        for name, array in slope.items():
            agree(array, gradient[name])
