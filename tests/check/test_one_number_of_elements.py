"""Sums of several exercises that end with the same letter have as many terms, and the letter is their number."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FIRST = r"\ell = -\frac{n}{2} \log s - \frac{1}{2s} \sum_{i=1}^n (x_i - \mu)^2"
SECOND = r"L = -\sum_{j=1}^n (z_j - \nu)^2"


@pytest.mark.parametrize("named", [(), ("a = z_1 + z_2",)])
def test_the_letter_is_one_number_in_all_of_them(named: tuple[str, ...]) -> None:
    right, slip = (
        rf"\frac{{\partial L}}{{\partial \nu}} = 2 \sum_{{j=1}}^n z_j - 2 {number} \nu" for number in ("n", "")
    )
    assert verdicts(displays(FIRST, *named, SECOND, right, slip))[-2:] == ["right", "wrong"]


def test_a_mean_is_where_the_derivative_is_zero() -> None:
    given = displays(FIRST, SECOND) + "\n\nSetting the derivative to zero gives\n\n"
    assert verdicts(given + displays(r"\hat\nu = \frac1n \sum_{j=1}^n z_j"))[-1] == "right"
    assert verdicts(given + displays(r"\hat\nu = \frac2n \sum_{j=1}^n z_j"))[-1] == "wrong"
