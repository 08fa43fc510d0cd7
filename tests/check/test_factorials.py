r"""Factorials in a likelihood of counts are constants; nothing is refuted by what one of them is."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

COUNTS = r"\ell(\beta) = \sum_i \left( y_i x_i^T \beta - \exp(x_i^T \beta) - %s \right)"
SLOPE = r"\frac{\partial \ell}{\partial \beta} = "


@pytest.mark.parametrize("constant", [r"\log y_i!", r"\log(y_i!)", r"\ln (y_i)!"])
@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\sum_i (y_i - \exp(x_i^T \beta)) x_i", "right"),
        (r"\sum_i (\exp(x_i^T \beta) - y_i) x_i", "wrong"),
        (r"\sum_i (y_i - x_i^T \beta) x_i", "wrong"),
    ],
)
def test_a_likelihood_of_counts(constant: str, side: str, verdict: str) -> None:
    assert verdicts(displays(COUNTS % constant, SLOPE + side)) == ["right", verdict]


def test_a_mark_behind_a_result_refutes_nothing() -> None:
    assert verdicts(displays(r"L = \frac12 (a - y)^2", r"\frac{\partial L}{\partial a} = a - y!"))[-1] == "unchecked"
