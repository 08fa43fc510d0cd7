"""Gates and their weights: the f of ``W_f`` is the name of the gate f, and no index."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

CELL = (
    r"i = \sigma(W_i x + U_i h + b_i)", r"f = \sigma(W_f x + U_f h + b_f)", r"g = \tanh(W_g x + U_g h + b_g)",
    r"s = f \odot c + i \odot g",
)  # fmt: skip
ERRORS = (r"\delta f = \delta s \odot c", r"\delta g = \delta s \odot i")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial W_f} = (\delta f \odot f \odot (1 - f)) x^T", "right"),
        (r"\frac{\partial L}{\partial W_f} = (\delta f \odot f) x^T", "wrong"),
        (r"\frac{\partial L}{\partial b_g} = \delta g \odot (1 - g^2)", "right"),
        (r"\frac{\partial L}{\partial b_g} = \delta g \odot g (1 - g)", "wrong"),
        (r"\frac{\partial L}{\partial U_g} = (\delta g \odot (1 - g^2)) h^T", "right"),
        (r"\frac{\partial L}{\partial U_g} = (\delta g \odot (1 - g^2)) x^T", "wrong"),
        (r"\delta i = \delta s \odot g", "right"),
        (r"\delta i = \delta s \odot f", "wrong"),
    ],
)
def test_the_letter_of_a_gate_is_part_of_the_names_of_its_weights(claim: str, verdict: str) -> None:
    assert verdicts(displays(*CELL, *ERRORS, claim)) == ["right"] * (len(CELL) + len(ERRORS)) + [verdict]


@pytest.mark.parametrize(("score", "verdict"), [("p_k - t_k", "right"), ("p_k + t_k", "wrong")])
def test_the_letter_of_a_gate_may_be_an_index_of_other_names(score: str, verdict: str) -> None:
    loss = (r"p_i = \frac{e^{o_i}}{\sum_j e^{o_j}}", r"L = -\sum_i t_i \log p_i", r"\sum_i t_i = 1")
    claim = rf"\frac{{\partial L}}{{\partial o_k}} = {score}"
    assert verdicts(displays(*CELL, *loss, claim))[-1] == verdict


def test_a_letter_that_a_sum_runs_over_is_an_index() -> None:
    assert verdicts(displays(r"n = \sum_n w_n x_n + v_n", r"\frac{\partial n}{\partial w_n} = x_n"))[0] != "right"
    weights = (r"z = \sum_i w_i x_i", r"i = w_i + v_i")
    claim = r"\frac{\partial z}{\partial w_i} = x_i"
    assert verdicts(displays(weights[0], claim)) == ["right", "right"]
    assert verdicts(displays(*weights, claim))[-1] != "wrong"


def test_one_error_by_delta_is_an_error_where_another_stands_beside_it() -> None:
    given = (r"f = \sigma(W_f x + b_f)", r"s = f \odot c")
    assert verdicts(displays(*given, r"\delta f = \delta s \odot c")) == ["right"] * 3
    assert verdicts(displays(*given, r"\delta f = \delta s \odot f")) == ["right", "right", "wrong"]


NEW_STATE = (
    r"i = \sigma(A_i x + B_i h + b_i)", r"f = \sigma(A_f x + B_f h + b_f)", r"g = \tanh(A_g x + B_g h + b_g)",
    r"c' = f \odot c + i \odot g", r"\delta c' = \frac{\partial L}{\partial c'}",
    r"\delta i = \delta c' \odot g", r"\delta g = \delta c' \odot i",
)  # fmt: skip
GATE = r"\frac{\partial L}{\partial %s} = "


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\delta f = \delta c' \odot c", "right"),
        (r"\delta f = \delta c' \odot g", "wrong"),
        (GATE % "c" + r"\delta c' \odot f", "right"),
        (GATE % "b_g" + r"\delta c' \odot i \odot (1 - g^2)", "right"),
        (GATE % "b_g" + r"\delta c' \odot i \odot (1 - g)", "wrong"),
        (GATE % "A_i" + r"(\delta c' \odot g \odot i \odot (1 - i)) x^T", "right"),
        (GATE % "A_i" + r"(\delta c' \odot g \odot i \odot (1 - i)) h^T", "wrong"),
        (GATE % "h" + r"B_g^T (\delta c' \odot i \odot (1 - g^2))", "wrong"),
    ],
)
def test_a_new_state_has_a_prime(claim: str, verdict: str) -> None:
    found = verdicts(displays(*NEW_STATE, claim))
    assert found[:-1] == ["right"] * 7
    assert found[-1] == verdict


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        # What has a definition of its own has a slope, and the prime is that of the slope.
        ((r"s = \frac{1}{1 + e^{-x}}", r"s' = s (1 + s)"), "unchecked"),
        ((r"y = e^{x^2}", r"y' = 2 x y z"), "unchecked"),
        ((r"\phi' = \phi (1 - a)",), "unchecked"),
    ],
)
def test_a_slope_is_no_new_state(lines: tuple[str, ...], verdict: str) -> None:
    assert verdicts(displays(*lines))[-1] == verdict
