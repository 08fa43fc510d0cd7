"""Parameters that are updated while their gradient is in the cache: the same results as behind all gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from tests.native.native import PATHS, native, needs_library
from tests.train.jobs import bits, job_of, state_of

pytestmark = needs_library
LARGE = "mlp:150-131-40-6,tanh,relu,softmax,cross-entropy"
"""The gradient of the first layer is large enough to be updated early, and has no whole vectors in a row."""
WIDE = "mlp:30-700-6,relu,softmax,cross-entropy"
"""More columns than a block of a product has: these are updated behind all gradients."""
OPTIMISERS = [sgd(), sgd(0.9), sgd(0.9, nesterov=True), rmsprop(), adam(), adam(decays=True), adam(clip=0.1)]


@pytest.mark.parametrize("described", [LARGE, WIDE])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("path", PATHS)
def test_steps_are_those_of_numpy_and_of_any_number_of_threads(
    path: str, optimiser: Optimiser, dtype: str, described: str
) -> None:
    job = job_of(described, samples=150, batch=64, optimiser=optimiser, dtype=dtype)
    numpy = Reference().start(job, state_of(job, described))
    runs = [native(path, threads).start(job, state_of(job, described)) for threads in (1, 2, 3)]
    tolerance = 1e-4 if dtype == "float32" else 1e-11
    losses = numpy.epochs([1e-3] * 2)
    for run in runs:
        assert run.epochs([1e-3] * 2) == pytest.approx(losses, rel=tolerance)
        assert bits(run.state) == bits(runs[0].state)
        assert run.gradient_norm == pytest.approx(numpy.gradient_norm, rel=10 * tolerance)
    for name, expected in numpy.parameters.items():
        assert np.abs(runs[0].parameters[name] - expected).max() <= tolerance * np.abs(expected).max()


def test_lists_that_run_alone_change_no_parameter() -> None:
    """What a gradient is computed for may be something else than a step."""
    job = job_of(LARGE, samples=64, batch=64, optimiser=adam(), dtype="float32")
    run: Any = native().start(job, state_of(job, LARGE))
    run.epochs([1e-3])
    before = {name: array.copy() for name, array in run.parameters.items()}
    run._program.run(0)
    assert all(np.array_equal(array, before[name]) for name, array in run.parameters.items())
