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


NUMBERS = r"Let $A = \begin{pmatrix} 2 & 1 \\ 1 & 1 \end{pmatrix}$. "


@pytest.mark.parametrize(("value", "verdict"), [("1", "right"), ("3", "wrong"), (r"2 \cdot 1 - 1 = 1", "right")])
@pytest.mark.parametrize("sign", [r"\det A", r"\det(A)"])
def test_a_determinant_is_no_function_that_a_line_defines(sign: str, value: str, verdict: str) -> None:
    assert verdicts(f"{NUMBERS}$${sign} = {value}$$")[-1] == verdict


@pytest.mark.parametrize(
    "line",
    [r"\det A = \prod_i \lambda_i", r"\log\det A = \sum_i \log \lambda_i", r"\log\det A = \operatorname{tr}(\log A)"],
)
def test_what_an_unknown_determinant_is_equal_to_is_not_refuted(line: str) -> None:
    assert verdicts(f"Let $z = A x$ and $x^T A x = q$. $${line}$$")[-1] == "unchecked"


def test_the_determinant_of_a_product_is_that_of_its_factors() -> None:
    said = r"Let $A, B \in \mathbb{R}^{n \times n}$ and $C = A B$. "
    assert verdicts(said + r"$$\det(A B) = \det A \det B$$")[-1] == "right"
    assert verdicts(said + r"$$\det(A + B) = \det A + \det B$$")[-1] == "wrong"
