"""A result that the right numbers give is not refuted by a line with wrong ones before it."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

SWAPPED = displays(
    r"w_1 = (0.01, 0.02, 0.03), \quad w_2 = (0.03, 0.01, 0.02), \quad x = (1, 1, 3)",
    r"z_1 = \sigma(w_1^T x) = \sigma(0.03 + 0.01 + 0.06) = 0.52498",
    r"z_2 = \sigma(w_2^T x) = \sigma(0.01 + 0.02 + 0.09) = 0.52996",
)
SUM = "s = 0.01 + (0.02)(0.52498) + (0.06)(0.52996) = "


def test_values_printed_in_each_others_place_refute_no_right_result() -> None:
    """0.01 + 0.02 * 0.52996 + 0.06 * 0.52498 is 0.0521, and the line as it is printed gives 0.0523."""
    assert verdicts(f"{SWAPPED}\n\n{displays(SUM + '0.0521')}")[-2:] == ["follows", "unchecked"]


def test_another_number_behind_them_is_a_second_slip() -> None:
    assert verdicts(f"{SWAPPED}\n\n{displays(SUM + '0.0531')}")[-1] == "wrong"
