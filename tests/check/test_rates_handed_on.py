"""The rate of a step may stand in the definition of what it adds."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = displays("z = w x + b", r"L = \frac12 (z - y)^2")


@pytest.mark.parametrize(
    ("change", "step", "verdict"),
    [
        (r"h = -\eta (z - y) x", r"w \leftarrow w + h", "right"),
        (r"h = -\eta (z - y) x", r"w \leftarrow w - h", "wrong"),
        (r"h = -\eta (z - y)", r"w \leftarrow w + h", "wrong"),
        (r"h = -\eta (z - y)", r"b \leftarrow b + h", "right"),
        (r"h = \eta z", r"b \leftarrow b - h", "wrong"),
    ],
)
def test_what_a_step_adds_has_its_rate(change: str, step: str, verdict: str) -> None:
    assert verdicts(f"{UNIT}\n\n{displays(change, step)}")[-2:] == ["right", verdict]
