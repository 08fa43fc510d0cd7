"""Steps and layers that stand at a name without brackets: above it, or as numbers behind its letters."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ABOVE = (
    r"h^t_j = \tanh(\sum_i u_{ij} x^t_i + \sum_k w_{kj} h^{t-1}_k)",
    r"L = \frac12 \sum_{t=1}^T \sum_j (h^t_j - y^t_j)^2",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial h^T_j} = h^T_j - y^T_j", "right"),
        (r"\frac{\partial L}{\partial h^T_j} = h^T_j", "wrong"),
        (r"\frac{\partial h^t_j}{\partial h^{t-1}_k} = (1 - (h^t_j)^2) w_{kj}", "right"),
        (r"\frac{\partial h^t_j}{\partial h^{t-1}_k} = (1 - (h^{t-1}_j)^2) w_{kj}", "wrong"),
    ],
)
def test_a_step_above_a_name_is_no_power_and_the_last_one_no_transpose(claim: str, verdict: str) -> None:
    assert verdicts(displays(*ABOVE, claim)) == ["right", "right", verdict]


def test_a_transpose_stays_one_where_descent_numbers_its_steps_above() -> None:
    step = r"w^{t+1} = w^t - \eta %s x"
    model = (r"\hat y = w^T x", r"L = \frac12 (\hat y - y)^2")
    assert verdicts(displays(*model, step % r"(\hat y - y)")) == ["right"] * 3
    assert verdicts(displays(*model, step % r"(y - \hat y)"))[-1] == "wrong"


def test_a_discount_has_powers_beside_steps() -> None:
    lines = (r"s^t = w s^{t-1} + x^t", r"L = \sum_{t=1}^3 \gamma^t s^t")
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial \gamma} = \sum_{t=1}^3 t \gamma^{t-1} s^t"))[-1] in {
        "right",
        "unchecked",
    }


BEHIND = (
    r"h_{i,1} = \tanh(\sum_j W_{ij} h_{j,0})",
    r"h_{i,2} = \tanh(\sum_j W_{ij} h_{j,1})",
    r"L = \frac12 \sum_i (h_{i,2} - y_i)^2",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial h_{j,1}} = \sum_i (h_{i,2} - y_i)(1 - h_{i,2}^2) W_{ij}", "right"),
        (r"\frac{\partial L}{\partial h_{j,1}} = \sum_i (h_{i,2} - y_i)(1 - h_{i,2}^2) W_{ji}", "wrong"),
        (r"\frac{\partial L}{\partial h_{j,1}} = \sum_i (h_{i,2} - y_i)(1 - h_{i,1}^2) W_{ij}", "wrong"),
    ],
)
def test_numbers_of_layers_behind_letters_make_arrays_of_their_own(claim: str, verdict: str) -> None:
    assert verdicts(displays(*BEHIND, claim)) == ["right"] * 3 + [verdict]


def test_a_table_with_a_numbered_column_stays_one_array() -> None:
    lines = (r"y_i = \sum_j X_{ij} w_j", r"L = \frac12 (y_1 - t)^2")
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial X_{1,2}} = (y_1 - t) w_2")) == ["right"] * 3
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial X_{1,2}} = (y_1 - t) w_1"))[-1] == "wrong"


@pytest.mark.parametrize("between", [r", \quad ", r" \qquad ", r"$$" "\n\n" r"$$"])
def test_equations_of_one_display_go_from_step_to_step_together(between: str) -> None:
    lines = r"a_j^t = \sum_i w_{ij} x_i^t + \sum_h u_{hj} b_h^{t-1}", "b_j^t = f(a_j^t)", "s_j^t = v_j b_j^t"
    right, slip = (
        rf"$$\frac{{\partial s_j^t}}{{\partial a_j^t}} = v_j {slope}$$" for slope in ("f'(a_j^t)", "f(a_j^t)")
    )
    found = verdicts(f"$${between.join(lines)}$$\n\n{right}\n\n{slip}")
    assert found == ["right"] * 4 + ["wrong"]
