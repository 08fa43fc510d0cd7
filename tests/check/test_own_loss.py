"""The cost of one sample where a text calls it as it calls the mean of all, and where it does not."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = displays(r"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \quad a^l_j = \sigma(z^l_j)")
ERRORS = displays(
    r"\delta^l_j = \frac{\partial C}{\partial z^l_j}",
    r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
)
OUTPUT = displays(r"\frac{\partial C}{\partial a^L_j} = a^L_j - y_j")
MEANS = (
    r"C = \frac{1}{2n} \sum_x \|y(x) - a^L(x)\|^2",
    r"C = \frac{1}{2n} \sum_x \|y - a^L\|^2",
    r"C = \frac{1}{n} \sum_x C_x, \quad C_x = \frac{1}{2} \|y - a^L\|^2",
)


def text(*parts: str) -> str:
    return "\n\n".join(parts)


@pytest.mark.parametrize("mean", MEANS)
def test_gradients_of_one_sample_are_those_of_its_part_of_the_mean(mean: str) -> None:
    found = judged(text(NETWORK, displays(mean), ERRORS, OUTPUT))[-4:]
    assert [each.verdict.value for each in found] == ["right-if"] * 4
    assert all(each.assumes == ("C is that of one sample",) for each in found)


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize(
    ("written", "slip"),
    [("= a^L_j - y_j", "= y_j - a^L_j"), ("= a^L_j - y_j", "= 2 (a^L_j - y_j)")],
)
def test_a_slip_in_them_is_refuted(mean: str, written: str, slip: str) -> None:
    assert verdicts(text(NETWORK, displays(mean), ERRORS, OUTPUT.replace(written, slip)))[-1] == "wrong"


def test_a_slip_is_left_open_where_one_line_alone_speaks_of_one_sample() -> None:
    found = judged(text(NETWORK, displays(MEANS[0]), OUTPUT.replace("= a", "= 2 a")))[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "whether the loss of one sample is meant, or that of all, is not written"


def test_what_the_text_says_of_one_sample_is_no_assumption() -> None:
    own = displays(r"C = \frac{1}{2} \|y - a^L\|^2")
    assert verdicts(text(NETWORK, displays(MEANS[0]), own, ERRORS, OUTPUT))[-5:] == ["right"] * 5


def test_a_gradient_that_is_divided_by_their_number_is_one_of_the_mean() -> None:
    mean = OUTPUT.replace("= a^L_j - y_j", r"= \frac{1}{n} (a^L_j - y_j)")
    assert "wrong" not in verdicts(text(NETWORK, displays(MEANS[0]), ERRORS, mean))


def test_gradients_that_are_summed_are_those_of_all_samples() -> None:
    summed = displays(
        r"\frac{\partial C}{\partial b} = \frac{1}{n} \sum_x (a - y)", r"\frac{\partial C}{\partial b} = a - y"
    )
    network = displays(r"a = w x + b, \quad C = \frac{1}{2n} \sum_x (a - y)^2")
    assert verdicts(text(network, summed)) == ["right", "right", "right", "unchecked"]
