"""Derivatives of a loss that are zero by what was read of a document: that they are equal proves nothing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = displays(r"\alpha_j = \frac{e^{s_j}}{\sum_r e^{s_r}}", r"s_j = q k_j", r"o = v \sum_j \alpha_j")


@pytest.mark.parametrize(
    "side", [r"\sum_r \frac{\partial L}{\partial s_r} k_r", r"7 \sum_r \frac{\partial L}{\partial s_r}"]
)
def test_what_a_loss_does_not_depend_on_is_left_open(side: str) -> None:
    loss = r"L = \frac12 (o - y)^2"
    assert verdicts(SOFTMAX + displays(loss, rf"\frac{{\partial L}}{{\partial q}} = {side}"))[-1] == "unchecked"


def test_what_is_said_to_be_zero_is_proved() -> None:
    text = SOFTMAX + displays(r"L = \frac12 (o - y)^2", r"\frac{\partial L}{\partial q} = %s")
    assert verdicts(text % "0")[-1] == "right"
    assert verdicts(text % "1")[-1] == "wrong"


def test_a_step_in_the_words_of_its_rule_is_right_though_its_gradient_is_zero() -> None:
    text = SOFTMAX + displays(r"L = \frac12 (o - y)^2", r"\Delta q = -\eta \frac{\partial L}{\partial q}")
    assert verdicts(text)[-1] == "right"


def test_sums_that_cancel_without_a_loss_are_right() -> None:
    text = SOFTMAX + displays(r"\sum_j \frac{\partial \alpha_j}{\partial s_m} = \sum_j \alpha_j %s - \alpha_m")
    text = text.replace(r"%s", r"\delta_{jm}")
    assert verdicts(text)[-1] == "right"
