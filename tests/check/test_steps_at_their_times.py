"""Steps of optimisers: what they carry along, at which step a gradient is taken, and by which loss they go."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SQUARE = r"J(\theta) = \frac12 (\theta - 3)^2"


@pytest.mark.parametrize("slope", [r"\nabla J(\theta_{t-1})", r"\nabla_\theta J(\theta_{t-1})", r"J'(\theta_{t-1})"])
def test_a_gradient_at_a_step_is_no_other_one(slope: str) -> None:
    """The step before is another value than the parameter that the loss is written in."""
    lines = displays(rf"\theta_t = \theta_{{t-1}} - \eta g_t, \quad g_t = {slope}", SQUARE)
    assert "wrong" not in verdicts(lines + r" $\theta_t - 3 = (1 - \eta) (\theta_{t-1} - 3)$")


def test_the_slope_that_is_a_function_is_held_to_it() -> None:
    lines = displays(r"\theta_t = \theta_{t-1} - \eta g_t, \quad g_t = J'(\theta_{t-1})", SQUARE)
    assert verdicts(lines + r" $\theta_t - 3 = (1 + \eta) (\theta_{t-1} - 3)$")[-1] == "wrong"


@pytest.mark.parametrize("new", [r"v_{new} = \mu v + %s", r"v_{t+1} = \mu v_t + %s"])
def test_a_state_keeps_a_part_of_its_old_value_and_is_no_step_by_the_loss(new: str) -> None:
    state = new % r"\nabla J(w - \eta v)"
    assert verdicts(displays(r"J(w) = (w x - 1)^2", state))[-1] != "wrong"


def test_what_keeps_all_of_the_old_value_is_a_step() -> None:
    loss = r"J = (w x - 1)^2"
    assert verdicts(displays(loss, r"w_{new} = w + \eta \frac{\partial J}{\partial w}"))[-1] == "wrong"


SAMPLED = r"""
$$J = -u^\top v + \frac12 v^\top v$$

## Sampling

$$K = -\log \sigma(s), \quad s = \int u v$$

$$u \leftarrow u - \eta %s$$
"""


def test_a_step_by_a_loss_that_is_not_read_is_refuted_by_no_loss_of_another_section() -> None:
    assert verdicts(SAMPLED % r"(\sigma(u^\top v) - 1) v")[-1] == "unchecked"
