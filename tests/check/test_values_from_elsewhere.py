"""Whole numbers behind what defines a name: its value where the numbers stand in a picture or in words."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("line", ["y = w x = 6", "c = 3 d = 6, n = 1", "L = (a - t)^2 = 4", r"h = \max(0, w x) = 2"])
def test_the_value_of_a_name_refutes_no_formula(line: str) -> None:
    assert verdicts(displays(line))[:2] == ["right", "unchecked"]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        (r"y = x^2, \quad \frac{dy}{dx} = 2", 1),
        (r"y = x^2, \quad \frac{dy}{dx} = 2 x = 2", 2),
        (r"g(x) = x^2, \quad s = g'(x) = 2", 2),
        (r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad S = \sum_k p_k = 2", 2),
        (r"y = x - z = 0", 1),
    ],
)
def test_a_slope_a_sum_or_zero_is_claimed_for_all_values(line: str, at: int) -> None:
    assert verdicts(displays(line))[at] == "wrong"


def test_a_target_behind_a_computed_value_is_no_condition() -> None:
    given = r"x = 2, \quad w = 0.5, \quad y = w x = 1, \quad t = 3, \quad E = (y - t)^2 = 4"
    page = displays(given, r"\frac{\partial E}{\partial w} = 2 \cdot (1 - 3) \cdot 2 = -8")
    assert set(verdicts(page)) == {"right"}
    assert verdicts(page.replace("= -8", "= 8"))[-1] == "wrong"
    assert verdicts(page.replace("= 4", "= 2"))[-3] == "wrong"


def test_a_letter_that_counts_stays_a_condition() -> None:
    assert verdicts(displays(r"h_t = 0.5 h_{t-1} + 1 = 1, \quad t = 1"))[0] != "wrong"
