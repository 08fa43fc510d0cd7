"""A decimal of many digits that a document gives was computed somewhere: it was rounded, too."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

GIVEN = r"$t = 0.1$ and $o = 0.717306$. $$E = \frac{1}{2} (t - o)^2 = "


@pytest.mark.parametrize("result", ["0.190534", "0.190533"])
def test_no_result_is_refuted_that_fits_before_it_was_rounded(result: str) -> None:
    assert verdicts(f"{GIVEN}{result}$$")[-1] != "wrong"


@pytest.mark.parametrize("result", ["0.190535", "0.190532"])
def test_a_result_that_fits_no_such_number_is_refuted(result: str) -> None:
    assert verdicts(f"{GIVEN}{result}$$")[-1] == "wrong"


def test_a_short_decimal_is_exact() -> None:
    assert verdicts("$x = 0.25$ and $$y = 3 x + 4 = 4.76$$")[-1] == "wrong"


@pytest.mark.parametrize(("result", "verdict"), [("0.274811083", "right"), ("0.274811093", "wrong")])
def test_a_long_decimal_that_only_this_line_puts_in_was_rounded(result: str, verdict: str) -> None:
    assert verdicts(rf"$E = \frac12 (t - o)^2 = \frac12 (0.01 - 0.75136507)^2 = {result}$")[-1] == verdict
