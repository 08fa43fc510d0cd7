"""Quantities that have their sample in parentheses in lines without a sum, too."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

TOTAL = displays(r"C = \frac1n \sum_x C_x", r"C_x = \frac12 (y(x) - a(x))^2", r"a(x) = \sigma(wx + b)")


def test_what_one_line_says_of_them_holds_in_the_sums_of_others() -> None:
    gradients = displays(
        r"\frac{\partial C_x}{\partial w} = (a(x) - y(x)) a(x) (1 - a(x)) x",
        r"\frac{\partial C}{\partial w} = \frac1n \sum_x (a(x) - y(x)) a(x) (1 - a(x)) x",
        r"\frac{\partial C}{\partial b} = \frac1n \sum_x (a(x) - y(x)) a(x) (1 - a(x))",
    )
    assert verdicts(TOTAL + gradients)[-3:] == ["right"] * 3


@pytest.mark.parametrize(
    "slip",
    [
        r"\frac{\partial C_x}{\partial w} = (a(x) - y(x)) a(x) (1 - a(x))",
        r"\frac{\partial C}{\partial w} = \frac1n \sum_x (y(x) - a(x)) a(x) (1 - a(x)) x",
        r"\frac{\partial C}{\partial w} = \frac1n \sum_x (a(x) - y(x)) a(x) (1 - a(x))",
        r"\frac{\partial C}{\partial b} = \frac1n \sum_x (a(x) - y(x)) a(x)",
    ],
)
def test_a_slip_in_them_is_refuted(slip: str) -> None:
    assert verdicts(TOTAL + displays(slip))[-1] == "wrong"


def test_a_function_without_a_sum_over_its_argument_is_one() -> None:
    text = displays(r"y(x) = w x^2", r"\frac{dy}{dx} = 2 w x", r"C = \frac12 (y(x) - t)^2")
    assert verdicts(text) == ["right"] * 3
