"""A letter above the name of a step is its element, whatever else the letter names; parts of gates may have names."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

CELL = (
    r"i_t = \sigma(W_i x_t + U_i h_{t-1})",
    r"g_t = \tanh(W_g x_t + U_g h_{t-1})",
    r"c_t = i_t \odot g_t",
    r"h_t = \tanh(c_t)",
    r"\delta h_t = \frac{\partial E}{\partial h_t}, \quad \delta c_t = \frac{\partial E}{\partial c_t}",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial c_t^i} = \frac{\partial E}{\partial h_t^i} (1 - \tanh^2(c_t^i))", "right"),
        (r"\frac{\partial E}{\partial c_t^i} = \frac{\partial E}{\partial h_t^i} (1 - \tanh(c_t^i))", "wrong"),
        (r"\frac{\partial E}{\partial c_t^i} = \frac{\partial E}{\partial h_t^j} (1 - \tanh^2(c_t^j))", "wrong"),
        (r"\frac{\partial E}{\partial i_t^k} = \delta c_t^k g_t^k", "right"),
        (r"\frac{\partial E}{\partial i_t^k} = \delta c_t^k i_t^k", "wrong"),
    ],
)
def test_letters_above_steps_are_elements(line: str, verdict: str) -> None:
    assert verdicts(displays(*CELL, line))[-1] == verdict


@pytest.mark.parametrize(
    ("side", "verdict"),
    [(r"(1 - g_t^2)", "right"), (r"(1 - \hat{g}_t^2)", "wrong")],
)
def test_a_name_for_what_a_gate_is_applied_to_is_a_link_of_the_network(side: str, verdict: str) -> None:
    named = r"\hat{g}_t = W_g x_t + U_g h_{t-1}"
    claim = rf"\frac{{\partial E}}{{\partial \hat{{g}}_t}} = \frac{{\partial E}}{{\partial g_t}} \odot {side}"
    assert verdicts(displays(*CELL, named, claim))[-1] == verdict


def test_a_g_that_is_computed_is_no_error() -> None:
    lines = (r"g = \tanh(W x)", r"c = i \odot g", r"\hat{g} = W x")
    claim = r"\frac{\partial E}{\partial \hat{g}} = \frac{\partial E}{\partial g} \odot (1 - \tanh^2(\hat{g}))"
    assert verdicts(displays(*lines, claim))[-1] == "right"
    assert verdicts(displays(*lines, claim.replace("1 - ", "")))[-1] == "wrong"


RECURRENT = (
    r"h_t = \tanh(W h_{t-1} + U x_t)",
    r"\delta h_t = \frac{\partial E}{\partial h_t}, \quad \delta x_t = \frac{\partial E}{\partial x_t}",
)
STEPS = (
    r"\frac{\partial E}{\partial W} = (\delta h_t \odot (1 - h_t^2)) h_{t-1}^T",
    r"\frac{\partial E}{\partial U} = (\delta h_t \odot (1 - h_t^2)) x_t^T",
)


def test_gradients_of_one_step_are_meant_where_two_equations_are() -> None:
    assert verdicts(displays(*RECURRENT, *STEPS))[-2:] == ["right-if", "right-if"]
    assert verdicts(displays(*RECURRENT, STEPS[0]))[-1] == "unchecked"


def test_a_slip_in_the_gradient_of_one_step_is_none_of_another_one() -> None:
    slip = r"\frac{\partial E}{\partial b} = \delta h_t \odot (1 - h_t)"
    assert verdicts(displays(*RECURRENT, *STEPS, slip.replace("b}", "U}") + " x_t^T"))[-1] == "wrong"


GRU = (
    r"f_t = \sigma(W_f x_t + b_f), \quad i_t = \sigma(W_i x_t + b_i)",
    r"z^f_t = W_f x_t + b_f, \quad z_t = \sigma(W_z x_t)",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial z^f_t} = \frac{\partial L}{\partial f_t} \odot f_t \odot (1 - f_t)", "right"),
        (r"\frac{\partial L}{\partial z^f_t} = \frac{\partial L}{\partial f_t} \odot (1 - f_t)", "unchecked"),
        (r"\frac{\partial L}{\partial z^i_t} = \frac{\partial L}{\partial i_t} \odot i_t \odot (1 - i_t)", "unchecked"),
    ],
)
def test_letters_of_gates_above_a_name_are_no_elements_of_it(line: str, verdict: str) -> None:
    assert verdicts(displays(*GRU, line))[-1] == verdict
