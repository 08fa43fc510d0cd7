"""A value that is computed from an old weight and a new bias is proved by neither."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

GIVEN = (
    "$$z = w a + b, \\quad L = \\frac12 (z - t)^2$$\n\nWe begin with $w = 0.8$, $b = 0.2$, $a = 0.62$, $t = 1$.\n\n"
    "$$z = 0.8 \\cdot 0.62 + 0.2 = 0.696$$\n\n"
)
STEP = r"$$w \leftarrow 0.8 + 0.5 \cdot 0.18848 = 0.89424$$" "\n\n" r"$$b \leftarrow 0.2 + 0.5 \cdot 0.304 = 0.352$$"
TOLD = "After the step, $w = 0.89424$ and $b = 0.352$, so that"


@pytest.mark.parametrize("step", [STEP, TOLD])
def test_a_step_renews_both_or_none(step: str) -> None:
    assert verdicts(f"{GIVEN}{step}\n\n$$z = 0.9064$$")[-1] == "right"
    assert verdicts(f"{GIVEN}{step}\n\n$$z = 0.696$$")[-1] != "wrong"
    assert verdicts(f"{GIVEN}{step}\n\n$$z = 0.848$$")[-1] == "unchecked"
    assert verdicts(f"{GIVEN}{step}\n\n$$z = 0.7544$$")[-1] == "unchecked"


def test_a_weight_that_is_stepped_alone_may_stand_with_its_old_value() -> None:
    text = f"{GIVEN}$$w \\leftarrow 0.8 + 0.5 \\cdot 0.18848 = 0.89424$$"
    assert verdicts(f"{text}\n\n$$\\frac{{\\partial z}}{{\\partial a}} = w = 0.8$$")[-1] == "right-if"


def test_an_old_weight_goes_with_the_data_of_its_own_pass() -> None:
    second = "$$a = 0.52$$\n\n$$z = 0.8 \\cdot 0.52 + 0.2 = 0.616$$\n\n$$w \\leftarrow 0.8 + 0.5 \\cdot 0.2 = 0.9$$"
    assert verdicts(f"{GIVEN}{second}\n\n$$w a = 0.8 \\cdot 0.52 = 0.416$$")[-1] == "right"
    assert verdicts(f"{GIVEN}{second}\n\n$$z = w a + b = 0.616$$")[-1] == "right-if"
