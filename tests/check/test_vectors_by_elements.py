"""Vectors of numbers beside a definition of each of their elements."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ((r"p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", "z = (1, 2, 3)", "p = (0.0900, 0.2447, 0.6652)"), "right"),
        ((r"h_j = \sigma(z_j)", "z = (1, 2, 3)", "h = (0.7311, 0.8808, 0.9526)"), "right"),
        ((r"h_j = \sigma(z_j)", "z = (1, 2, 3)", "h = (0.7311, 0.8808, 0.9562)"), "wrong"),
        # How many elements h has is not said.
        ((r"h_j = \sigma(z_j)", "z_1 = 1", "h = (0.7311, 0.8808)"), "unchecked"),
        (
            (r"a_j = \sum_i w_{ji} x_i", r"w = \begin{pmatrix} 1 & 2 \\ 0 & 1 \\ 1 & 0 \end{pmatrix}", "x = (1, -1)",
             "a = (-1, -1, 1)"),
            "right",
        ),
        (
            (r"a_j = \sum_i w_{ij} x_i", r"w = \begin{pmatrix} 1 & 2 \\ 3 & 1 \end{pmatrix}", "x = (1, -1)",
             "a = (-1, 2)"),
            "wrong",
        ),
    ],
)  # fmt: skip
def test_each_element_is_computed(lines: tuple[str, ...], verdict: str) -> None:
    assert verdicts(displays(*lines))[-1] == verdict
