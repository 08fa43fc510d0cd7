"""A loss without a step beside states that have one is that of the last step."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

CELL = displays(
    r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
    r"h_t = o_t \odot \tanh(c_t)",
    r"L = \frac12 \|h_t - y\|^2",
)
CLAIMS = (
    r"\frac{\partial L}{\partial h_t} = h_t - y",
    r"\frac{\partial L}{\partial o_t} = (h_t - y) \odot \tanh(c_t)",
    r"\frac{\partial L}{\partial c_t} = (h_t - y) \odot o_t \odot (1 - \tanh^2(c_t))",
    r"\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial c_t} \odot c_{t-1}",
)
SLIPS = (
    r"\frac{\partial L}{\partial h_t} = y - h_t",
    r"\frac{\partial L}{\partial o_t} = (h_t - y) \odot c_t",
    r"\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial c_t} \odot c_t",
)


def test_the_lines_of_a_cell_are_those_of_its_last_step() -> None:
    assert set(verdicts(f"{CELL}\n\n{displays(*CLAIMS)}")) == {"right"}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_one_is_wrong(slip: str) -> None:
    assert verdicts(f"{CELL}\n\n{displays(*CLAIMS[:2], slip)}")[-1] == "wrong"


def test_whether_a_weight_is_held_in_earlier_steps_is_not_said() -> None:
    network = displays(r"h_t = \tanh(W h_{t-1} + U x_t)", r"L = \frac12 \|h_t - y\|^2")
    slope = r"\frac{\partial L}{\partial U} = ((h_t - y) \odot (1 - h_t^2)) x_t^T"
    found = judged(f"{network}\n\n{displays(slope)}")[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "whether earlier steps are held is not written")
