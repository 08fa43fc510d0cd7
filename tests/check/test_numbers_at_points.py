"""Derivatives of functions at points, lists of names, numbers that hold for given values only."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, verdicts

R, I, W, F, U = (each.value for each in Verdict)

FUNCTION = "f(x, y) = x^2 y - 3 y"


def last(*latex: str) -> list[str]:
    """The verdicts on the last display."""
    return verdicts(displays(*latex))[len(verdicts(displays(*latex[:-1]))) :]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\nabla f(2, 5) = \begin{bmatrix} 20 \\ 1 \end{bmatrix}", R),
        (r"\nabla f(2, 5) = \begin{bmatrix} 20 \\ 4 \end{bmatrix}", W),
        (r"\nabla f(2, 5) = (20, 1)", R),
        (r"\nabla f(2, 5) = (1, 20)", W),
        (r"\frac{\partial f}{\partial x}(2, 5) = 20", R),
        (r"\frac{\partial f}{\partial x}(2, 5) = 10", W),
        (r"\frac{\partial f}{\partial y}\Big|_{(2, 5)} = 1", R),
        (r"\frac{\partial f}{\partial y}\Big|_{(2, 5)} = 4", W),
        (r"\left.\frac{\partial f}{\partial x}\right|_{y = 5, x = 2} = 20", R),
        (r"\left.\frac{\partial f}{\partial x}\right|_{y = 2, x = 5} = 25", W),
        (r"\left.\frac{\partial f}{\partial x}\right|_{x = 2} = 20", U),
    ],
)
def test_a_derivative_of_a_function_at_a_point_is_a_number(latex: str, expected: str) -> None:
    assert last(FUNCTION, latex) == [expected]


def test_a_function_of_something_else_has_no_derivative_at_a_point() -> None:
    assert last("f(x) = c x^2", r"\frac{df}{dx}\Big|_{x = 3} = 6") == [U]


def test_several_names_get_the_numbers_of_a_computed_list() -> None:
    step = r"(u_1, v_1) = (2, 1) - 0.1 (4, 6) = (1.6, 0.4)"
    assert last(step) == [R, R]
    assert last(r"(u_1, v_1) = (2, 1) - 0.1 (4, 6) = (1.6, 0.6)") == [R, W]
    assert last(step, "u_1 + v_1 = 2") == [R]
    assert last(step, "u_1 + v_1 = 2.2") == [W]


def test_the_greatest_of_several_numbers() -> None:
    assert last(r"\max(-1, 3, 2) = 3") == [R]
    assert last(r"\max(-1, 3, 2) = 2") == [W]


def test_an_integer_that_holds_for_given_numbers_is_not_refuted_for_others() -> None:
    assert last("q = 3 w k", "k = 1", r"\frac{\partial q}{\partial w} = 3") == [R]
    assert last("q = w p", "p = k^2 + r", "k = 1", r"\frac{\partial q}{\partial w} = 1") == [U]
    assert last("q = w p", "p = k^2 + r", r"\frac{\partial q}{\partial w} = 1") == [W]


def test_a_function_of_elements_that_its_argument_has_not_is_said_to_be_unread() -> None:
    text = displays(r"h(x) = \sum_j w_j x_j + b", r"w = [1, 2]", r"b = 0.5", r"y = h(2 + 1) = 1.5")
    assert verdicts(text)[:4] == ["right", "right", "right", "unchecked"]
