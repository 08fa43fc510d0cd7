"""Vectors, matrices and sums with dots in them, against the arrays that they are."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

VECTOR = displays(
    r"\mathbf{x} = \begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}",
    r"y = w^T x = w_1 x_1 + w_2 x_2 + \dots + w_n x_n",
)
MATRIX = displays(
    r"z = W x",
    r"W = \begin{bmatrix} W_{11} & \dots & W_{1n} \\ \vdots & \ddots & \vdots \\ W_{m1} & \dots & W_{mn} \end{bmatrix}",
)


def column(entry: str, last: str = "n") -> str:
    return rf"\begin{{bmatrix}} {entry.replace('#', '1')} \\ \vdots \\ {entry.replace('#', last)} \end{{bmatrix}}"


def test_a_gradient_with_dots_is_right() -> None:
    gradient = column(r"\frac{\partial y}{\partial w_#}")
    text = VECTOR + "\n\n" + displays(rf"\frac{{\partial y}}{{\partial w}} = {gradient} = {column('x_#')} = x")
    assert verdicts(text) == ["right"] * 6


@pytest.mark.parametrize("entry", ["w_#", "w_# x_#", "2 x_#"])
def test_another_entry_is_wrong(entry: str) -> None:
    text = VECTOR + "\n\n" + displays(rf"\frac{{\partial y}}{{\partial w}} = {column(entry)}")
    assert verdicts(text)[-1] == "wrong"


def test_a_sum_with_dots_lacks_nothing() -> None:
    text = displays(r"y = w^T x", r"L = y^2", r"\frac{\partial L}{\partial y} = 2 (w_1 x_1 + \dots + w_n x_n)")
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("w_n x_n", "x_n x_n"))[-1] == "unchecked"
    assert verdicts(text.replace("= 2 (", "= 3 ("))[-1] == "wrong"


def test_a_jacobian_with_dots_has_a_row_for_each_function() -> None:
    jacobian = (
        r"\begin{bmatrix} \frac{\partial z_1}{\partial x_1} & \cdots & \frac{\partial z_1}{\partial x_n} \\"
        r" \vdots & \ddots & \vdots \\"
        r" \frac{\partial z_m}{\partial x_1} & \cdots & \frac{\partial z_m}{\partial x_n} \end{bmatrix}"
    )
    right = displays(rf"\frac{{\partial z}}{{\partial x}} = {jacobian} = W")
    assert verdicts(MATRIX + "\n\n" + right) == ["right"] * 4
    turned = (
        r"\begin{bmatrix} W_{11} & \dots & W_{m1} \\ \vdots & \ddots & \vdots \\ W_{1n} & \dots & W_{mn} \end{bmatrix}"
    )
    assert verdicts(MATRIX + "\n\n" + displays(rf"\frac{{\partial z}}{{\partial x}} = {turned}"))[-1] != "right"


LAST = displays(
    r"o = \sigma(V^T h + c)", r"\nabla c = \frac{\partial o}{\partial c} \nabla o",
    r"\nabla c = \sum_k [\frac{\partial o[k]}{\partial c[1]}, \frac{\partial o[k]}{\partial c[2]}, \dots,"
    r" \frac{\partial o[k]}{\partial c[K]}] \nabla o[k]",
)  # fmt: skip


def test_a_capital_in_brackets_is_the_last_element_where_others_are_in_brackets() -> None:
    assert verdicts(LAST) == ["right"] * 3
    assert verdicts(LAST.replace(r"2]}, \dots", r"2]} \dots"))[-1] == "right"
    assert verdicts(LAST.replace(r"\sum_k [", r"\sum_k -["))[-1] == "wrong"
    assert verdicts(LAST.replace(r"\partial c[2]", r"\partial c[3]"))[-1] == "unchecked"


def test_a_list_is_a_row_where_others_are_transposed() -> None:
    turned = displays(r"\nabla h = [\frac{\partial L}{\partial h[1]}, \dots, \frac{\partial L}{\partial h[N]}]^T")
    assert verdicts(LAST + "\n\n" + turned)[-2:] == ["right-if", "right"]


def test_columns_in_a_list_stand_beside_each_other() -> None:
    columns = r"[\frac{\partial o[k]}{\partial V_1}, \dots, \frac{\partial o[k]}{\partial V_K}]"
    text = (
        LAST + "\n\n" + displays(r"o[k] = \sigma(V_k^T h + c[k])", rf"\frac{{\partial o[k]}}{{\partial V}} = {columns}")
    )
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace(f"= {columns}", f"= 2 {columns}"))[-1] == "wrong"
