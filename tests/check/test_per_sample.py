"""Vectors with the letter of a sample, losses that a derivative says, and chains that an expression opens."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = displays(r"\hat y = \sigma(W x)", r"\nabla W = \frac{\partial \hat y}{\partial W} \nabla \hat y")
DIFFERENCE = r"(y[m] - \hat y[m])"
CHAIN = displays(
    r"\nabla \hat y = \frac{\partial l(y[m], \hat y[m])}{\partial \hat y[m]}",
    rf"= \frac{{1}}{{2}} \frac{{\partial {DIFFERENCE}^T {DIFFERENCE}}}{{\partial \hat y[m]}}",
    rf"= -{DIFFERENCE}",
)
NUMBERS = displays(
    r"W = \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}, \quad x = \begin{bmatrix} 0 \\ 0 \end{bmatrix}",
    r"\hat y = \sigma(W x) = \begin{bmatrix} 0.5 \\ 0.5 \end{bmatrix}",
    r"\nabla \hat y = -(y - \hat y) = -\begin{bmatrix} 0 - 0.5 \\ 1 - 0.5 \end{bmatrix}"
    r" = \begin{bmatrix} 0.5 \\ -0.5 \end{bmatrix}",
)
LOSS = displays(rf"\frac{{1}}{{2}} {DIFFERENCE}^T {DIFFERENCE}", r"= \frac{1}{2} \sum_{i=1}^{2} \nabla \hat y[i]^2")


def text(*parts: str) -> str:
    return "\n\n".join(parts)


def test_a_sample_in_brackets_names_the_vector_of_that_sample() -> None:
    assert verdicts(text(NETWORK, CHAIN)) == ["right"] * 5


@pytest.mark.parametrize(("written", "slip"), [("= -(y[m]", "= (y[m]"), ("= -(y[m]", "= -2 (y[m]")])
def test_a_slip_in_its_gradient_is_refuted(written: str, slip: str) -> None:
    assert verdicts(text(NETWORK, CHAIN.replace(written, slip)))[-1] == "wrong"


def test_a_letter_that_a_sum_runs_over_is_no_such_sample() -> None:
    summed = text(NETWORK, CHAIN, displays(r"L = \sum_m (y[m] - \hat y[m])^2"))
    assert all("m" in each.latex for each in judged(summed)[2:])
    assert verdicts(summed)[2] != "wrong"


def test_two_scripts_of_a_letter_with_the_same_arguments_are_one_loss() -> None:
    general = displays(r"\nabla W = \frac{\partial \ell(y, \hat y)}{\partial W}")
    assert verdicts(text(NETWORK, general, CHAIN)) == ["right"] * 6


def test_an_expression_opens_the_chain_that_the_next_display_goes_on_with() -> None:
    assert verdicts(text(NETWORK, CHAIN, LOSS))[-2:] == ["right", "right"]
    assert verdicts(text(NETWORK, CHAIN, LOSS.replace(r"= \frac{1}{2}", "=")))[-1] == "wrong"


def test_its_numbers_are_those_of_the_values_before() -> None:
    assert verdicts(text(NETWORK, CHAIN, NUMBERS, LOSS, displays("= 0.25")))[-2:] == ["right", "right"]
    assert verdicts(text(NETWORK, CHAIN, NUMBERS, LOSS, displays("= 0.35")))[-1] == "unchecked"


def test_a_gradient_that_was_printed_for_other_values_is_computed_anew() -> None:
    given = r"x = \begin{bmatrix} 1 \\ -1 \end{bmatrix}", r"\hat y = \begin{bmatrix} 0.7311 \\ 0.2689 \end{bmatrix}"
    later = displays(*given, r"\frac{1}{2} \sum_{i=1}^{2} \nabla \hat y[i]^2 = 0.5345")
    before = text(NETWORK, CHAIN, NUMBERS, later)
    assert verdicts(before)[-1] == "right"
    assert verdicts(before.replace("0.5345", "0.5435"))[-1] != "right"


def test_a_number_on_all_names_of_a_product_is_that_of_vectors_and_no_sample() -> None:
    text = displays(
        r"z_1 = w_1^T x_1", r"z_2 = w_2^T x_2", r"u = w^T x", r"\frac{\partial z_1}{\partial w_1} = x_1",
        r"\frac{\partial z_1}{\partial w_2} = x_2",
    )  # fmt: skip
    found = verdicts(text)
    assert found[3] == "right"
    assert found[4] not in {"right", "right-if"}
