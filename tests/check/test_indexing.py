"""Products over an index, indicators, second derivatives: what is right, and the slips that they must not excuse."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

PRODUCT = r"P = \prod_{i=1}^C z_i"
KINK = r"f = \max(x, y)"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\log P = \sum_{i=1}^C \log z_i", "right"),
        (r"\log P = \prod_{i=1}^C \log z_i", "wrong"),
        (r"\frac{\partial P}{\partial z_k} = \prod_{i \neq k} z_i", "right"),
        (r"\frac{\partial P}{\partial z_k} = \frac{P}{z_k}", "right"),
        (r"\frac{\partial P}{\partial z_k} = P", "wrong"),
        (r"\frac{\partial P}{\partial z_k} = \sum_{i \neq k} z_i", "wrong"),
        (r"\frac{\partial \log P}{\partial z_k} = \frac{1}{z_k}", "right"),
    ],
)
def test_products_over_an_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(PRODUCT, claim)) == ["right", verdict]


def test_a_product_does_not_go_on_over_terms_that_are_added() -> None:
    found = judged(displays(r"P_j = \prod_i z_{ij}", r"P_j + c_j = \prod_i z_{ij} + c_j"))
    assert found[-1].verdict.value == "right"


@pytest.mark.parametrize(
    ("indicator", "verdict"),
    [
        (r"\mathbb{1}(x >= y)", "right"),
        (r"\mathbb{1}\{x \geq y\}", "right"),
        (r"\mathbf{1}_{x > y}", "right"),
        (r"1_{x > y}", "right"),
        (r"1\{x > y\}", "right"),
        (r"I(x > y)", "right"),
        (r"[\![ x > y ]\!]", "right"),
        (r"1 \cdot (x > y)", "right"),
        (r"1(x < y)", "wrong"),
        (r"I(x <= y)", "wrong"),
        (r"\mathbb{1}[y >= x]", "wrong"),
    ],
)
def test_spellings_of_an_indicator(indicator: str, verdict: str) -> None:
    assert verdicts(displays(KINK, rf"\frac{{\partial f}}{{\partial x}} = {indicator}")) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"g''(x) = 6x", "right"),
        (r"g''(x) = 3x^2", "wrong"),
        (r"\frac{d^2 g}{dx^2} = 6x", "right"),
        (r"\frac{d^2}{dx^2} g(x) = 6x", "right"),
        (r"\frac{d^2 g}{dx^2} = 6", "wrong"),
        (r"g'''(x) = 6", "right"),
        (r"\tanh''(x) = -2 \tanh(x) (1 - \tanh(x)^2)", "right"),
        (r"\sigma''(x) = \sigma'(x) (1 - 2 \sigma(x))", "right"),
        (r"\sigma''(x) = \sigma'(x) (1 - \sigma(x))", "wrong"),
    ],
)
def test_higher_derivatives_of_functions(claim: str, verdict: str) -> None:
    assert verdicts(displays("g(x) = x^3", claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial^2 L}{\partial w_i \partial w_j} = 2 x_i x_j", "right"),
        (r"\frac{\partial^2 L}{\partial w_j^2} = 2 x_j^2", "right"),
        (r"\frac{\partial^2 L}{\partial w_i \partial w_j} = 2 x_i^2", "wrong"),
        (r"\frac{\partial^2 L}{\partial w_i \partial w_j} = 2 (\sum_k w_k x_k - y) x_j", "wrong"),
        (r"\frac{\partial^2 L}{\partial w_i} = 2 x_i", "unchecked"),
    ],
)
def test_second_derivatives_by_elements(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"L = (\sum_k w_k x_k - y)^2", claim)) == ["right", verdict]


def test_a_sentence_that_begins_with_if_belongs_to_what_follows() -> None:
    text = "$$p_k = 2 z_k$$\nIf $i \\neq k$ then\n$$\\frac{\\partial p_k}{\\partial z_i} = 0$$"
    assert verdicts(text) == ["right", "right", "right"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_{ij}} = 2 z_{ij}", "right"),
        (r"\frac{\partial L}{\partial z_{ij}} = 2 z_{ji}", "wrong"),
        (r"L = \sum_i \sum_j z_{ij}^2", "right"),
        (r"2 L = \sum_{i,j} z_{ij}", "wrong"),
    ],
)
def test_a_sum_over_two_indices(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"L = \sum_{i,j} z_{ij}^2", claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial p_k}{\partial z_i} = p_k (\delta_{ik} - p_i)", "right"),
        (r"\frac{\partial p_k}{\partial z_i} = p_k (\delta_{ik} - p_k)", "wrong"),
        (r"\sum_{j \in C} p_j = 1", "right"),
        (r"\sum_{j \in D} p_j = 1", "unchecked"),
    ],
)
def test_a_set_is_the_bound_of_its_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"p_k = \frac{e^{z_k}}{\sum_{j \in C} e^{z_j}}", claim)) == ["right", verdict]


def test_a_sum_over_a_set_of_examples_is_a_sum_over_samples() -> None:
    model = (r"\hat y = \sum_j w_j x_j", r"L = \sum_{(x, y) \in D} (\hat y - y)^2")
    slope = r"\frac{\partial L}{\partial w_j} = 2 \sum_{(x, y) \in D} (\hat y - y)"
    assert verdicts(displays(*model, f"{slope} x_j")) == ["right"] * 3
    assert verdicts(displays(*model, slope)) == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial z_j}{\partial w_{ij}} = x_i", "right"),
        (r"\frac{\partial E}{\partial x_i} = -\sum w_{ij} (t_j - z_j)", "right"),
        (r"\frac{\partial E}{\partial x_i} = -\sum w_{ij} t_j", "wrong"),
        (r"\frac{\partial E}{\partial b_j} = -\sum (t_j - z_j)", "unchecked"),
        (r"E = \frac{1}{2} \sum (t - z)^2", "right"),
    ],
)
def test_a_sum_without_a_letter_is_over_the_one_that_the_other_side_has_not(claim: str, verdict: str) -> None:
    network = (r"z_j = \sum w_{ij} x_i + b_j", r"E = \frac{1}{2} \sum (t_j - z_j)^2")
    assert verdicts(displays(*network, claim)) == ["right", "right", verdict]


def test_a_bound_by_a_letter_may_be_the_number_of_other_lines() -> None:
    softmax = r"p_k = \frac{e^{z_k}}{\sum_{i=1}^{3} e^{z_i}}"
    found = judged(displays(softmax, softmax.replace("p", "q"), r"\sum_{i=1}^{K} p_i = 1"))[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", ("K is 3 here",))
    assert verdicts(displays(softmax, softmax.replace("p", "q"), r"\sum_{i=1}^{K} p_i = 3"))[-1] == "wrong"


def test_a_number_as_a_bound_is_no_proof_for_a_letter() -> None:
    softmax = r"p_k = \frac{e^{z_k}}{\sum_{i=1}^{K} e^{z_i}}"
    found = judged(displays(softmax, softmax.replace("p", "q"), r"\sum_{i=1}^{2} p_i = 1"))[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", ("K is 2 here",))


def test_an_element_of_the_diagonal_is_open_where_nothing_says_that_there_is_one() -> None:
    network = r"y_i = \sum_j w_{ij} x_j", r"L = \frac12 \sum_i (y_i - t_i)^2"
    diagonal = r"\frac{\partial L}{\partial w_{ii}} = (y_i - t_i) x_i"
    assert verdicts(displays(*network, diagonal))[-1] == "unchecked"
    assert verdicts(displays(*network, diagonal.replace("w_{ii}", "w_{ij}")))[-1] == "wrong"
    square = "$w \\in \\mathbb{R}^{n \\times n}$\n\n"
    assert verdicts(square + displays(*network, diagonal))[-1] == "right"
    assert verdicts(square + displays(*network, diagonal.replace("x_i", "")))[-1] == "wrong"
