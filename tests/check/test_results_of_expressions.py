"""Numbers that are printed for expressions, and what goes on with them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

POWERS = displays(
    r"z_1 = 2.0", r"z_2 = 1.0", r"z_3 = 0.1", r"e^{z_1} = 7.3891", r"e^{z_2} = 2.7183", r"e^{z_3} = 1.1052"
)


@pytest.mark.parametrize(
    ("total", "verdict"), [("11.2126", "right"), ("11.2125", "right"), ("11.2136", "wrong"), ("11.1126", "wrong")]
)
def test_a_sum_may_be_that_of_what_is_printed(total: str, verdict: str) -> None:
    """The exact sum rounds to 11.2125, that of the printed powers is 11.2126; none further away is right."""
    assert verdicts(POWERS + "\n\n" + displays(rf"S = e^{{z_1}} + e^{{z_2}} + e^{{z_3}} = {total}"))[-1] == verdict
