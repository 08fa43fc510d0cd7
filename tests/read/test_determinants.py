"""Determinants are no products with a number, and bars around a matrix are no absolute value."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize("loss", [r"L = \log\det S", r"L = \frac12 \log\det S + x", r"L = \log|S|"])
@pytest.mark.parametrize("slope", ["S^{-1}", "S", r"\frac{1}{S}"])
def test_nothing_is_said_of_the_slope_of_a_determinant(loss: str, slope: str) -> None:
    found = judged(displays(loss, rf"\frac{{\partial L}}{{\partial S}} = {slope}"))
    assert [each.verdict.value for each in found] == ["unchecked", "unchecked"]
    assert "det" in found[0].reason


def test_a_logarithm_of_an_absolute_value_needs_no_brackets() -> None:
    assert verdicts(displays(r"\frac{d}{dx} \log|x| = \frac1x", r"\frac{d}{dx} \ln|\cos x| = -\tan x")) == ["right"] * 2
    assert verdicts(displays(r"\frac{d}{dx} \log|x| = -\frac1x", r"\frac{d}{dx} \ln|\cos x| = \tan x")) == ["wrong"] * 2
