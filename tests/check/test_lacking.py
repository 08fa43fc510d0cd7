"""Numbers of one section beside a formula of another one that has no bias."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORMULAS = "# Model\n\n" + displays(r"h = \sigma(z)", r"z = w^T x") + "\n\n# Example\n\n"
VALUES = "Let $x = 2$, $w = 0.5$, $b = -1$ and $y = 1$.\n\n"


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [(r"0.5 \cdot 2 - 1", "unchecked"), (r"0.5 \cdot 2", "right"), (r"0.5 \cdot 2 + 1", "wrong"), ("0.5 + 2", "wrong")],
)
def test_a_formula_without_a_bias_refutes_no_number_with_it(numbers: str, verdict: str) -> None:
    assert verdicts(FORMULAS + VALUES + displays(f"z = {numbers}"))[-1] == verdict


def test_a_formula_of_the_same_section_does() -> None:
    text = (FORMULAS + VALUES + displays(r"z = 0.5 \cdot 2 - 1")).replace("# Example\n\n", "")
    assert verdicts(text)[-1] == "wrong"
