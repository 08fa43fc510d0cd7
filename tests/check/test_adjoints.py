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


FIELD = r"Let $f_1 = x_1^2 x_2$ and $f_2 = 5x_1 + \sin x_2$." + "\n\n"
JACOBIAN = (
    r"J = \begin{pmatrix} \frac{\partial f_1}{\partial x_1} & \frac{\partial f_1}{\partial x_2} \\"
    r" \frac{\partial f_2}{\partial x_1} & \frac{\partial f_2}{\partial x_2} \end{pmatrix}"
)


def test_the_entries_of_a_jacobian_are_named_by_what_is_differentiated_and_by_what() -> None:
    entries = r"\begin{pmatrix} 2x_1x_2 & x_1^2 \\ 5 & \cos x_2 \end{pmatrix}"
    assert set(verdicts(FIELD + displays(JACOBIAN, f"J = {entries}"))) == {"right"}
    exchanged = r"\begin{pmatrix} 2x_1x_2 & x_1^2 \\ \cos x_2 & 5 \end{pmatrix}"
    assert verdicts(FIELD + displays(JACOBIAN, f"J = {exchanged}"))[2:] == ["right", "wrong"]


def test_the_jacobian_of_a_layer_has_two_letters() -> None:
    layer = displays(r"z_i = \sum_j W_{ij} x_j", r"y_i = \tanh(z_i)", r"J_{ij} = \frac{\partial y_i}{\partial x_j}")
    assert verdicts(f"{layer}\n\n" + displays("J_{ij} = (1 - y_i^2) W_{ij}"))[2:] == ["right", "right"]
    assert verdicts(f"{layer}\n\n" + displays("J_{ij} = (1 - y_i^2) W_{ij} x_j"))[2:] == ["right", "wrong"]


SIGMOID = displays("z = w x", r"a = \sigma(z)", r"L = \frac12 (a - y)^2")


@pytest.mark.parametrize(("side", "found"), [("a (1 - a)", "right"), ("a (1 + a)", "wrong")])
def test_what_else_is_said_of_a_letter_for_a_derivative_is_a_claim(side: str, found: str) -> None:
    named = displays(r"s = \frac{\partial a}{\partial z}", f"s = {side}")
    used = displays(r"\frac{\partial L}{\partial w} = (a - y) s x", r"\frac{\partial L}{\partial w} = (a - y) s")
    assert verdicts(SIGMOID + "\n\n" + named + "\n\n" + used)[3:] == ["right", found, "right", "wrong"]


def test_a_letter_that_stands_before_is_claimed_to_be_a_derivative() -> None:
    assert verdicts(SIGMOID + displays("s = a (1 - a)", r"s = \frac{\partial a}{\partial w}"))[3:] == ["right", "wrong"]
