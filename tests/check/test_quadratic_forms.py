r"""A quadratic form of vectors is a number, so that its terms may be transposed: ``y^T X \beta = \beta^T X^T y``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("form", [r"e^T e", r"(y - X\beta)^T (y - X\beta)"])
def test_the_sum_of_squares_of_a_regression_is_expanded(form: str) -> None:
    right, slip = (
        rf"S = y^T y - {factor} \beta^T X^T y + \beta^T X^T X \beta" for factor in ("2", "")
    )  # fmt: skip
    slope = r"\frac{\partial S}{\partial \beta} = -2 X^T y + 2 X^T X \beta"
    given = r"With $e = y - X\beta$," + "\n\n"
    assert verdicts(given + displays(f"S = {form}", right.removeprefix("S "), slope))[-2:] == ["right", "right"]
    assert verdicts(given + displays(f"S = {form}", slip.removeprefix("S "), slope))[-2] == "wrong"


def test_that_of_matrices_is_a_matrix() -> None:
    form = "S = (Y - X B)^T (Y - X B)"
    right, slip = "= Y^T Y - Y^T X B - B^T X^T Y + B^T X^T X B", "= Y^T Y - 2 B^T X^T Y + B^T X^T X B"
    assert verdicts(displays(form, right))[-1] == "right"
    assert verdicts(displays(form, slip))[-1] == "wrong"


def test_a_small_letter_may_be_the_matrix_of_all_samples() -> None:
    lines = (r"h = x W", r"G = h^T h", r"L = \|G - A\|_F^2")
    right, slip = (rf"\frac{{\partial L}}{{\partial h}} = 2 h (G - A{more})" for more in (" + (G - A)^T", ""))
    assert verdicts(displays(*lines, right, slip))[-2:] == ["right", "wrong"]
