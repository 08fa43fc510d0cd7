"""Units computed each in its own way and summed as elements of one array: the last one is not all of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNITS = (r"h_1 = \sigma(u x)", r"h_2 = \sigma(s x)")


@pytest.mark.parametrize("total", [r"y = \sum_j v_j h_j", r"y = \sum_{j=1}^2 v_j h_j", "y = v^T h"])
def test_the_slope_by_a_weight_is_not_that_of_the_unit_defined_last(total: str) -> None:
    assert "wrong" not in verdicts(displays(*UNITS, total, r"\frac{\partial y}{\partial v_1} = h_1"))


def test_units_whose_sum_is_written_out_are_judged() -> None:
    given = (*UNITS, "y = v_1 h_1 + v_2 h_2")
    assert verdicts(displays(*given, r"\frac{\partial y}{\partial v_1} = h_1"))[-1] == "right"
    assert verdicts(displays(*given, r"\frac{\partial y}{\partial v_1} = h_2"))[-1] == "wrong"
