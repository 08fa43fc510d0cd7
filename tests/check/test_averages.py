"""States of optimisers: usual rules are right, and a rule that is none of them is open, whoever meant it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ADAM = {
    "gradient": r"g_t = \nabla L(w_{t-1})",
    "first": r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t",
    "second": r"u_t = \beta_2 u_{t-1} + (1 - \beta_2) g_t^2",
    "corrected": r"\hat m_t = \frac{m_t}{1 - \beta_1^t}",
    "second corrected": r"\hat u_t = \frac{u_t}{1 - \beta_2^t}",
    "step": r"w_t = w_{t-1} - \eta \frac{\hat m_t}{\sqrt{\hat u_t} + \epsilon}",
}
SLIPS = (
    ("first", r"(1 - \beta_1)", r"(1 + \beta_1)"),
    ("first", r"(1 - \beta_1)", r"(1 - \beta_2)"),
    ("second", "g_t^2", "g_t"),
    ("second corrected", r"\beta_2^t", r"\beta_1^t"),
)


def test_the_rule_of_adam_is_right() -> None:
    assert verdicts(displays(*ADAM.values()))[1:5] == ["right"] * 4


@pytest.mark.parametrize(("name", "true", "slip"), SLIPS)
def test_a_state_that_is_no_usual_one_is_open(name: str, true: str, slip: str) -> None:
    found = verdicts(displays(*{**ADAM, name: ADAM[name].replace(true, slip)}.values()))
    assert found[list(ADAM).index(name)] == "unchecked"


@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "unchecked")])
def test_a_step_goes_against_the_gradients_that_a_velocity_adds_up(sign: str, verdict: str) -> None:
    velocity = (r"g_t = \nabla L(w_{t-1})", r"v_t = \beta v_{t-1} + g_t")
    assert verdicts(displays(*velocity, rf"w_t = w_{{t-1}} {sign} \eta v_t"))[-1] == verdict


def test_a_velocity_that_takes_gradients_off_is_added() -> None:
    velocity = (r"g_t = \nabla L(w_{t-1})", r"v_t = \beta v_{t-1} - \eta g_t")
    assert verdicts(displays(*velocity, "w_t = w_{t-1} + v_t"))[-1] == "right"


CLASSICAL = (r"v_{t+1} = \mu v_t - \eta \nabla L(w_t)", r"w_{t+1} = w_t + v_{t+1}")
PLAIN = (r"v_{t+1} = \mu v_t + \nabla L(w_t)", r"w_{t+1} = w_t - \eta v_{t+1}")


def test_two_rules_of_one_state_refute_neither() -> None:
    assert "wrong" not in verdicts(displays(*CLASSICAL, *PLAIN))
    apart = "# Classical\n\n" + displays(*CLASSICAL) + "\n\n# Plain\n\n"
    assert verdicts(apart + displays(*PLAIN)) == ["right"] * 4


@pytest.mark.parametrize("slip", [PLAIN[1].replace("- ", "+ "), CLASSICAL[1]])
def test_a_step_goes_by_the_rule_that_stands_before_it(slip: str) -> None:
    apart = "# Classical\n\n" + displays(*CLASSICAL) + "\n\n# Plain\n\n"
    assert verdicts(apart + displays(PLAIN[0], slip))[-1] == "unchecked"


def test_what_no_step_before_is_a_share_of_is_one_claim() -> None:
    given = (r"\delta_1 = \frac{\partial L}{\partial z_1}", "z_2 = w_2 z_1", r"L = \frac12 (z_2 - y)^2")
    assert verdicts(displays(*given, r"\delta_1 = w_2 (z_2 + y)"))[-1] == "wrong"
