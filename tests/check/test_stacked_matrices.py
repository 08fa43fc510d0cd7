"""Vectors of the entries of matrices, Kronecker products, and which order entries are stacked in."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYER = r"Let $y = W x$ and $L = \frac12 \|y - t\|^2$."


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\operatorname{vec}(\frac{\partial L}{\partial W}) = x \otimes (y - t)", "right"),
        (r"\operatorname{vec}(\nabla_W L) = (x \otimes I) (y - t)", "right"),
        (r"\frac{\partial L}{\partial \operatorname{vec}(W)} = (y - t)^T (x^T \otimes I)", "right"),
        (r"\frac{\partial y}{\partial \operatorname{vec}(W)} = x^T \otimes I", "right"),
        (r"\frac{\partial y}{\partial \mathrm{vec}(W)} = x^\top \otimes I_m", "right"),
        (r"\operatorname{vec}(\frac{\partial L}{\partial W}) = x \otimes (y + t)", "wrong"),
        (r"\operatorname{vec}(\frac{\partial L}{\partial W}) = -x \otimes (y - t)", "wrong"),
        (r"\frac{\partial L}{\partial \operatorname{vec}(W)} = y^T (x^T \otimes I)", "wrong"),
        (r"\frac{\partial y}{\partial \operatorname{vec}(W)} = 2 (x^T \otimes I)", "wrong"),
    ],
)
def test_gradients_of_a_layer_by_its_stacked_weights(line: str, verdict: str) -> None:
    assert verdicts(f"{LAYER}\n\n$${line}$$")[-1] == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\operatorname{vec}(Y) = (B^T \otimes A) \operatorname{vec}(X)", "right"),
        (r"\operatorname{vec}(A X B) = (B^T \otimes A) \operatorname{vec}(X)", "right"),
        (
            r"\operatorname{vec}(Y) = (B^T \otimes I) \operatorname{vec}(A X) = (I \otimes A) \operatorname{vec}(X B)",
            "right",
        ),
        (r"\frac{\partial \operatorname{vec}(Y)}{\partial \operatorname{vec}(X)} = B^T \otimes A", "right"),
        (r"\operatorname{vec}(Y) = (B \otimes A) \operatorname{vec}(X)", "wrong"),
        (r"\operatorname{vec}(Y) = (B^T \otimes A^T) \operatorname{vec}(X)", "wrong"),
        (r"\operatorname{vec}(Y) = -(B^T \otimes A) \operatorname{vec}(X)", "wrong"),
    ],
)
def test_the_product_of_three_matrices(line: str, verdict: str) -> None:
    assert verdicts(f"Let $Y = A X B$.\n\n$${line}$$")[-1] == verdict


COLUMNS = r"$$\operatorname{vec}(A X B) = (B^T \otimes A) \operatorname{vec}(X)$$"
ROWS = r"$$\operatorname{vec}(A X B) = (A \otimes B^T) \operatorname{vec}(X)$$"


def test_rows_are_stacked_where_the_words_or_the_lines_say_so() -> None:
    model = r"Let $Y = A X B$. "
    assert verdicts(model + ROWS)[-1] == "right-if"
    assert "vec stacks the rows" in " ".join(judged(model + ROWS)[-1].assumes)
    assert verdicts(model + "Here vec is row-major. " + ROWS)[-1] == "right"
    assert verdicts(model + "Here vec is row-major. " + COLUMNS)[-1] == "wrong"
    assert verdicts(model + "Here vec stacks the columns. " + ROWS)[-1] == "wrong"
    # What is stacked in one line is stacked so in the next one.
    again = COLUMNS.replace("A X B", "Y")
    assert verdicts(model + COLUMNS + again + ROWS)[-3:] == ["right", "right", "wrong"]


SQUARES = r"Let $A, C \in \mathbb{R}^{n \times n}$ and $B, D \in \mathbb{R}^{d \times d}$. "


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"(A \otimes B) (C \otimes D) = A C \otimes B D", "right"),
        (r"(A \otimes B)^T = A^T \otimes B^T", "right"),
        (r"(A \otimes B)^{-1} = A^{-1} \otimes B^{-1}", "right"),
        (r"(A \otimes B) (C \otimes D) = C A \otimes B D", "wrong"),
        (r"(A \otimes B)^T = A^T \otimes B", "wrong"),
    ],
)
def test_products_of_kronecker_products(line: str, verdict: str) -> None:
    assert verdicts(f"{SQUARES}For the Kronecker product $${line}$$")[-1] == verdict
    # The sign alone may mean something else.
    assert verdicts(f"{SQUARES}We have $${line}$$")[-1] == ("right-if" if verdict == "right" else "unchecked")


def test_inner_products_and_norms_of_stacked_matrices() -> None:
    model = r"Let $L = \frac12 \|\operatorname{vec}(W)\|^2 + \operatorname{vec}(A)^T \operatorname{vec}(W)$."
    assert verdicts(model + r" $$\frac{\partial L}{\partial W} = W + A$$")[-1] == "right"
    assert verdicts(model + r" $$\frac{\partial L}{\partial W} = W - A$$")[-1] == "wrong"


@pytest.mark.parametrize(
    ("slope", "verdict"), [(r"-(X^{-T} \otimes X^{-1})", "right"), (r"X^{-T} \otimes X^{-1}", "wrong")]
)
def test_the_jacobian_of_an_inverse(slope: str, verdict: str) -> None:
    line = rf"\frac{{\partial \operatorname{{vec}}(Y)}}{{\partial \operatorname{{vec}}(X)}} = {slope}"
    assert verdicts(f"Let $Y = X^{{-1}}$.\n\n$${line}$$")[-1] == verdict


def test_outer_and_elementwise_products_keep_their_sign() -> None:
    outer = (r"z = W x", r"L = \frac12 \|z\|^2", r"\frac{\partial L}{\partial W} = z \otimes x")
    assert verdicts(displays(*outer)) == ["right"] * 3
    cell = (
        r"c = f \otimes d + i \otimes g",
        r"\frac{\partial L}{\partial f} = \frac{\partial L}{\partial c} \otimes d",
    )
    assert verdicts(displays(*cell))[-1] == "right"
    assert verdicts(r"For $A, B \in \mathbb{R}^{n \times m}$: $$A \otimes B = B \otimes A$$")[-1] in {
        "right-if",
        "unchecked",
    }
