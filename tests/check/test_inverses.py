"""Inverses, determinants and log-determinants of matrices, and their derivatives."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SQUARE = r"Let $A \in \mathbb{R}^{n \times n}$ and $x, b \in \mathbb{R}^n$."


def last(*latex: str, said: str = SQUARE) -> str:
    return verdicts(f"{said}\n\n{displays(*latex)}")[-1]


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [
        (r"-A^{-T} x x^T A^{-T}", "right"),
        (r"-A^{-\top} x x^\top A^{-\top}", "right"),
        (r"-(A^{-1})^T x x^T (A^{-1})^T", "right"),
        (r"-(A^T)^{-1} x x^T (A^T)^{-1}", "right"),
        (r"A^{-T} x x^T A^{-T}", "wrong"),
        (r"-A^{-1} x x^T A^{-1}", "wrong"),
        (r"-A^{-T} x x^T A^{-1}", "wrong"),
        (r"-x x^T A^{-T} A^{-T}", "wrong"),
        (r"-A^{-T} x x^T", "wrong"),
    ],
)
def test_a_quadratic_form_by_the_matrix_that_is_inverted(slope: str, verdict: str) -> None:
    assert last(r"f = x^T A^{-1} x", rf"\frac{{\partial f}}{{\partial A}} = {slope}") == verdict


@pytest.mark.parametrize(
    ("loss", "slope", "verdict"),
    [
        (r"f = \log \det A", r"A^{-T}", "right"),
        (r"f = \log \det(A)", r"(A^T)^{-1}", "right"),
        (r"f = \ln |\det A|", r"A^{-T}", "right"),
        (r"f = \log |A|", r"A^{-T}", "right"),
        (r"f = \log \det A", r"A^{-1}", "wrong"),
        (r"f = \log \det A", r"-A^{-T}", "wrong"),
        (r"f = \log |A|", r"A^T", "wrong"),
        (r"f = \det A", r"\det(A) A^{-T}", "right"),
        (r"f = \det(A)", r"|A| A^{-T}", "right"),
        (r"f = \det A", r"A^{-T}", "wrong"),
        (r"f = \det A", r"\det(A) A^{-1}", "wrong"),
        (r"f = \log \det(A^T A)", r"2 A^{-T}", "right"),
        (r"f = \log \det(A^T A)", r"A^{-T}", "wrong"),
    ],
)
def test_a_determinant_by_its_matrix(loss: str, slope: str, verdict: str) -> None:
    assert last(loss, rf"\frac{{\partial f}}{{\partial A}} = {slope}") == verdict


SOLVED = (r"x = A^{-1} b", r"L = \frac12 \|x - t\|^2")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial b} = A^{-T} (x - t)", "right"),
        (r"\frac{\partial L}{\partial b} = A^{-1} (x - t)", "wrong"),
        (r"\frac{\partial L}{\partial A} = -A^{-T} (x - t) x^T", "right"),
        (r"\frac{\partial L}{\partial A} = -A^{-T} (x - t) b^T", "wrong"),
        (r"\frac{\partial x}{\partial b} = A^{-1}", "right"),
        (r"\frac{\partial x}{\partial b} = A", "wrong"),
    ],
)
def test_the_gradient_through_a_linear_system(line: str, verdict: str) -> None:
    assert last(*SOLVED, line) == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"(X^T X + \lambda I)^{-1} X^T X = I - \lambda (X^T X + \lambda I)^{-1}", "right"),
        (r"(X^T X + \lambda I)^{-1} X^T X = I + \lambda (X^T X + \lambda I)^{-1}", "wrong"),
        (r"(X^T X)^{-1} X^T X w = w", "right"),
        (r"(X^T X)^{-1} X^T X w = 2 w", "wrong"),
        (r"(X X^T)^{-1} X X^T \hat y = \hat y", "right"),
        (r"(X^T X + \lambda I)^{-1} X^T = X^T (X X^T + \lambda I)^{-1}", "right"),
    ],
)
def test_identities_with_inverses_of_products(line: str, verdict: str) -> None:
    said = r"Let $X \in \mathbb{R}^{N \times d}$, $w \in \mathbb{R}^d$ and $\hat y = X w$."
    assert last(line, said=said) == verdict


NORMAL = r"\ell = -\frac12 \log|\Sigma| - \frac12 (x - \mu)^T \Sigma^{-1} (x - \mu)"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\nabla_\mu \ell = \Sigma^{-1} (x - \mu)", "right"),
        (r"\nabla_\mu \ell = -\Sigma^{-1} (x - \mu)", "wrong"),
        (
            r"\nabla_\Sigma \ell = -\frac12 \Sigma^{-1} + \frac12 \Sigma^{-1} (x - \mu) (x - \mu)^T \Sigma^{-1}",
            "right",
        ),
        (r"\nabla_\Sigma \ell = -\frac12 \Sigma^{-1} + \Sigma^{-1} (x - \mu) (x - \mu)^T \Sigma^{-1}", "wrong"),
    ],
)
def test_a_covariance_is_symmetric(line: str, verdict: str) -> None:
    assert last(NORMAL, line, said="") == verdict


def test_a_letter_of_covariances_may_be_symmetric_without_words() -> None:
    lines = r"f = \log \det K", r"\frac{\partial f}{\partial K} = K^{-1}"
    found = judged(displays(*lines))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "it holds where K is symmetric, which is not written")
    assert last(*lines, said="Let $K$ be a symmetric matrix.") == "right"
    assert last(lines[0], lines[1].replace("K^{-1}", "K"), said="") == "wrong"


def test_a_power_of_a_number_is_no_inverse_of_a_transpose() -> None:
    assert (
        verdicts(displays(r"g = \gamma^{-T}", r"\frac{\partial g}{\partial \gamma} = -T \gamma^{-T - 1}"))[-1]
        == "right"
    )


def test_a_change_of_variables_is_not_refuted() -> None:
    assert last(r"z = W x", r"\log p(x) = \log p(z) + \log|\det W|", said="") == "unchecked"


@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "wrong")])
def test_the_inverse_of_a_sum_with_a_product(sign: str, verdict: str) -> None:
    line = rf"(A + U C V)^{{-1}} = A^{{-1}} {sign} A^{{-1}} U (C^{{-1}} + V A^{{-1}} U)^{{-1}} V A^{{-1}}"
    assert last(line, said="") == verdict


@pytest.mark.parametrize(("weights", "verdict"), [("M^{-1}", "right"), ("M", "wrong")])
def test_a_capital_that_counts_elsewhere_is_a_matrix_where_it_is_inverted(weights: str, verdict: str) -> None:
    said = r"Let $L = (y - X w)^T M^{-1} (y - X w)$ where $M$ is symmetric. Setting the gradient to zero gives"
    assert last(rf"\hat w = (X^T {weights} X)^{{-1}} X^T {weights} y", said=said) == verdict


def test_a_matrix_may_be_defined_by_its_inverse() -> None:
    lines = (
        r"S_N^{-1} = S_0^{-1} + \beta X^T X",
        r"m = \beta S_N X^T y",
        r"\frac{\partial m}{\partial y} = \beta S_N X^T",
    )
    assert verdicts(displays(*lines)) == ["right"] * 3
    assert last(lines[0], lines[1], lines[2].replace("S_N X^T", "X^T"), said="") != "right"
    # What is defined before is what it is.
    assert last(r"A = B + C", r"A^{-1} = B^{-1} + C^{-1}", said="") == "wrong"
