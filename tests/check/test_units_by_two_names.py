"""Units that are called by their letter alone, after their output was computed."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

UNIT = r"$net_{H11} = 0.3775$, $out_{H11} = \frac{1}{1 + e^{-net_{H11}}} = 0.593270$, "


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("H_{11} = 0.593270", "right"), ("H_{11} = 0.902184", "unchecked"), ("H_{12} = 0.902184", "right")],
)
def test_what_a_unit_is_given_is_what_it_was_computed_to_be(line: str, verdict: str) -> None:
    assert verdicts(f"{UNIT}${line}$")[-1] == verdict
