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
