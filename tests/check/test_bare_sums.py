r"""Sums that name no index, ``\frac1n \sum (y - \hat y)^2``: over samples, or over the elements of whole arrays."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

REGRESSION = (r"\hat{t} = u x + v", r"E = \frac{1}{N} \sum (\hat{t} - t)^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial u} = \frac{2}{N} \sum (\hat{t} - t) x", "right"),
        (r"\frac{\partial E}{\partial v} = \frac{2}{N} \sum (\hat{t} - t)", "right"),
        (r"\frac{\partial E}{\partial v} = \frac{2}{N} \sum (t - \hat{t})", "wrong"),
        (r"\frac{\partial E}{\partial v} = \frac{1}{N} \sum (\hat{t} - t)", "wrong"),
        (r"\frac{\partial E}{\partial u} = \frac{2}{N} \sum (\hat{t} - t)", "wrong"),
    ],
)
def test_a_mean_of_numbers_is_over_the_samples(claim: str, verdict: str) -> None:
    assert verdicts(displays(*REGRESSION, claim)) == ["right", "right", verdict]


def test_the_sum_of_one_equation_is_no_convention() -> None:
    definition = judged(displays(*REGRESSION))[-1]
    assert (definition.verdict.value, definition.assumes) == ("right-if", ("the sum is over the samples",))


def test_a_sum_left_out_of_values_is_left_open_as_one_sample_may_be_meant_or_the_sum_be_lost() -> None:
    claim = r"\frac{\partial E}{\partial u} = \frac{2}{N} (\hat{t} - t) x"
    other = r"\frac{\partial E}{\partial v} = \frac{2}{N} \sum (\hat{t} - t)"
    assert verdicts(displays(*REGRESSION, other, claim))[-1] == "unchecked"


def test_the_sum_of_a_neuron_is_over_its_inputs() -> None:
    found = judged(displays(r"s = \sum w x", r"y = \tanh(s)"))[0]
    assert (found.verdict.value, found.reason) == ("unchecked", "what this sum runs over is not written")


CLASSIFIER = (r"s = V h + c", r"p = \mathrm{softmax}(s)", r"L = -\sum t \log p")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial s} = p - t", "right"),
        (r"\frac{\partial L}{\partial V} = (p - t) h^T", "right"),
        (r"\frac{\partial L}{\partial s} = t - p", "wrong"),
        (r"\frac{\partial L}{\partial s} = \sum (p - t)", "unchecked"),
    ],
)
def test_the_sum_of_a_vector_is_over_its_elements(claim: str, verdict: str) -> None:
    assert verdicts(displays(*CLASSIFIER, claim))[-1] == verdict


@pytest.mark.parametrize(
    ("bias", "verdict"),
    [
        (r"dc_2 = \frac{1}{m} \sum dS_2", "right"),
        (r"dc_2 = \sum dS_2", "unchecked"),
        (r"dc_2 = \frac{1}{m} \sum dS_1", "unchecked"),
    ],
)
def test_the_gradient_of_a_bias_sums_the_columns_of_its_samples(bias: str, verdict: str) -> None:
    layers = (r"S_1 = V_1 X + c_1", r"H_1 = \tanh(S_1)", r"S_2 = V_2 H_1 + c_2", r"H_2 = \sigma(S_2)")
    found = verdicts(displays(*layers, r"dV_2 = \frac{1}{m} dS_2 H_1^T", bias))[-1]
    assert found == verdict if verdict == "right" else found not in {"right", "right-if"}


def test_the_sign_before_a_product_that_is_a_sum_already_is_left_open() -> None:
    layers = (r"s = V h", r"p = \sigma(s)", r"E = \frac12 \|p - t\|^2")
    found = judged(displays(*layers, r"\frac{\partial E}{\partial h} = \sum V^T (p - t) \odot p \odot (1 - p)"))[-1]
    assert found.verdict.value not in {"right", "right-if"}


def test_the_letter_that_only_the_body_has_is_that_of_the_sum() -> None:
    spread, slopes = (
        r"v = \frac{1}{m} \sum (x_i - u)^2",
        [rf"\frac{{\partial v}}{{\partial u}} = -\frac{{{top}}}{{m}} \sum (x_i - u)" for top in "21"],
    )
    assert verdicts(displays(spread, *slopes)) == ["right", "right", "wrong"]


def test_a_loss_of_numbers_that_no_line_computes_is_over_samples_or_outputs() -> None:
    loss = r"C = \frac{1}{2} \sum (y - a)^2"
    assert verdicts(displays(loss, r"\frac{\partial C}{\partial a} = -(y - a)")) == ["right-if", "right"]
    assert verdicts(displays(loss, r"\frac{\partial C}{\partial a} = y - a"))[-1] != "right"
