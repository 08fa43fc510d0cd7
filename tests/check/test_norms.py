"""Least squares without a transpose or a bold letter: the norm says that there are vectors."""

from __future__ import annotations

import pytest

from backproof import Model
from tests.check.judging import displays, verdicts
from tests.derive.test_derivations import not_right


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial w} = 2 X^\top (Xw - y)", "right"),
        (r"\frac{\partial L}{\partial w} = 2 X (Xw - y)", "wrong"),
        (r"\frac{\partial L}{\partial w} = X^\top (Xw - y)", "wrong"),
    ],
)
def test_the_norm_of_a_product(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"L = \|Xw - y\|^2", claim))[-1] == verdict


@pytest.mark.parametrize(
    "document",
    [
        r"$$f(w) = \|Xw - y\|^2$$",
        r"$$r = y - Xw$$ and $$f(w) = \frac12 \|r\|^2 + \frac{\lambda}{2} \|w\|^2$$",
        r"$$h = x + A_2 w$$ and $$f = \frac12 \|h - y\|^2$$",
    ],
)
def test_least_squares_are_derived_for_vectors(document: str) -> None:
    derivation = Model.from_document(document).derive("w", notation="matrix")
    assert r"^{\top}" in derivation.latex
    assert not_right(derivation.to("markdown")) == []
