"""Decimals that a formula has in the place of its values were rounded, each for itself."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SCORES = "The scores are $z = (2, 1, 0)$.\n\n"


@pytest.mark.parametrize(
    ("summands", "verdict"),
    [
        ("7.389 + 2.718 + 1", "right"),
        ("7.39 + 2.72 + 1", "right"),
        ("7.389 + 2.728 + 1", "wrong"),
        ("7.39 + 2.75 + 1", "wrong"),
    ],
)
def test_a_sum_may_be_off_by_what_its_summands_are(summands: str, verdict: str) -> None:
    assert verdicts(SCORES + displays(rf"\sum_k e^{{z_k}} = {summands}")) == ["right", verdict]
