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


LOSS = r"""Let $p_k = \frac{\exp(z_k)}{\sum_{j=1}^K \exp(z_j)}$ and $\ell = -\sum_{k=1}^K y_k \log p_k$.

With $K = %s$ classes and $z = (1, 2, 3)$, $y = (0, 0, 1)$ we have $p_3 = 0.6652$ and

$$\ell = -\log 0.6652 = %s$$
"""


@pytest.mark.parametrize(
    ("classes", "result", "verdict"),
    # The 2 was said of another network.
    [
        ("2", "0.4077", ("unchecked", "right-if")),
        ("3", "0.4077", ("right", "right")),
        ("3", "0.7447", ("right", "wrong")),
    ],
)
def test_a_sum_that_ends_before_its_arrays_refutes_no_number(
    classes: str, result: str, verdict: tuple[str, str]
) -> None:
    found = check_source(Source("notes.md", LOSS % (classes, result))).judgements
    assert tuple(each.verdict.value for each in found[-2:]) == verdict
