"""Derivatives by a formula are read where one of its names can be moved alone, and stay open elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ERROR = r"$\hat y = w x + b$ and $E = \frac12 (y - \hat y)^2$. $$\frac{\partial E}{\partial (%s)} = %s$$"
ALONE = r"$$\frac{d %s}{d (%s)} = %s$$"


@pytest.mark.parametrize(
    ("by", "value", "verdict"),
    [
        (r"y - \hat y", r"y - \hat y", "right"),
        (r"\hat y - y", r"\hat y - y", "right"),
        (r"y - \hat y", r"\hat y - y", "wrong"),
        (r"\hat y - y", r"2 (\hat y - y)", "wrong"),
    ],
)
def test_by_an_error(by: str, value: str, verdict: str) -> None:
    assert verdicts(ERROR % (by, value))[-1] == verdict


@pytest.mark.parametrize(
    ("of", "by", "value", "verdict"),
    [
        (r"\tanh(w x + b)", "w x + b", r"1 - \tanh^2(w x + b)", "right"),
        (r"\tanh(w x + b)", "w x + b", r"1 - \tanh(w x + b)", "wrong"),
        (r"\log(1 - p)", "1 - p", r"\frac{1}{1 - p}", "right"),
        (r"\log(1 - p)", "1 - p", r"-\frac{1}{1 - p}", "wrong"),
        (r"(2 x + 1)^3", "2 x + 1", r"3 (2 x + 1)^2", "right"),
        (r"(2 x + 1)^3", "2 x + 1", r"6 (2 x + 1)^2", "wrong"),
    ],
)
def test_by_what_a_formula_is_of(of: str, by: str, value: str, verdict: str) -> None:
    assert verdicts(ALONE % (of, by, value)) == [verdict]


def test_a_chain_through_an_error_has_the_derivative_of_the_error() -> None:
    text = r"""$o = \sigma(w x)$ and $E = \frac12 (t - o)^2$.
$$\frac{\partial E}{\partial w}
= \frac{\partial E}{\partial (t - o)} \frac{\partial (t - o)}{\partial o} \frac{\partial o}{\partial w}$$
$$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial (t - o)} \frac{\partial o}{\partial w}$$"""
    assert verdicts(text)[-2:] == ["right", "wrong"]


@pytest.mark.parametrize(
    "text",
    [
        r"$z = V h$, $h = \sigma(W x)$ and $E = \frac12 \|z - x\|^2$. $$\frac{\partial E}{\partial (z - x)} = z - x$$",
        r"$F = W x$, $y = x + F$, $L = \frac12 \|y - t\|^2$. $$\frac{\partial L}{\partial (F + x)} = y - t$$",
        r"$L = (w x + b - t)^2 + b^2$. $$\frac{\partial L}{\partial (w x + b)} = 2 (w x + b - t)$$",
    ],
)
def test_by_a_sum_of_which_no_name_can_be_moved_alone_it_is_open(text: str) -> None:
    assert verdicts(text)[-1] == "unchecked"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial^2 \ell}{\partial \mu \, \partial \sigma^2} = \frac{1}{\sigma^4} \sum_i (x_i - \mu)", "right"),
        (r"\frac{\partial^2 \ell}{\partial \sigma^2 \, \partial \mu} = \frac{1}{\sigma^4} \sum_i (x_i - \mu)", "right"),
        (r"\frac{\partial^2 \ell}{\partial \mu \, \partial \sigma^2} = \frac{2}{\sigma^3} \sum_i (x_i - \mu)", "wrong"),
    ],
)
def test_a_variance_is_one_of_the_two_variables_of_a_second_derivative(claim: str, verdict: str) -> None:
    loss = r"\ell = \frac{1}{2 \sigma^2} \sum_i (x_i - \mu)^2"
    assert verdicts(displays(loss, claim))[-1] == verdict


def test_a_square_of_another_letter_is_no_variable_of_a_second_derivative() -> None:
    loss = r"f = x^2 y^2"
    assert verdicts(displays(loss, r"\frac{\partial^2 f}{\partial x^2 \, \partial y} = 4 y"))[-1] == "unchecked"
