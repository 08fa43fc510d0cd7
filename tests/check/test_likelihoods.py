"""Likelihoods and what authors leave out of them: parameters, samples, the general term of a sum."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

MODEL = r"h_\theta(x) = \sigma(\theta^T x)"


def test_a_function_without_its_parameter_is_the_one_that_has_it() -> None:
    slope = r"\frac{\partial h(x)}{\partial \theta_j} = h(x) (1 %s h(x)) x_j"
    assert verdicts(displays(MODEL, slope % "-", slope % "+")) == ["right", "right", "wrong"]


def test_one_of_several_functions_is_not_meant_by_their_letter() -> None:
    found = verdicts(displays(r"f_1(x) = x^2", r"f(x) = x^2"))
    assert found == ["right", "right"]
    assert verdicts(displays(r"f_1(x) = x^2", r"\frac{d f(x)}{d x} = 3 x"))[1] != "wrong"


def test_a_penalised_loss_is_not_the_loss() -> None:
    found = verdicts(
        displays(r"J_\lambda(w) = J(w) + \lambda w^2", r"\frac{d J_\lambda}{d w} = \frac{d J}{d w} + 2 \lambda w")
    )
    assert "wrong" not in found


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\ell = \sum_i y_i \log p_i + (1 - y_i) \log (1 - p_i)", "right"),
        (r"\ell = \sum_i (1 - y_i) \log p_i + y_i \log (1 - p_i)", "unchecked"),
        (r"\frac{\partial \ell}{\partial p_i} = \frac{y_i}{p_i} - \frac{1 - y_i}{1 - p_i}", "right"),
        (r"\frac{\partial \ell}{\partial p_i} = \frac{y_i}{p_i} + \frac{1 - y_i}{1 - p_i}", "wrong"),
        (r"\frac{\partial \ell}{\partial p_i} = \frac{y_i}{p_i}", "wrong"),
    ],
)
def test_a_sum_over_the_samples_of_one_class(claim: str, verdict: str) -> None:
    loss = r"\ell = \sum_{i : y_i = 1} \log p_i + \sum_{i : y_i = 0} \log (1 - p_i)"
    assert verdicts(displays(loss, claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\prod_i p_i^{y_i} (1 - p_i)^{1 - y_i}", "right"),
        (r"\prod_i p_i^{1 - y_i} (1 - p_i)^{y_i}", "wrong"),
        (r"\prod_i p_i^{y_i} p_i^{1 - y_i}", "wrong"),
    ],
)
def test_a_product_ends_before_another_one_that_has_none_of_its_letters(side: str, verdict: str) -> None:
    assert verdicts(displays(rf"L = \prod_{{i : y_i = 1}} p_i \prod_{{i : y_i = 0}} (1 - p_i) = {side}")) == [
        "right",
        verdict,
    ]


def test_a_name_without_a_sample_among_others_that_have_one_is_read_with_it() -> None:
    loss = r"J(\theta) = \frac12 \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)})^2"
    slope = r"\frac{\partial J}{\partial \theta_j} = \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)}) %s"
    found = judged(displays(loss, slope % "x_j^{(i)}", slope % "x_j", slope % "x_k"))
    assert [each.verdict.value for each in found] == ["right", "right", "right-if", "wrong"]
    assert found[2].assumes[-1] == "x without a sample is that of the sum around it"


def test_what_is_differentiated_says_what_the_name_on_the_left_is() -> None:
    inside = r"y \log w + (1 - y) \log (1 - w)"
    chain = rf"\frac{{d \ell}}{{d w}} = \frac{{d}}{{d w}} ({inside}) = \frac{{y}}{{w}} %s \frac{{1 - y}}{{1 - w}}"
    assert [verdicts(displays(chain % sign)) for sign in "-+"] == [["right-if", "right"], ["right-if", "wrong"]]


def test_two_such_lines_that_disagree_say_nothing() -> None:
    first, second = r"\frac{d q}{d w} = \frac{d}{d w} (w^2 + 1)", r"\frac{d q}{d w} = \frac{d}{d w} (w^3)"
    assert "wrong" not in verdicts(displays(first, second))


HYPOTHESIS = (
    r"\text{3)} \quad h_\theta(x) = \sigma(\sum_j \theta_j x_j)",
    r"l(\theta) = \sum_{i=1}^m y^{(i)} \log(h_\theta(x^{(i)})) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)}))",
)
STEP = r"\alpha \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)}"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (rf"\theta_j + {STEP}", "right-if"),
        (rf"\theta_j + {STEP.replace('(y^{(i)} - h_', '(y^{(i)} + h_')}", "wrong"),
        (rf"\theta_j + 2 {STEP}", "wrong"),
    ],
)
def test_a_likelihood_is_maximised(step: str, verdict: str) -> None:
    assert verdicts(displays(*HYPOTHESIS, rf"\theta_j \leftarrow {step}")) == ["right", "right", verdict]


def test_a_loss_is_not_maximised() -> None:
    loss = HYPOTHESIS[1].replace(r"\sum_{i=1}^m y^{(i)}", r"-\sum_{i=1}^m [y^{(i)}", 1) + "]"
    assert verdicts(displays(HYPOTHESIS[0], loss, rf"\theta_j \leftarrow \theta_j - {STEP}"))[-1] == "wrong"


def test_a_function_is_defined_behind_the_number_of_an_exercise() -> None:
    text = displays(
        r"1) \quad g(x_1, x_2) = -1 + 2 x_1 - 3 x_2",
        r"g(3, 1) = 2",
        r"\frac{\partial g}{\partial x_2} = -3",
        r"2) \quad h_w(x) = e^{w x}",
        r"h = \sigma(0) = 0.5",
        r"\frac{\partial h_w(x)}{\partial x} = w h_w(x)",
        r"g(3, 1) = 3",
        r"\frac{\partial h_w(x)}{\partial x} = x h_w(x)",
    )
    found = verdicts(text)
    assert found[:4] + found[5:] == ["right"] * 6 + ["wrong"] * 2


def test_the_rest_to_one_that_the_text_writes_itself_defines_the_other_value_once() -> None:
    text = displays(
        r"p(y=0) = 1 - p(y=1)",
        r"\log p(y=1 | x^{(i)}) = \log(1 - p(y=0 | x^{(i)}))",
        r"L = \log p(y=1)",
        r"L = \log(1 - p(y=0))",
        r"\log p(y=1 | x^{(i)}) = \log p(y=0 | x^{(i)})",
    )
    assert verdicts(text) == ["right", "right", "right", "right", "wrong"]


def test_what_goes_on_with_an_expression_that_is_not_read_is_not_held_against_its_neighbour() -> None:
    text = displays(
        r"\log \left( \prod_{x \in C_1} p_x \right) \Rightarrow u = 1 - v",
        r"= \sum_i \log q_i",
    )
    assert verdicts(text) == ["unchecked", "right", "unchecked"]


GAUSSIAN = r"\ell = -\frac{m}{2} \log(2 \pi \sigma^2) - \frac{1}{2 \sigma^2} \sum_{i=1}^m (x_i - \mu)^2"
SLOPE = r"\frac{\partial \ell}{\partial \sigma^2} = -\frac{m}{2 \sigma^2} + \frac{1}{%s} \sum_{i=1}^m (x_i - \mu)^2"


def test_the_fourth_power_beside_a_variance_is_its_square() -> None:
    found = verdicts(displays(GAUSSIAN, SLOPE % r"2 \sigma^4", SLOPE % r"\sigma^4"))
    assert found == ["right", "right", "wrong"]


def test_layers_with_an_odd_number_among_them_are_no_powers() -> None:
    forward = (r"z = w^1 x + w^2 y", r"u = w^4 z")
    slopes = (r"\frac{\partial z}{\partial w^2} = y", r"\frac{\partial u}{\partial z} = w^4")
    assert verdicts(displays(*forward, *slopes))[-2:] == ["right", "right"]
    assert verdicts(displays(*forward, r"\frac{\partial u}{\partial w^2} = 2 w^2 z + w^4 y"))[-1] != "right"


def test_a_likelihood_and_its_logarithm_may_have_two_scripts_of_one_letter() -> None:
    text = displays(r"l(\theta) = \theta^2", r"\ell(\theta) = \log l(\theta)", r"\ell'(\theta) = \frac{2}{\theta}")
    assert "wrong" not in verdicts(text)
