"""Vectors and derivatives that are spelt out by their elements."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

SOFTMAX = displays(
    r"\mathbf{W} \in \mathbb{R}^{N \times K}, \quad \mathbf{y} \in \mathbb{R}^K",
    r"\mathbf{y} = \text{softmax}(\mathbf{W}^T \mathbf{h} + \mathbf{b})",
)


def of_column(value: str) -> str:
    """The derivative of element k by column i of the matrix, with a value where the two differ."""
    claim = (
        r"\frac{\partial \mathbf{y}[k]}{\partial \mathbf{W}_i} = \begin{cases}"
        rf" \mathbf{{y}}[k] (1 - \mathbf{{y}}[k]) \mathbf{{h}} & \text{{if }} i = k \\ {value} & \text{{if }} i \neq k"
        r" \end{cases}"
    )
    return f"{SOFTMAX}\n\n{displays(claim)}"


def test_letters_of_conditions_do_not_stand_alone() -> None:
    assert verdicts(of_column(r"-\mathbf{y}[k] \mathbf{y}[i] \mathbf{h}"))[-1] == "right"
    assert verdicts(of_column(r"\mathbf{y}[k] \mathbf{y}[i] \mathbf{h}"))[-1] == "wrong"


def test_a_letter_that_is_a_factor_too_refutes_nothing() -> None:
    assert verdicts(of_column(r"-i \mathbf{y}[k] \mathbf{y}[i] \mathbf{h}"))[-1] == "unchecked"


def test_a_bold_vector_may_be_spelt_out() -> None:
    spelt = r"\mathbf{x} = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}"
    product = r"\mathbf{h} = \mathbf{W} \mathbf{x}"
    assert verdicts(displays(spelt, product)) == ["right", "right"]
    assert verdicts(displays(spelt, product, r"\mathbf{x} = \begin{bmatrix} x_2 \\ x_1 \end{bmatrix}"))[-1] != "right"
