"""Formulas for fewer elements than the numbers of an array."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

FORMULA = r"""$$\sigma(z)_1 = \frac{e^{z_1}}{e^{z_1} + e^{z_2}}$$

For $z = %s$:

$$\sigma(z)_1 = %s$$
"""


@pytest.mark.parametrize(
    ("values", "result", "verdict"),
    [
        # Two classes in the formula, three numbers: another formula is meant.
        ("(1, 2, 3)", "0.090", "unchecked"),
        ("(1, 2)", "0.269", "right"),
        ("(1, 2)", "0.731", "wrong"),
    ],
)
def test_a_formula_that_writes_fewer_elements_out_refutes_no_number_of_more(
    values: str, result: str, verdict: str
) -> None:
    found = check_source(Source("notes.md", FORMULA % (values, result))).judgements
    assert found[-1].verdict.value == verdict
