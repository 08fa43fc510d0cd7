"""Derivatives by a vector that their section transposes, ``w_j^T x``, are no numbers: the inputs are missing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = (r"z_j = \theta_j^T x, \quad p_j = \frac{e^{z_j}}{\sum_l e^{z_l}}",)
NAMED = (
    r"\text{softmax}(z_j) = \frac{e^{z_j}}{\sum_l e^{z_l}}",
    r"\frac{\partial \text{softmax}(\theta_j^T x)}{\partial \theta_i} = "
    r"\text{softmax}(\theta_j^T x) (\delta_{ij} - \text{softmax}(\theta_i^T x)) x",
)


@pytest.mark.parametrize(
    ("model", "claim"),
    [
        (SOFTMAX, r"\frac{\partial p_j}{\partial \theta_i} = p_j (\delta_{ij} - p_i)"),
        (
            NAMED,
            r"\frac{\partial \text{softmax}(z_j)}{\partial \theta_i} = "
            r"\text{softmax}(z_j) (\delta_{ij} - \text{softmax}(z_i))",
        ),
    ],
)
def test_a_number_is_no_derivative_by_a_vector(model: tuple[str, ...], claim: str) -> None:
    *right, wrong = judged(displays(*model, claim))
    assert {each.verdict.value for each in right} == {"right"}
    assert wrong.verdict.value == "wrong"
    assert wrong.reason.startswith("the two sides have different shapes: 1 x 1; expected the derivative")


def test_the_same_with_its_inputs_is_right() -> None:
    claim = r"\frac{\partial p_j}{\partial \theta_i} = p_j (\delta_{ij} - p_i) x"
    assert verdicts(displays(*SOFTMAX, claim))[-1] == "right"


@pytest.mark.parametrize(
    ("model", "claim"),
    [
        (r"y = w^T x", r"\frac{\partial y}{\partial w_j} = x_j"),
        (r"h_j = \tanh(w_j x)", r"\frac{\partial h_j}{\partial w_j} = (1 - h_j^2) x"),
        (r"h_j = \tanh(w_j^T x + b_j)", r"\frac{\partial h_j}{\partial b_j} = 1 - h_j^2"),
    ],
)
def test_derivatives_by_numbers_are_numbers(model: str, claim: str) -> None:
    assert "wrong" not in verdicts(displays(model, claim))


def test_a_vector_of_another_section_refutes_nothing() -> None:
    other = "# Columns\n\n" + displays(r"s_k = u_k^T r", r"\frac{\partial s_k}{\partial u_k} = r")
    assert "wrong" not in verdicts(other + "\n\n# Numbers\n\n" + displays(r"\frac{\partial E}{\partial u_k} = g_k"))


HIDDEN = (r"y = V^T z", r"z_j = \sigma(w_j^T x)", r"L = (y - t)^2")


@pytest.mark.parametrize(("head", "factor"), [(r"\Delta w", "w_{11}"), (r"\frac{\partial L}{\partial w}", "w_{12}")])
def test_the_index_of_an_element_that_is_named_on_the_right_may_be_left_out_before_it(head: str, factor: str) -> None:
    chain = r"\frac{\partial L}{\partial y} \frac{\partial y}{\partial z_1}"
    assert (
        verdicts(displays(*HIDDEN, rf"{head} = {chain} \frac{{\partial z_1}}{{\partial {factor}}}"))[-1] == "unchecked"
    )
    assert verdicts(displays(*HIDDEN, rf"{head} = {chain}"))[-1] == "wrong"
