"""``f_i = f(x_i)`` says what the quantity f_i is, by the function of its letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac1n \sum_{i=1}^n (f_i - y_i)^2"
BY_W = r"\frac{\partial L}{\partial w} = \frac2n \sum_i (f_i - y_i) x_i"


@pytest.mark.parametrize("function", ["f(x) = w x + b", "f(z) = w z + b"])
def test_the_values_are_those_of_the_function(function: str) -> None:
    given = (function, "f_i = f(x_i)", LOSS)
    by_value = r"\frac{\partial L}{\partial f_i} = \frac2n (f_i - y_i)"
    assert verdicts(displays(*given, BY_W, by_value)) == ["right"] * 5
    for slip in (
        BY_W.replace("2n", "1n"),
        BY_W.replace("f_i - y_i", "y_i - f_i"),
        by_value.replace("f_i - y", "f_i + y"),
    ):
        assert verdicts(displays(*given, slip))[-1] == "wrong"


def test_the_function_need_not_be_defined() -> None:
    given = ("f_i = f(x_i, w)", LOSS)
    slope = r"\frac{\partial L}{\partial w} = \frac2n \sum_i (f_i - y_i) \frac{\partial f(x_i, w)}{\partial w}"
    assert verdicts(displays(*given, slope)) == ["right"] * 3
    assert verdicts(displays(*given, slope.replace("2n", "1n")))[-1] == "wrong"


def test_an_activation_has_values_too() -> None:
    given = (r"h_j = h(a_j)", r"h(a) = \tanh(a)")
    assert verdicts(displays(*given, "h'(a_j) = 1 - h_j^2"))[-1] == "right"
    assert verdicts(displays(*given, "h'(a_j) = 1 - h_j"))[-1] == "wrong"


def test_functions_with_an_index_are_others() -> None:
    assert verdicts(displays(r"F(x) = \sum_i f_i(x)", r"f_i(x) = a_i x", r"F'(x) = a_i"))[-1] == "wrong"
