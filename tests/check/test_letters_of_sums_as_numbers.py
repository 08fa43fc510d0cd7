"""The letter of a sum that stands in an exponent, too, is a number for each term: no constant."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    "slope", [r"\sum_{m=1}^M m c_m t^{m-1}", r"\sum_{m=0}^M m c_m t^{m-1}", r"m \sum_{m=0}^M c_m t^{m-1}"]
)
def test_it_is_left_open_and_not_taken_for_a_constant(slope: str) -> None:
    assert verdicts(displays(r"y = \sum_{m=0}^M c_m t^m", rf"\frac{{dy}}{{dt}} = {slope}"))[-1] == "unchecked"


def test_a_letter_that_is_an_index_alone_is_read() -> None:
    squares = r"y = \sum_{m=1}^M c_m t_m"
    assert verdicts(displays(squares, r"\frac{\partial y}{\partial c_m} = t_m")) == ["right", "right"]
    assert verdicts(displays(squares, r"\frac{\partial y}{\partial c_m} = c_m")) == ["right", "wrong"]
