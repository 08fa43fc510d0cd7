r"""``X = [x^{(1)} x^{(2)} \dots x^{(m)}]`` is the matrix with these columns, and no product of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, lines, verdicts

LINES = (
    "Z = W X + b", r"A = \tanh(Z)", "S = V A + c", r"L = \frac{1}{2} \|S - Y\|^2",
    r"\frac{\partial L}{\partial V} = (S - Y) A^T",
    r"\frac{\partial L}{\partial Z} = V^T (S - Y) \odot (1 - A^2)",
    r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial Z} X^T",
)  # fmt: skip
STACKED = (r"X = [x^{(1)} x^{(2)} \dots x^{(m)}]", r"X = [x^{(1)} \; x^{(2)} \; \cdots \; x^{(m)}]")


@pytest.mark.parametrize("stacked", STACKED)
def test_samples_side_by_side_in_brackets_are_the_columns_of_a_matrix(stacked: str) -> None:
    assert "wrong" not in verdicts(displays(stacked, *LINES))
    one, commas = (lines(each)[0].side for each in (stacked, r"X = [x^{(1)}, x^{(2)}, \dots, x^{(m)}]"))
    assert type(one) is type(commas)


@pytest.mark.parametrize("stacked", STACKED)
@pytest.mark.parametrize("slip", [r"X^T \frac{\partial L}{\partial Z}", r"X \frac{\partial L}{\partial Z}"])
def test_such_a_matrix_is_no_number(stacked: str, slip: str) -> None:
    assert verdicts(displays(stacked, *LINES[:-1], rf"\frac{{\partial L}}{{\partial W}} = {slip}"))[-1] == "wrong"


def test_a_product_with_dots_stays_one() -> None:
    found = displays(r"p = x_1 x_2 \dots x_n", r"\log [x_1 x_2 \dots x_n] = \sum_{i=1}^n \log x_i")
    assert verdicts(found)[-1] == "right"
