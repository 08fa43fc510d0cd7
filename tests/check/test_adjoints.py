r"""Adjoint states: gradients of each step with a letter of their own, which the next step gives, too."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = displays(r"x_{t+1} = A x_t + B u_t", r"J = \frac12 \sum_t \|x_t - r_t\|^2")
STATE = displays(r"\lambda_t = \frac{\partial J}{\partial x_t}")
BACK = r"\lambda_t = A^T \lambda_{t+1} + (x_t - r_t)"
CONTROL = r"\frac{\partial J}{\partial u_t} = B^T \lambda_{t+1}"


@pytest.mark.parametrize("letter", [r"\lambda", "p", r"\mu"])
def test_an_adjoint_state_is_the_gradient_and_what_the_next_step_hands_back(letter: str) -> None:
    text = (MODEL + STATE + displays(BACK, CONTROL)).replace(r"\lambda", letter)
    assert verdicts(text)[-3:] == ["right"] * 3


@pytest.mark.parametrize(
    ("slip", "found"),
    [
        (BACK.replace("+ (x", "- (x"), ["wrong", "right"]),
        (BACK.replace("A^T ", ""), ["wrong", "right"]),
    ],
)
def test_a_slip_in_what_is_handed_back_is_that_lines(slip: str, found: list[str]) -> None:
    assert verdicts(MODEL + STATE + displays(slip, CONTROL))[-2:] == found


def test_a_slip_in_the_gradient_by_a_control_is_refuted() -> None:
    assert verdicts(MODEL + STATE + displays(BACK, CONTROL.replace("B^T", "A^T B^T")))[-1] == "wrong"
