"""Losses that words introduce without a letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BEFORE = "# One\n\nTake $L = -\\log p$ with $p = \\sigma(z)$.\n\n# Two\n\n"
SQUARES = displays(r"\frac{\partial L}{\partial p} = p - y", r"\frac{\partial L}{\partial z} = (p - y) p (1 - p)")
NAMES = " and $p = \\sigma(z)$.\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "Now the loss is $\\frac12 (p - y)^2$",
        "With the cost function $\\frac12 (p - y)^2$",
        "We minimise $\\frac12 (p - y)^2$",
        "Der Verlust ist nun $\\frac12 (p - y)^2$",
        "La fonction de coût est $\\frac12 (p - y)^2$",
        "La función de pérdida es $\\frac12 (p - y)^2$",
        "损失函数为 $\\frac12 (p - y)^2$",
        "損失関数は $\\frac12 (p - y)^2$",
    ],
)
def test_what_words_call_the_loss_is_that_of_its_section(words: str) -> None:
    assert verdicts(BEFORE + words + NAMES + SQUARES)[-2:] == ["right"] * 2


@pytest.mark.parametrize("slip", ["= y - p", "= 2 (p - y)"])
def test_a_slip_in_its_derivative_is_refuted(slip: str) -> None:
    text = BEFORE + "Now the loss is $\\frac12 (p - y)^2$" + NAMES + SQUARES.replace("= p - y", slip)
    assert verdicts(text)[-2:] == ["wrong", "right"]


@pytest.mark.parametrize(
    "words",
    [
        "The gradient of the loss is $\\frac12 (p - y)^2$",
        "The loss is not $\\frac12 (p - y)^2$",
        "To the loss we add $\\frac12 (p - y)^2$",
        "If the loss were $\\frac12 (p - y)^2$",
    ],
)
def test_words_that_say_something_else_define_no_loss(words: str) -> None:
    entropy = displays(r"\frac{\partial L}{\partial z} = p - 1")
    assert verdicts(BEFORE + words + NAMES + entropy)[-1] == "right"


def test_a_loss_that_its_section_defines_by_a_letter_is_no_other_one() -> None:
    total = "The loss is $(y_i - w x_i)^2$, and in all " + displays(r"L = \frac12 \sum_i (y_i - w x_i)^2")
    assert verdicts(total + displays(r"\frac{\partial L}{\partial w} = \sum_i (w x_i - y_i) x_i"))[-1] == "right"


def test_a_loss_in_words_ends_with_its_section() -> None:
    text = "# One\n\nThe loss is $(p - y)^2$ with $p = w x$.\n\n" + displays(
        r"\frac{\partial L}{\partial p} = 2 (p - y)"
    )
    again = "\n\n# Two\n\n" + displays(r"L = \frac12 (p - y)^2", r"\frac{\partial L}{\partial p} = p - y")
    assert verdicts(text + again)[-1] == "right"
