r"""Vectors side by side and one below the other, as the columns and the rows of a matrix."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = displays(r"o[k] = \sigma(V_k^T h)", r"\nabla V = \sum_k \frac{\partial o[k]}{\partial V} \nabla o[k]")
LIST = r"\left[ \frac{\partial o[k]}{\partial V_1} \quad \frac{\partial o[k]}{\partial V_2} \right]"
MATRIX = r"\begin{bmatrix} \frac{\partial o[k]}{\partial V_1} & \frac{\partial o[k]}{\partial V_2} \end{bmatrix}"


@pytest.mark.parametrize("columns", [LIST, MATRIX])
def test_columns_side_by_side_are_a_matrix(columns: str) -> None:
    text = NETWORK + "\n\n" + displays(rf"\nabla V = \sum_k {columns} \nabla o[k]")
    assert verdicts(text)[-1] in {"right", "right-if"}
    assert verdicts(text.replace(rf"\sum_k {columns}", rf"2 \sum_k {columns}"))[-1] not in {"right", "right-if"}
    exchanged = columns.replace("V_1", "V_0").replace("V_2", "V_1").replace("V_0", "V_2")
    assert verdicts(text.replace(columns, exchanged))[-1] not in {"right", "right-if"}


ROWS = displays(
    r"z = A x", r"A = \begin{bmatrix} a^T \\ b^T \end{bmatrix}",
    r"\frac{\partial z_1}{\partial x} = a, \quad \frac{\partial z_2}{\partial x} = b",
)  # fmt: skip


def test_rows_one_below_the_other_are_a_matrix() -> None:
    assert verdicts(ROWS) == ["right"] * 4
    assert verdicts(ROWS.replace("x} = b", "x} = a"))[-1] == "wrong"


def test_a_zero_stands_for_a_vector_of_zeros() -> None:
    text = displays(r"B = \begin{bmatrix} a & 0 \end{bmatrix}", "z = B^T x", r"\frac{\partial z_1}{\partial x} = a")
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace("z_1", "z_2"))[-1] != "right"


def test_vectors_of_other_lengths_do_not_stand_beside_each_other() -> None:
    declared = r"$a \in \mathbb{R}^m$, $b \in \mathbb{R}^n$" + "\n\n"
    assert verdicts(declared + displays(r"B = \begin{bmatrix} a & b \end{bmatrix}"))[-1] != "right"


def test_a_product_beside_columns_with_its_first_factor_defines_no_map() -> None:
    lines = ("X = [x_1, x_2]", "W X = [W x_1, W x_2]")
    assert verdicts(displays(*lines))[0] == "right"
    assert verdicts(displays(lines[0], lines[1].replace("[W x_1, W x_2]", "[W x_2, W x_1]")))[-1] not in {
        "right",
        "right-if",
    }
