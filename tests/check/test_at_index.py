"""A letter in parentheses that is an index is one: p(j) is another element than p(k)."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SOFTMAX = r"p(k) = \frac{e^{z_k}}{\sum_j e^{z_j}}"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"p(k) (\delta_{kj} - p(j))", "right"),
        (r"p(k) (\delta_{kj} - p(k))", "wrong"),
        (r"p(j) (1 - p(j))", "wrong"),
    ],
)
def test_values_at_an_index_are_elements(side: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, rf"\frac{{\partial p(k)}}{{\partial z_j}} = {side}"))[-1] == verdict


def test_a_quantity_in_parentheses_is_an_argument() -> None:
    lines = displays(r"p(k) = k^2 + z_k", r"\frac{\partial p(k)}{\partial z_k} = 1")
    assert "wrong" not in verdicts(lines)
