"""Derivatives at numbers by an element, ``v_{12}``, of what a formula with letters names ``v_{kj}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LINES = displays(
    r"h_j = \tanh(a_j), \quad o_k = \sum_{j=1}^{M} v_{kj} h_j, \quad E = \frac{1}{2} \sum_{k=1}^{K} (t_k - o_k)^2",
    "a_1 = 0.1", "a_2 = 0.5", "v_{11} = 0.6", "v_{12} = -0.3", "t_1 = 1",
    r"h_1 = \tanh(0.1) = 0.0997", r"h_2 = \tanh(0.5) = 0.4621", r"o_1 = 0.6 \cdot 0.0997 - 0.3 \cdot 0.4621 = -0.0788",
    r"E = \frac{1}{2} (1 + 0.0788)^2 = 0.5819",
)  # fmt: skip


@pytest.mark.parametrize("element", ["v_{12}", "v_{1,2}"])
def test_a_derivative_by_an_element_is_that_of_the_definitions(element: str) -> None:
    right = rf"\frac{{\partial E}}{{\partial {element}}} = -1.0788 \cdot 0.4621 = -0.4985"
    assert verdicts(f"{LINES}\n\n{displays(right)}")[-2:] == ["right", "right"]


@pytest.mark.parametrize("value", [r"-1.0788 \cdot 0.0997 = -0.1076", r"1.0788 \cdot 0.4621 = 0.4985"])
def test_the_derivative_by_another_element_or_with_another_sign_is_wrong(value: str) -> None:
    slip = rf"\frac{{\partial E}}{{\partial v_{{12}}}} = {value}"
    assert verdicts(f"{LINES}\n\n{displays(slip)}")[-2] == "wrong"
