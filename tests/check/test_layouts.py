r"""Gradients as rows, with those by matrices in their shape or not; and matrices with dots down their diagonal."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SCORE = (
    r"\boldsymbol{z} = \boldsymbol{W} \boldsymbol{x} + \boldsymbol{b}",
    r"\boldsymbol{h} = f(\boldsymbol{z})",
    r"s = \boldsymbol{u}^T \boldsymbol{h}",
)
ROWS = (
    r"\frac{\partial s}{\partial \boldsymbol{h}} = \boldsymbol{u}^T",
    r"\boldsymbol{\delta} = \frac{\partial s}{\partial \boldsymbol{h}} \frac{\partial \boldsymbol{h}}"
    r"{\partial \boldsymbol{z}} = \boldsymbol{u}^T \circ f'(\boldsymbol{z})",
    r"\frac{\partial s}{\partial \boldsymbol{x}} = \boldsymbol{\delta} \boldsymbol{W}",
)
SHAPED = r"\frac{\partial s}{\partial \boldsymbol{W}} = \boldsymbol{\delta}^T \boldsymbol{x}^T"
TRANSPOSED = r"\frac{\partial s}{\partial \boldsymbol{W}} = \boldsymbol{x} \boldsymbol{\delta}"
PROVED = {"right", "right-if"}


@pytest.mark.parametrize("weights", [SHAPED, TRANSPOSED])
def test_gradients_by_vectors_are_rows_and_those_by_matrices_have_one_layout(weights: str) -> None:
    assert set(verdicts(displays(*SCORE, *ROWS, weights))) <= PROVED


def test_a_row_of_errors_does_not_stand_behind_a_transposed_matrix() -> None:
    slip = ROWS[-1].replace(r"\boldsymbol{\delta} \boldsymbol{W}", r"\boldsymbol{W}^T \boldsymbol{\delta}")
    assert verdicts(displays(*SCORE, *ROWS[:-1], SHAPED, slip))[-1] == "wrong"


def test_kronecker_stands_beside_bold_errors() -> None:
    softmax = (r"\hat{\boldsymbol{y}} = \text{softmax}(\boldsymbol{\theta})",)
    slope = r"\frac{\partial \hat y_i}{\partial \theta_j} = \hat y_i (\delta_{ij} - \hat y_j)"
    assert verdicts(displays(*SCORE, *ROWS, *softmax, slope))[-1] == "right"
    assert verdicts(displays(*SCORE, *ROWS, *softmax, slope.replace("- ", "+ ")))[-1] == "wrong"


@pytest.mark.parametrize(
    "matrix",
    [
        r"f'(z_1) & & 0 \\ & \ddots & \\ 0 & & f'(z_n)",
        r"f'(z_1) & 0 & \cdots & 0 \\ 0 & f'(z_2) & \cdots & 0 \\ "
        r"\vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & f'(z_n)",
    ],
)
def test_dots_down_a_diagonal(matrix: str) -> None:
    head = r"\frac{\partial \mathbf{h}}{\partial \mathbf{z}} = "
    written = rf"{head} \begin{{pmatrix}} {matrix} \end{{pmatrix}} = \text{{diag}}(f'(\mathbf{{z}}))"
    assert verdicts(displays(r"\mathbf{h} = f(\mathbf{z})", written)) == ["right"] * 3
    assert verdicts(displays(r"\mathbf{h} = f(\mathbf{z})", written.replace("z_", "h_")))[1] == "wrong"
    assert verdicts(displays(r"\mathbf{h} = f(\mathbf{z})", written.replace("0", "1")))[1] != "right"


def test_a_jacobian_entry_by_entry_names_the_elements_of_bold_vectors() -> None:
    entries = (
        r"\frac{\partial y_1}{\partial x_1} & \cdots & \frac{\partial y_1}{\partial x_n} \\ "
        r"\vdots & \ddots & \vdots \\ "
        r"\frac{\partial y_m}{\partial x_1} & \cdots & \frac{\partial y_m}{\partial x_n}"
    )
    jacobian = rf"\frac{{\partial \mathbf{{y}}}}{{\partial \mathbf{{x}}}} = \begin{{bmatrix}} {entries} \end{{bmatrix}}"
    text = displays(r"\mathbf{y} = \mathbf{W} \mathbf{x}", rf"{jacobian} = \mathbf{{W}}")
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace(r"= \mathbf{W}$$", r"= \mathbf{W}^T$$"))[-1] != "right"


def test_a_chain_goes_on_from_a_jacobian_behind_a_member_that_is_not_read() -> None:
    slope = r"\frac{\partial \mathbf{h}}{\partial \mathbf{z}} = \oops = \mathrm{diag}(f'(\mathbf{z}))"
    assert verdicts(displays(r"\mathbf{h} = f(\mathbf{z})", slope)) == ["right", "unchecked", "right"]
    assert verdicts(displays(r"\mathbf{h} = f(\mathbf{z})", slope.replace("f'(", "f(")))[-1] == "wrong"
