"""Why a line is left open is said with the names that it is about."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

ERRORS = r"\Delta w_{kh} = \eta \delta_k h_h, \quad \delta_h = h_h (1 - h_h) \sum_k w_{kh} \delta_k"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((ERRORS,), r"which \delta is meant by h, k is not clear"),
        (
            (r"F(x, y) = (x^2, x y)", r"J_F(x, y) = \begin{bmatrix} 2 x & 0 \\ y \end{bmatrix}"),
            "the rows of this matrix have different lengths",
        ),
        (
            (r"f(x, y) = \sqrt{-x^2 - y^2 - 1}", r"\nabla f(x, y) = (x, y)"),
            "at the points that were tried this has no value",
        ),
    ],
)
def test_the_reason_names_what_is_not_known(lines: tuple[str, ...], reason: str) -> None:
    last = judged(displays(*lines))[-1]
    assert (last.verdict.value, last.reason) == ("unchecked", reason)


def test_what_an_unread_line_defines_need_not_vanish() -> None:
    zero = (r"\frac{\partial r}{\partial x} = 0", r"\frac{\partial L}{\partial x} = 0")
    found = judged(displays(r"r = x - \unheard{x}", r"L = r^2", *zero))
    assert [each.verdict.value for each in found] == ["unchecked", "right", "unchecked", "unchecked"]
    assert found[-1].reason == "the line that defines r is not read"


def test_a_matrix_that_nothing_defines_may_be_square() -> None:
    """It may be the identity under a letter of the author's own; that of a definition has its own two ranges."""
    softmax = r"$$\frac{\partial s_i}{\partial x_k} = s_i (\kappa_{ik} - s_k)$$"
    assert verdicts(softmax) == ["unchecked"]
    layer = r"$$s_i = \sum_k w_{ik} x_k$$ $$\frac{\partial s_i}{\partial x_k} = w_{ki}$$"
    assert verdicts(layer) == ["right", "wrong"]
