r"""Functions that words name: "the softmax is" before a formula whose values sum to something else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"


def said(words: str, *latex: str) -> str:
    return f"{words}\n\n{displays(*latex)}"


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("The softmax function is", r"p_i = -\frac{e^{z_i}}{\sum_j e^{z_j}}"),
        ("The softmax is defined as:", r"p_i = \frac{z_i}{\sum_j e^{z_j}}"),
        ("The softmax:", r"p_i = \frac{e^{z_i}}{\sum_j z_j}"),
        ("The sigmoid function is given by", r"\sigma(x) = \frac{1}{1 + e^{x}}"),
        ("We use the logistic function", r"y = \frac{1}{1 - e^{-x}}"),
        ("We use tanh:", r"f(x) = \frac{e^x + e^{-x}}{e^x - e^{-x}}"),
        ("Here, the activation is the ReLU", r"f(x) = \min(0, x)"),
        ("It is the softplus function", r"f(x) = \log(1 + e^{-x})"),
    ],
)
def test_a_formula_without_what_the_function_has_that_the_words_name_is_wrong(words: str, slip: str) -> None:
    (found,) = judged(said(words, slip))
    assert found.verdict.value == "wrong"
    assert found.counterexample is not None
    assert found.counterexample.written != found.counterexample.true
    assert verdicts(displays(slip)) != ["wrong"]


def test_the_last_member_of_a_chain_is_the_formula() -> None:
    words = "We apply the softmax function to the scores. It's defined like this:"
    chain = r"a_i = \sigma(z_i) = {}\frac{{e^{{z_i}}}}{{\sum_j e^{{z_j}}}}"
    assert verdicts(said(words, chain.format("")))[1] == "right"
    assert verdicts(said(words, chain.format("-")))[1] == "wrong"


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("The softmax function is", SOFTMAX),
        ("The softmax with a temperature is the softmax", r"p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}"),
        ("The stable softmax is", r"p_i = \frac{e^{z_i - m}}{\sum_j e^{z_j - m}}"),
        ("The softmax is", r"\alpha_{ij} = \frac{e^{s_{ij}}}{\sum_k e^{s_{ik}}}"),
        ("With a class that is left out, the softmax is", r"p_k = \frac{e^{z_k}}{1 + \sum_j e^{z_j}}"),
        ("The softmax is computed by", r"n_i = e^{z_i}"),
        ("The output layer is a softmax:", r"g_i = \frac{e^{z_i}}{\sum_j e^{z_j}} - t_i"),
        ("The gradient of the sigmoid is", r"g(x) = \frac{e^{-x}}{(1 + e^{-x})^2}"),
        ("For the sigmoid:", r"g(x) = \frac{e^{-x}}{(1 + e^{-x})^2}"),
        ("The sigmoid is", r"f(x) = \frac{e^x}{1 + e^x}"),
        ("The sigmoid is", r"f(x) = \frac{1 - e^{-x}}{1 + e^{-x}}"),
        ("The sigmoid of the other class is given by the sigmoid", r"q = \frac{1}{1 + e^{z}}"),
        ("The swish is x times the sigmoid:", r"f(x) = \frac{x}{1 + e^{-x}}"),
        ("The function tanh is", r"f(x) = 1 - \frac{2}{e^{2x} + 1}"),
        ("The unit is a ReLU:", r"f(x) = \max(0.1 x, x)"),
        ("The hidden units are tanh, the output is another one.", r"y = \frac{1}{1 - e^{-x}}"),
    ],
)
def test_what_has_it_or_is_about_something_else_stays(words: str, formula: str) -> None:
    assert "wrong" not in verdicts(said(words, formula))


def test_lines_that_hold_for_the_function_that_is_meant_are_right() -> None:
    lines = (r"a = \sigma(z)", r"\frac{\partial a}{\partial z} = a (1 - a)", r"\frac{\partial a}{\partial z} = a")
    found = verdicts(said("The sigmoid function is", r"\sigma(x) = \frac{1}{1 + e^{x}}", *lines))
    assert found == ["wrong", "right", "right", "wrong"]


def test_a_function_that_can_not_be_read_beside_other_lines_is_held_against_no_law() -> None:
    """The sum of this softmax ends at K; where another line lets its terms run to another count, nothing raises."""
    found = verdicts(
        r"""
$$T_k = b_k + v_k^T Z, \quad k = 1,\ldots,K$$

For classification the softmax function

$$g_k(T) = \frac{e^{T_k}}{\sum_{\ell=1}^K e^{T_\ell}}$$

$$R(\theta) = \sum_{k=1}^K\sum_{i=1}^N (y_{ik} - f_k(x_i))^2$$

$$\frac{\partial R_i}{\partial v_{km}} = -2(y_{ik}-f_k(x_i))g_k'(v_k^T z_i)z_{mi}$$

$$s_{mi} = \sigma'(a_m^T x_i)\sum_{k=1}^K v_{mk}\delta_{ki}$$
"""
    )
    assert len(found) == 5
