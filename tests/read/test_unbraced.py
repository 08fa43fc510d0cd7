"""Scripts of several digits without braces are one number; digits with a gap before them are a factor."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


def test_a_subscript_of_two_digits_is_one_name_wherever_it_stands() -> None:
    given = (r"z_10 = w_10 x_1 + w_11 x_2", r"\frac{\partial z_{10}}{\partial w_{11}} = x_2")
    assert verdicts(displays(*given, r"\frac{\partial z_10}{\partial w_10} = x_1")) == ["right"] * 3
    assert verdicts(displays(*given, r"\frac{\partial z_10}{\partial w_11} = x_1")) == ["right", "right", "wrong"]


def test_the_power_behind_it_is_that_of_the_name() -> None:
    slope = r"\frac{\partial y}{\partial w_12} = "
    assert verdicts(displays(r"y = w_12^2 x", slope + "2 w_12 x", slope + "w_12 x")) == ["right", "right", "wrong"]


@pytest.mark.parametrize(("slope", "verdict"), [("10 x^9", "right"), ("9 x^9", "wrong")])
def test_an_exponent_is_read_to_its_last_digit(slope: str, verdict: str) -> None:
    assert verdicts(displays("f(x) = x^10 + e^0.5", f"f'(x) = {slope}")) == ["right", verdict]


def test_a_number_with_a_gap_before_it_or_behind_braces_is_a_factor() -> None:
    slope = r"\frac{\partial y}{\partial x_1} = "
    assert verdicts(displays("y = x_1 2 + x_{1}3", slope + "5", slope + "2")) == ["right", "right", "wrong"]
