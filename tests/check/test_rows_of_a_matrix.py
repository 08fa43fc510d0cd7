"""Vectors of samples beside the matrix that holds them: ``x_i`` and X."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (
    r"p_i = \sigma(w^T x_i)",
    r"\ell(w) = \sum_{i=1}^n [y_i \log p_i + (1 - y_i) \log (1 - p_i)]",
    r"S = \mathrm{diag}(p_i (1 - p_i))",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla \ell(w) = \sum_{i=1}^n (y_i - p_i) x_i", "right"),
        (r"\nabla \ell(w) = X^T (y - p)", "right-if"),
        (r"\nabla^2 \ell(w) = -\sum_{i=1}^n p_i (1 - p_i) x_i x_i^T", "right"),
        (r"\nabla^2 \ell(w) = -X^T S X", "right-if"),
        # What holds for no matrix of these rows is not proved, and that columns are meant is not excluded.
        (r"\nabla^2 \ell(w) = X^T S X", "unchecked"),
        (r"\nabla \ell(w) = X (y - p)", "unchecked"),
        (r"\nabla \ell(w) = \sum_{i=1}^n (p_i - y_i) x_i", "wrong"),
    ],
)
def test_a_matrix_may_hold_the_vectors_of_its_letter_as_rows(claim: str, verdict: str) -> None:
    also = r"\nabla \ell(w) = X^T (y - p)", r"\nabla^2 \ell(w) = -X^T S X"
    found = verdicts(displays(*MODEL, *also, claim))
    assert found == ["right"] * 3 + ["right-if"] * 2 + [verdict]
