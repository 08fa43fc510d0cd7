"""What the plan of the native engine tells: its kernels, what they cost and wait for, and how many threads may run."""

from __future__ import annotations

import re

import numpy as np
import pytest

from backproof.program.plan import Plan, plan
from backproof.train.engines.reference import Reference
from tests.native.native import PATHS, native, needs_library
from tests.program.subjects import layered

pytestmark = needs_library
WIDE = layered("mlp:30-64-64-1,relu,sigmoid,binary-cross-entropy").objective.program
FLOAT = np.dtype(np.float32)


def test_the_kernels_that_were_picked_stand_beside_what_they_cost_and_wait_for() -> None:
    """What somebody wants to know who asks why a step takes its time, and what would help."""
    lines = repr(native("portable").planned(WIDE, {"samples": 64}, FLOAT)).splitlines()
    assert lines[0] == "Plan for 64 samples on the native engine (portable, one thread): 15 kernels, 38 operations"
    assert re.fullmatch(r"  kernel +computes +shape +FLOPs +bytes +bound +runs as", lines[5])
    table = [re.split(r" {2,}", line.strip()) for line in lines[6:]]
    by_kernel = {row[0]: row for row in table}
    first = by_kernel["product 64 × 30 × 64"]
    assert first[2:] == ["64 × 64", "245,760", "31.7 kB", "memory", "tiles of 4 × 8"]
    assert [row[-1] for row in table if row[0] == "product 64 × 64 × 1"] == [
        "dots along the sum", "transposed, tiles of 1 × 16",
    ]  # fmt: skip
    assert len(table) == 15


@pytest.mark.parametrize("path", PATHS)
def test_it_tells_the_instructions_and_the_threads(path: str) -> None:
    large = layered("mlp:100-256-256-10,relu,softmax,cross-entropy").objective.program
    told = repr(native(path, threads=2).planned(large, {"samples": 256}, FLOAT))
    assert f" on the native engine ({path}, up to 2 threads): " in told
    assert re.search(r"product 256 × 100 × 256 .* tiles of \d+ × \d+(, .* packed)?, up to 2 threads\n", told)
    alone = repr(native(path, threads=2).planned(WIDE, {"samples": 1}, FLOAT))
    assert "up to 2 threads:" not in alone.replace("(", "").replace(")", ":").partition(":")[2]


def test_the_numbers_are_those_of_the_plan_and_add_up() -> None:
    whole = plan(WIDE, {"samples": 64}, itemsize=4)
    told = repr(native().planned(WIDE, {"samples": 64}, FLOAT))
    flops = [int(each.replace(",", "")) for each in re.findall(r" ([\d,]+)  +[\d.]+ (?:kB|MB|bytes)  ", told)]
    assert sum(flops) == whole.flops
    assert len(flops) == len(whole.kernels)


def test_what_the_engine_does_not_run_is_told_as_numpy_runs_it() -> None:
    found = native().planned(WIDE, {"samples": 0}, FLOAT)
    assert isinstance(found, Plan)
    assert repr(found) == repr(Reference().planned(WIDE, {"samples": 0}, FLOAT))
