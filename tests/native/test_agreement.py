"""The native engine does what the NumPy engine does: 1e-12 in float64 and 1e-5 in float32 after one step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backproof.train.engine import Job, State
from backproof.train.engines.reference import Reference
from backproof.train.optimisers import Optimiser, adam, rmsprop, sgd
from tests.native.native import PATHS, native, needs_library
from tests.program.subjects import Subject, Values, agree
from tests.program.test_twins import EXAMPLES, TRAINED, networks, subject_of
from tests.program.test_twins import models as definitions
from tests.train.jobs import SHORT, bits, job_of, state_of

pytestmark = needs_library
CLOSE = {"float64": 1e-12, "float32": 1e-5}
OPTIMISERS: dict[str, Optimiser] = {
    "sgd": sgd(), "momentum": sgd(0.9), "nesterov": sgd(0.9, nesterov=True), "rmsprop": rmsprop(), "adam": adam(),
    "adamw": adam(decays=True), "clipped": adam(clip=0.05),
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", OPTIMISERS)
def test_each_optimiser_learns_what_it_learns_on_numpy(name: str, dtype: str, path: str) -> None:
    job = job_of(optimiser=OPTIMISERS[name], dtype=dtype, decay={"w^{(1)}": 0.01})
    runs = [engine.start(job, state_of(job)) for engine in (Reference(), native(path))]
    losses = [run.epochs([0.05, 0.02, 0.02]) for run in runs]
    np.testing.assert_allclose(losses[1], losses[0], rtol=10 * CLOSE[dtype])
    expected, found = (run.state for run in runs)
    assert (found.step, found.epoch) == (expected.step, expected.epoch) == (9, 3)
    for parts in ("parameters", "moments"):
        for key, array in getattr(found, parts).items():
            agree(array, getattr(expected, parts)[key], 30 * CLOSE[dtype])
    drawn = {key: value for key, value in bits(found).items() if key in ("words", "used", "order")}
    assert drawn == {key: bits(expected)[key] for key in drawn}
    assert len(drawn) == 3
