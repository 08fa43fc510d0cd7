"""Matrices that words or equations make symmetric, and labels that are 1 or -1."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

QUADRATIC = (r"f(x) = x^T A x", r"\nabla f(x) = 2 A x", r"\nabla f(x) = A x")


@pytest.mark.parametrize(
    "said",
    [
        "with symmetric $A$,",
        "Let $A$ be symmetric.",
        r"Let $A \in \mathbb{R}^{n \times n}$ be a real symmetric matrix.",
        "where the symmetric positive definite matrix $A$ is given",
        "$A$ ist symmetrisch.",
        "Let $A$ be a symmetric covariance matrix.",
        "where $A$ is the covariance matrix of the data",
        "设 $A$ 为对称的协方差矩阵，",
        "$A$ を対称行列とする。",
        "Пусть $A$ — симметричная матрица.",
        "Sea $A$ una matriz simétrica.",
        "$$A^T = A$$",
        "$$A = A^T$$",
    ],
)
def test_a_matrix_that_is_said_to_be_symmetric_is(said: str) -> None:
    assert verdicts(f"{said} {displays(*QUADRATIC)}")[-3:] == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "If $A$ is not symmetric,",
        "If $A$ is symmetric, it is simple. Else:",
        "For symmetric $A$ it is simple. Else:",
        "$B$ is symmetric.",
        "$A$ is skew-symmetric.",
        "设 $A$ 为反对称矩阵。",
        "如果 $A$ 为对称矩阵，则更简单。一般地：",
        "Sea $A$ una matriz no simétrica.",
    ],
)
def test_another_one_is_not(said: str) -> None:
    assert verdicts(f"{said} {displays(*QUADRATIC)}")[-2] != "right"


def test_a_product_is_as_symmetric_as_its_factors() -> None:
    lines = (r"S = B C", r"z = S x", r"S^T = S")
    assert verdicts(displays(*lines))[-1] != "right"
    assert verdicts(displays(lines[0].replace("B C", "B^T B"), *lines[1:]))[-1] == "right"


def test_a_definition_that_is_not_read_may_make_it_symmetric() -> None:
    assert verdicts(displays(r"P = X^{-1/2}", r"H = A P", r"\hat y = H y", r"H^T = H"))[-1] == "unchecked"


@pytest.mark.parametrize(
    ("loss", "slope"),
    [
        (
            r"L(w) = \sum_{i=1}^n \log(1 + e^{-y_i w^T x_i})",
            r"\nabla^2 L(w) = \sum_{i=1}^n \sigma(y_i w^T x_i) \sigma(-y_i w^T x_i) x_i x_i^T",
        ),
        (r"L = \log(1 + \exp(-y s))", r"\frac{\partial^2 L}{\partial s^2} = \sigma(y s) \sigma(-y s)"),
    ],
)
def test_the_labels_of_margins_are_one_or_minus_one(loss: str, slope: str) -> None:
    found = judged(displays(loss, slope))[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", ("the labels are 1 or -1",))
    assert verdicts(displays(loss, slope.replace("= ", "= 2 ")))[-1] == "wrong"
    assert verdicts(displays(loss, slope.replace(r"\sigma(-", r"\sigma(")))[-1] == "wrong"


def test_other_labels_are_any_number() -> None:
    text = displays(r"L = \frac12 (y s - 1)^2", r"\frac{\partial^2 L}{\partial s^2} = 1")
    assert verdicts(text)[-1] == "wrong"


def test_words_behind_a_display_limit_it_to_symmetric_matrices() -> None:
    line = r"$$f = x^T W x, \quad \frac{\partial f}{\partial x} = 2 W x$$"
    assert verdicts(f"{line}\n\nfor symmetric $W$.")[-1] == "unchecked"
    assert verdicts(f"{line}\n\nFor symmetric matrices see below.")[-1] == "wrong"
