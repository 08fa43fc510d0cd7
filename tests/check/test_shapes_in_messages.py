"""What is said of shapes that do not fit names both of them, and where each comes from."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

PAGE = displays(r"Y = W X", r"Z = F(Y)")


@pytest.mark.parametrize(
    ("line", "shapes"),
    [
        (
            r"\frac{\partial E}{\partial W} = \frac{\partial F}{\partial W}(W, X) \frac{\partial E}{\partial X}",
            "W.rows x W.columns, X.rows x X.columns; expected shapes that go together",
        ),
        (
            r"\frac{\partial E}{\partial W} = X \frac{\partial E}{\partial Y}",
            "X.rows x X.columns, the derivative of 1 x 1 by Y.rows x Y.columns; expected shapes that have a product",
        ),
    ],
)
def test_shapes_that_do_not_fit_are_named(line: str, shapes: str) -> None:
    found = judged(PAGE + displays(line))[-1]
    assert shapes in found.reason


def test_the_square_of_a_difference_of_matrices_may_be_that_of_its_norm() -> None:
    network = displays(
        r"\frac{\partial E}{\partial Y_n} = F'(Y_n) \frac{\partial E}{\partial X_n}",
        r"Y_n = W_n X_{n-1}",
        r"X_n = F(Y_n)",
        r"\frac{\partial E}{\partial X_{n-1}} = W_n^T \frac{\partial E}{\partial Y_n}",
    )
    assert judged(network + displays(r"E = \frac12 (D - X_N)^2"))[-1].verdict.value != "wrong"
