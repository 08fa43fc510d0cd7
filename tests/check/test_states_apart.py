"""The state of an optimiser may have a letter that another section has for something else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

VARIANCE = "# Normalisation\n\n" + displays(r"\mu = \frac1n \sum_i a_i", r"v = \frac1n \sum_i (a_i - \mu)^2")
NETWORK = "# Network\n\n" + displays(
    "z = W x", r"L = \frac12 \|z - y\|^2", r"\frac{\partial L}{\partial W} = (z - y) x^T"
)
DOWN = r"v \leftarrow m v - \eta \frac{\partial L}{\partial W}"
STEP = r"W \leftarrow W + v"
UP = r"v \leftarrow 0.9 v + \frac{\partial L}{\partial W}"


@pytest.mark.parametrize(
    ("state", "step", "verdict"),
    [
        (DOWN, r"W \leftarrow W + v", "right"),
        (DOWN, r"W \leftarrow W - v", "wrong"),
        (UP, r"W \leftarrow W - \eta v", "right"),
        (UP, r"W \leftarrow W + \eta v", "wrong"),
    ],
)
def test_a_state_is_no_quantity_of_another_section(state: str, step: str, verdict: str) -> None:
    page = f"{VARIANCE}\n\n{NETWORK}\n\n# Optimiser\n\n{displays(state, step)}"
    assert verdicts(page) == ["right"] * 6 + [verdict]


@pytest.mark.parametrize(("step", "verdict"), [(r"W \leftarrow W + v", "right"), (r"W \leftarrow W - v", "wrong")])
def test_what_another_section_differentiates_is_computed_there(step: str, verdict: str) -> None:
    slope = displays(r"\frac{\partial v}{\partial a_i} = \frac{2}{n} (a_i - \mu)")
    page = f"# Normalisation\n\n{slope}\n\n{NETWORK}\n\n# Optimiser\n\n{displays(DOWN, step)}"
    assert verdicts(page)[-2:] == ["right", verdict]


def test_a_letter_that_its_own_section_computes_is_no_state() -> None:
    page = f"{NETWORK}\n\n{displays('v = u^T x', DOWN)}"
    assert verdicts(page)[-1] == "wrong"


def test_a_parameter_that_its_own_section_differentiates_by_is_no_state() -> None:
    cost = displays(r"E = \frac12 \|v\|^2", r"\frac{\partial E}{\partial v} = v")
    page = f"{VARIANCE}\n\n{NETWORK}\n\n# Optimiser\n\n{cost}\n\n{displays(DOWN)}"
    assert verdicts(page)[-1] != "right"


@pytest.mark.parametrize(("step", "verdict"), [(r"W \leftarrow W + v", "right"), (r"W \leftarrow W - v", "wrong")])
def test_a_state_by_which_its_variable_steps_is_none_of_what_its_own_section_computes(step: str, verdict: str) -> None:
    layer = displays("v = U^T z", r"\frac{\partial E}{\partial z} = U \frac{\partial E}{\partial v}")
    assert verdicts(f"{NETWORK}\n\n{layer}\n\n{displays(DOWN, step)}")[-3:] == ["right", "right", verdict]


def test_a_state_is_apart_from_what_lines_around_it_differentiate() -> None:
    layer = displays("v = U z", r"E = \frac12 \|v\|^2")
    slope, slip = r"\frac{\partial E}{\partial v} = v", r"\frac{\partial E}{\partial v} = -v"
    page = f"{NETWORK}\n\n{layer}\n\n{displays(DOWN, STEP, slope, slip)}"
    assert verdicts(page)[-4:] == ["right", "right", "right", "wrong"]


def test_a_letter_that_its_own_section_only_differentiates_is_no_state() -> None:
    slope = displays(r"\frac{\partial v}{\partial a_i} = \frac{2}{n} (a_i - \mu)")
    assert verdicts(f"{NETWORK}\n\n{slope}\n\n{displays(DOWN)}")[-1] == "right"


def test_what_is_stepped_on_before_is_no_state() -> None:
    page = f"{NETWORK}\n\n{displays('v = u^T x', STEP, DOWN)}"
    assert verdicts(page)[-2] == "wrong"
