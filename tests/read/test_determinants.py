"""Determinants are no products with a number, and bars around a matrix are no absolute value."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize("slope", ["S^{-1}", "S", r"\frac{1}{S}"])
def test_nothing_is_said_of_bars_around_what_may_be_a_number(slope: str) -> None:
    found = judged(displays(r"L = \log|S|", rf"\frac{{\partial L}}{{\partial S}} = {slope}"))
    assert [each.verdict.value for each in found] == ["unchecked", "unchecked"]
    assert "det" in found[0].reason


def test_how_far_a_determinant_reaches_has_to_be_clear() -> None:
    assert verdicts(displays(r"L = \log\det A B", r"\frac{\partial L}{\partial A} = A^{-T}")) == ["unchecked"] * 2
    assert verdicts(displays(r"L = \log\det(A B)", r"\frac{\partial L}{\partial A} = A^{-T}")) == ["right"] * 2


def test_a_quotient_by_a_matrix_may_be_the_product_with_its_inverse() -> None:
    lines = r"L = \log\det A", r"\frac{\partial L}{\partial A} = \frac{1}{A}"
    assert verdicts(displays(*lines))[-1] == "unchecked"


def test_a_logarithm_of_an_absolute_value_needs_no_brackets() -> None:
    assert verdicts(displays(r"\frac{d}{dx} \log|x| = \frac1x", r"\frac{d}{dx} \ln|\cos x| = -\tan x")) == ["right"] * 2
    assert verdicts(displays(r"\frac{d}{dx} \log|x| = -\frac1x", r"\frac{d}{dx} \ln|\cos x| = \tan x")) == ["wrong"] * 2
