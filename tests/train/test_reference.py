"""The reference engine: the same bits for the same seed, states that resume, weights that are exact."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from backproof.expr import Model, Symbol, Tensor
from backproof.expr.build import mul
from backproof.expr.walk import map_parts
from backproof.program.training import prediction, training
from backproof.train.engine import Job
from backproof.train.engines.forward import compute
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import adam, rmsprop, sgd
from tests.program.subjects import agree, layered
from tests.train.jobs import SHORT, bits, data_of, job_of, parameters_of, started, state_of

OPTIMISERS = {"sgd": sgd(), "nesterov": sgd(0.9, nesterov=True), "rmsprop": rmsprop(), "adam": adam(clip=0.5)}
RATES = [0.1, 0.05, 0.2]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", OPTIMISERS)
def test_the_same_seed_gives_the_same_bits(name: str, dtype: str) -> None:
    first, second = (started(job_of(optimiser=OPTIMISERS[name], dtype=dtype)) for _ in range(2))
    assert first.epochs(RATES) == second.epochs(RATES)
    assert bits(first.state) == bits(second.state)


def test_another_seed_gives_other_bits() -> None:
    first, second = (started(job_of(), seed=seed) for seed in (3, 4))
    first.epochs(RATES)
    second.epochs(RATES)
    assert bits(first.state) != bits(second.state)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_state_resumes_bit_by_bit(name: str, dtype: str) -> None:
    job = job_of(optimiser=OPTIMISERS[name], dtype=dtype)
    whole, half = started(job), started(job)
    losses = whole.epochs(RATES * 2)
    first = half.epochs(RATES)
    resumed = Reference().start(job_of(optimiser=OPTIMISERS[name], dtype=dtype), half.state)
    assert first + resumed.epochs(RATES) == losses
    assert bits(resumed.state) == bits(whole.state)
    assert (resumed.state.step, resumed.state.epoch) == (whole.state.step, whole.state.epoch) == (18, 6)


def test_masks_of_dropout_resume_as_well() -> None:
    subject = layered(SHORT)
    job = dropped(subject)
    whole, half = (Reference().start(job, state_of(job)) for _ in range(2))
    whole.epochs(RATES * 2)
    half.epochs(RATES)
    resumed = Reference().start(job, half.state)
    resumed.epochs(RATES)
    assert bits(resumed.state) == bits(whole.state)


def dropped(subject: Any) -> Job:
    """The network with a mask on its inputs."""
    x = next(each for each in subject.data if each.name == "x")
    mask = Symbol("d", x.ranges)

    def masked(part: Any) -> Any:
        if isinstance(part, Tensor) and part.symbol == x:
            return mul(part, Tensor(mask, part.slots))
        return map_parts(part, masked)

    model = Model(tuple(replace(each, body=masked(each.body)) for each in subject.model))
    objective = training(model, subject.loss, subject.parameters, (*subject.data, mask))
    return Job(objective, data_of(subject, 20), adam(), 8, np.dtype(float), kept={"d": 0.75})


def test_a_state_is_a_copy() -> None:
    run = started(job_of())
    run.epochs([0.1])
    state = run.state
    before = bits(state)
    run.epochs([0.1])
    assert bits(state) == before != bits(run.state)


def test_what_comes_in_is_not_changed() -> None:
    job = job_of(optimiser=adam())
    state = state_of(job)
    before, data = bits(state), {name: array.tobytes() for name, array in job.data.items()}
    Reference().start(job, state).epochs(RATES)
    assert bits(state) == before
    assert {name: array.tobytes() for name, array in job.data.items()} == data


# Weights


def trained(data: Any, weights: Any, name: str = "adam") -> tuple[list[float], dict[str, Any]]:
    """Losses and parameters of a few passes over the full batch."""
    samples = len(data["x"])
    job = job_of(data=data, batch=samples, weights=weights, optimiser=OPTIMISERS[name])
    run = started(job)
    return run.epochs(RATES * 3), dict(run.state.parameters)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_weight_of_two_is_the_row_twice_and_a_weight_of_zero_its_absence(name: str) -> None:
    data = data_of(layered(SHORT), 12)
    weights = np.array([2, 0, 1, 1, 3, 1, 0, 1, 2, 1, 1, 1.0])
    rows = np.repeat(np.arange(12), weights.astype(int))
    losses, parameters = trained(data, weights, name)
    repeated, expected = trained({key: array[rows] for key, array in data.items()}, None, name)
    np.testing.assert_allclose(losses, repeated, rtol=1e-12)
    for key, array in parameters.items():
        agree(array, expected[key])


def test_weights_of_one_are_no_weights() -> None:
    data = data_of(layered(SHORT), 12)
    assert trained(data, np.ones(12))[0] == pytest.approx(trained(data, None)[0], rel=1e-13)


def test_weights_count_by_their_ratios_alone() -> None:
    data, weights = data_of(layered(SHORT), 12), np.arange(12.0)
    assert trained(data, weights)[0] == pytest.approx(trained(data, 1e6 * weights)[0], rel=1e-12)


def test_a_batch_without_weight_is_no_step() -> None:
    job = job_of(samples=4, batch=2, weights=np.array([1, 1, 0, 0.0]), shuffle=False)
    run = started(job)
    run.epochs([0.1])
    assert run.state.step == 1


def test_weights_that_are_wrong_by_a_little_are_found_out() -> None:
    data, weights = data_of(layered(SHORT), 12), np.ones(12)
    weights[3] = 1 + 1e-9
    assert trained(data, weights)[0] != pytest.approx(trained(data, None)[0], rel=1e-12)


@pytest.mark.parametrize("batch", [3, 20])
def test_a_sample_without_weight_is_as_if_it_were_not_there_in_any_batches(batch: int) -> None:
    """Bit by bit, even where its loss has no value."""
    data, weights = data_of(layered(SHORT), 12), np.ones(12)
    weights[[2, 7]] = 0
    there = np.flatnonzero(weights)
    data["x"][2] = np.nan
    without, absent = (
        started(job_of(data=given, batch=batch, weights=shares, optimiser=adam()))
        for given, shares in ((data, weights), ({name: array[there] for name, array in data.items()}, None))
    )
    assert without.epochs(RATES) == absent.epochs(RATES)
    assert bits(without.state) == bits(absent.state)


def test_without_any_weight_nothing_is_learnt() -> None:
    run = started(job_of(samples=4, batch=2, weights=np.zeros(4)))
    assert np.isnan(run.epochs([0.1])).all()
    assert bits(run.state) == bits(state_of(job_of()))


@pytest.mark.parametrize("weighted", [False, True])
def test_the_objective_as_a_function_is_that_of_one_batch_of_all_samples(weighted: bool) -> None:
    weights = np.arange(20.0) if weighted else None
    job = job_of(weights=weights, batch=3)
    start = dict(state_of(job).parameters)
    function = Reference().objective(job, start)
    loss, gradient = function(start)
    shares = np.full(20, 1 / 20) if weights is None else weights / weights.sum()
    inputs = {**start, **job.data, job.objective.weights: shares}
    expected = compute(job.objective.program, inputs, 20, np.dtype(float))
    assert loss == pytest.approx(float(expected[job.objective.loss]), rel=1e-13)
    for name, array in gradient.items():
        agree(array, expected[job.objective.gradients[name]])
    moved, _ = function({name: array + 0.1 for name, array in start.items()})
    assert moved != pytest.approx(loss, rel=1e-6)


# Batches


@pytest.mark.parametrize(("samples", "batch"), [(1, 1), (1, 5), (7, 3), (7, 7), (8, 200), (5, 4)])
def test_losses_are_the_means_over_all_samples_whatever_the_batches(samples: int, batch: int) -> None:
    """With a rate of 0 nothing moves: the mean of the batches is the mean of the samples, a short one included."""
    whole, parts = (started(job_of(data=data_of(layered(SHORT), samples), batch=size)) for size in (samples, batch))
    assert whole.epochs([0.0]) == pytest.approx(parts.epochs([0.0]), rel=1e-13)
    assert parts.state.step == -(-samples // min(samples, batch))


def test_a_short_last_batch_is_a_step_like_any_other() -> None:
    """Five rows in batches of four, in order: as a batch of four and then one of one."""
    data = data_of(layered(SHORT), 5)
    run = started(job_of(data=data, batch=4, shuffle=False))
    run.epochs([0.1])
    state = state_of(job_of(data=data))
    for part in (slice(0, 4), slice(4, 5)):
        rows = {name: array[part] for name, array in data.items()}
        single = Reference().start(job_of(data=rows, batch=4), state)
        single.epochs([0.1])
        state = single.state
    for name, array in run.state.parameters.items():
        agree(array, state.parameters[name])


def test_batches_take_each_row_once() -> None:
    """A linear loss adds up: with a tiny rate, a shuffled pass and one in order move the parameters alike."""
    shuffled, ordered = (started(job_of(batch=4, shuffle=shuffle)) for shuffle in (True, False))
    for run in (shuffled, ordered):
        run.epochs([1e-7])
    start = parameters_of(layered(SHORT))
    for name, array in shuffled.state.parameters.items():
        np.testing.assert_allclose(array - start[name], ordered.state.parameters[name] - start[name], rtol=1e-3)


def test_in_float32_the_losses_are_those_of_float64_but_for_rounding() -> None:
    single, double = (started(job_of(dtype=dtype)) for dtype in ("float32", "float64"))
    assert single.epochs(RATES) == pytest.approx(double.epochs(RATES), rel=1e-5)
    assert {array.dtype.name for array in single.state.parameters.values()} == {"float32"}


def test_training_stops_where_it_is_asked_to_and_keeps_what_it_has_learnt() -> None:
    run, asked = started(job_of()), iter([False, True])
    assert run.epochs(RATES, lambda: next(asked)) == []
    assert (run.state.step, run.state.epoch) == (2, 0)
    assert bits(run.state) != bits(state_of(job_of()))


def test_a_loss_that_overflows_is_reported_as_it_is() -> None:
    run = started(job_of("mlp:4-6-1,linear,linear,squared-error"), "mlp:4-6-1,linear,linear,squared-error")
    assert not np.isfinite(run.epochs([1e6] * 40)[-1])


# Predictions


@pytest.mark.parametrize("rows", [1, 5, 4096, 4097, 9000])
def test_predictions_are_computed_batch_by_batch(rows: int) -> None:
    subject = layered("mlp:4-3-2,tanh,linear,squared-error")
    output = next(each.symbol for each in subject.model if each.symbol.name == "z^{(2)}")
    x = next(each for each in subject.data if each.name == "x")
    program = prediction(subject.model, [output], [x])
    inputs = {**parameters_of(subject), "x": data_of(subject, rows)["x"]}
    found = compute(program, inputs, rows, np.dtype(float))["z^{(2)}"]
    hidden = np.tanh(inputs["x"] @ inputs["w^{(1)}"] + inputs["b^{(1)}"])
    agree(found, hidden @ inputs["w^{(2)}"] + inputs["b^{(2)}"])


PRINTS_BITS = """
from tests.train.jobs import bits, job_of, started
from backproof.train.optimisers import adam
run = started(job_of(optimiser=adam(), dtype="float32"))
print(run.epochs([0.1] * 3), sorted(bits(run.state).items()))
"""


def test_another_process_gives_the_same_bits() -> None:
    """Nothing hangs on the order of a set, which is another one in each process."""

    def said(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", PRINTS_BITS]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert said("1") == said("2") != ""
