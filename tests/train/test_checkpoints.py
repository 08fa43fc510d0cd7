from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backproof.source import BackproofError
from backproof.train.checkpoints import Checkpoints


def test_whole_multiples_of_the_epochs_are_due_whenever_the_run_began() -> None:
    run = Checkpoints("run", every_epochs=5)
    assert [epoch for epoch in range(1, 16) if run.due(epoch, now=0.0)] == [5, 10, 15]


def test_minutes_count_from_the_beginning_and_then_from_the_last_checkpoint(tmp_path: Path) -> None:
    run = Checkpoints(tmp_path / "run", every_minutes=0.5)
    assert run.due(1, now=1000.0)
    run = run.beginning(now=1000.0)
    assert not run.due(1, now=1029.9)
    assert run.due(2, now=1030.0)
    run = run.write({"w": np.ones(2)}, {"epoch": 2}, now=1031.0)
    assert not run.due(3, now=1060.0)
    assert run.due(4, now=1061.0)


def test_the_last_checkpoint_is_read_back(tmp_path: Path) -> None:
    run = Checkpoints(tmp_path / "run", every_epochs=1)
    assert run.last() is None
    run.write({"w": np.ones(2)}, {"epoch": 1}, now=0.0).write({"w": np.zeros(2)}, {"epoch": 2}, now=1.0)
    found = run.last()
    assert found is not None
    assert found.header == {"epoch": 2}
    assert np.array_equal(found.arrays["w"], [0, 0])


def test_a_broken_checkpoint_is_an_error_and_no_fresh_start(tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes(b"")
    with pytest.raises(BackproofError, match="this is no model file"):
        Checkpoints(tmp_path / "run", every_epochs=1).last()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "neither epochs nor minutes"),
        ({"every_epochs": 0}, "every_epochs=0(.|\n)*a whole number from 1 on"),
        ({"every_minutes": 0.0}, "every_minutes=0.0(.|\n)*a number above 0"),
        ({"every_minutes": float("nan")}, "every_minutes=nan"),
    ],
)
def test_a_checkpoint_that_is_never_or_always_due_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(BackproofError, match=message):
        Checkpoints("run", **options)
