"""The letter of a sum is a number for each term where it is a factor or an exponent: no constant."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

POLYNOMIAL = r"y = \sum_{m=0}^M c_m x^m"


@pytest.mark.parametrize("slope", [r"\sum_{m=1}^M m c_m x^{m-1}", r"\sum_{m=0}^M m c_m x^{m-1}"])
def test_it_is_the_number_of_its_term(slope: str) -> None:
    assert verdicts(
        displays(POLYNOMIAL, rf"\frac{{dy}}{{dx}} = {slope}", r"\frac{\partial y}{\partial c_m} = x^m")
    ) == [*("right", "right", "right")]


@pytest.mark.parametrize("slope", [r"m \sum_{m=0}^M c_m x^m", r"\sum_{m=1}^M c_m x^{m-1}", r"\sum_{m=1}^M m c_m x^m"])
def test_where_it_may_be_a_lost_subscript_a_difference_refutes_nothing(slope: str) -> None:
    assert verdicts(displays(POLYNOMIAL, rf"\frac{{dy}}{{dx}} = {slope}"))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("identity", "verdict"),
    [
        (r"\sum_{i=1}^n i = \frac{n (n + 1)}{2}", "right"),
        (r"\sum_{i=1}^n i = \frac{n (n - 1)}{2}", "wrong"),
        (r"(1 - b) \sum_{i=1}^n b^{n-i} = 1 - b^n", "right"),
        (r"(1 - b) \sum_{i=1}^n b^{n-i} = 1 - b^{n+1}", "wrong"),
    ],
)
def test_a_sum_of_numbers_alone_is_held_to_their_sum(identity: str, verdict: str) -> None:
    assert verdicts(displays(r"s = \sum_{i=1}^n x_i", identity))[-1] == verdict


def test_the_last_number_of_a_sum_from_zero_is_one_less_than_its_terms() -> None:
    assert verdicts(displays(POLYNOMIAL, r"(1 - x) \sum_{m=0}^M x^m = 1 - x^{M+1}"))[-1] == "right"
    assert verdicts(displays(POLYNOMIAL, r"(1 - x) \sum_{m=0}^M x^m = 1 - x^M"))[-1] == "wrong"


def test_a_sum_up_to_a_step_is_that_of_so_many_numbers() -> None:
    steps = r"m_t = b m_{t-1} + (1 - b) g_t"
    assert verdicts(displays(steps, r"(1 - b) \sum_{i=1}^t b^{t-i} = 1 - b^t"))[-1] != "wrong"


def test_a_letter_that_is_an_index_alone_is_read() -> None:
    squares = r"y = \sum_{m=1}^M c_m t_m"
    assert verdicts(displays(squares, r"\frac{\partial y}{\partial c_m} = t_m")) == ["right", "right"]
    assert verdicts(displays(squares, r"\frac{\partial y}{\partial c_m} = c_m")) == ["right", "wrong"]
