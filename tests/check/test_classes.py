"""Labels that are class numbers, the elements that they choose, and probabilities as names with arguments."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial J}{\partial z_k} = p_k - 1\{y = k\}", "right"),
        (r"\frac{\partial J}{\partial z_k} = p_k - \mathbb{1}[y = k]", "right"),
        (r"\frac{\partial J}{\partial z_k} = p_k - 1 \cdot (y = k)", "right"),
        (r"\frac{\partial J}{\partial z_k} = 1\{y = k\} - p_k", "wrong"),
        (r"\frac{\partial J}{\partial z_k} = p_k (1\{y = k\} - 1)", "wrong"),
        (r"\frac{\partial J}{\partial z_k} = p_k", "wrong"),
    ],
)
def test_an_indicator_of_a_class_is_an_element_of_a_label(claim: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, r"J = -\sum_k 1\{y = k\} \log p_k", claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial z_k} = p_k - \mathbb{1}(y = k)", "right"),
        (r"\frac{\partial L}{\partial z_k} = p_k + \mathbb{1}(y = k)", "wrong"),
        (r"\frac{\partial p_y}{\partial z_k} = p_y (\mathbb{1}(y = k) - p_k)", "right"),
        (r"\frac{\partial p_y}{\partial z_k} = p_y (\mathbb{1}(y = k) + p_k)", "wrong"),
    ],
)
def test_a_label_as_a_subscript_chooses_an_element(claim: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, r"L = -\log p_y", claim)) == ["right", "right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial s_{ik}} = p_{ik} - 1(y_i = k)", "right"),
        (r"\frac{\partial L}{\partial s_{ik}} = p_{ik} - 1(y_k = i)", "wrong"),
        (r"\frac{\partial L}{\partial s_{ik}} = 1(y_i = k) - p_{ik}", "wrong"),
    ],
)
def test_the_label_of_an_example_chooses_in_its_row(claim: str, verdict: str) -> None:
    rows = (r"p_{ik} = \frac{e^{s_{ik}}}{\sum_j e^{s_{ij}}}", r"L = -\sum_i \log p_{i y_i}")
    assert verdicts(displays(*rows, claim)) == ["right", "right", verdict]


def test_of_two_classes_one_is_what_the_other_is_not() -> None:
    loss = r"\ell = 1(t=1) \log q + 1(t=0) \log (1-q)"
    slope = r"\frac{\partial \ell}{\partial q} = \frac{1(t=1)}{q} %s \frac{1 - 1(t=1)}{1-q}"
    assert verdicts(displays(loss, slope % "-", slope % "+")) == ["right", "right", "wrong"]


def test_whether_two_values_are_equal_is_not_left_to_chance() -> None:
    found = judged(displays(r"L = \mathbb{1}(a + 1 = b) c", r"\frac{\partial L}{\partial c} = 0"))
    assert found[1].verdict.value == "unchecked"
    assert "is left to chance" in found[1].reason


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"P(y=1|x) = \sigma(u)", "right"),
        (r"2 P(y=0|x) = 2 \sigma(u)", "wrong"),
        (r"P(y=0 \mid x) = \sigma(-u)", "right"),
        (r"\frac{P(y=1|x)}{P(y=0|x)} = e^u", "right"),
        (r"\frac{P(y=0|x)}{P(y=1|x)} = e^u", "wrong"),
        (r"\log \frac{P(y=1|x)}{P(y=0|x)} = \sum_j \theta_j x_j", "right"),
        (r"\frac{\partial P(y=1|x)}{\partial \theta_j} = P(y=1|x) P(y=0|x) x_j", "right"),
        (r"\frac{\partial P(y=1|x)}{\partial \theta_j} = P(y=1|x) x_j", "wrong"),
    ],
)
def test_a_probability_with_its_arguments_is_a_name(claim: str, verdict: str) -> None:
    model = (r"P(y=1|x) = \frac{e^u}{1 + e^u}", r"P(y=0|x) = 1 - P(y=1|x)", r"u = \sum_j \theta_j x_j")
    assert verdicts(displays(*model, claim))[3:] == [verdict]


def test_of_two_probabilities_one_is_the_rest_where_nothing_says_it() -> None:
    assert verdicts(displays(r"P(y=1|x) = \sigma(u)", r"\frac{P(y=1|x)}{P(y=0|x)} = e^u")) == ["right", "right"]
    assert verdicts(displays(r"P(y=1|x) = \sigma(u)", r"P(y=1|x) P(y=0|x) = e^u")) == ["right", "wrong"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial P(y=k|x)}{\partial z_i} = P(y=k|x) (\delta_{ik} - P(y=i|x))", "right"),
        (r"\frac{\partial P(y=k|x)}{\partial z_i} = P(y=k|x) (\delta_{ik} - P(y=k|x))", "wrong"),
        (r"\sum_k P(y=k|x) = 1", "right"),
    ],
)
def test_the_value_of_a_probability_is_an_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"P(y=k|x) = \frac{e^{z_k}}{\sum_j e^{z_j}}", claim)) == ["right", verdict]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            r"\ell = \sum_{i=1}^m y^{(i)} \log p(y=1|x^{(i)}) + (1-y^{(i)}) \log (1 - p(y=1|x^{(i)}))",
            "right",
        ),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (y^{(i)} - p(y=1|x^{(i)})) x^{(i)}", "right"),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (y^{(i)} - p(y=0|x^{(i)})) x^{(i)}", "wrong"),
        (r"\frac{\partial \ell}{\partial \theta} = \sum_{i=1}^m (p(y=1|x^{(i)}) - y^{(i)}) x^{(i)}", "wrong"),
    ],
)
def test_a_likelihood_over_samples(claim: str, verdict: str) -> None:
    model = (
        r"p(y=1|x^{(i)}) = \sigma(\theta x^{(i)})",
        r"\ell(\theta) = \log \prod_{i=1}^m p(y=1|x^{(i)})^{y^{(i)}} p(y=0|x^{(i)})^{1-y^{(i)}}",
    )
    assert verdicts(displays(*model, claim)) == ["right", "right", verdict]
