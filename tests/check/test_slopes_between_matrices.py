"""Slopes between matrices, as a diagonal matrix would stand there: they go with what they are multiplied with."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

COLUMNS = displays(r"Y_n = W X_{n-1}", r"X_n = F(Y_n)")
ROWS = displays(r"Y_n = X_{n-1} W", r"X_n = F(Y_n)")


@pytest.mark.parametrize(
    ("network", "right", "wrong"),
    [
        (COLUMNS, r"W^T F'(Y_n) \frac{\partial E}{\partial X_n}", r"W F'(Y_n) \frac{\partial E}{\partial X_n}"),
        (ROWS, r"\frac{\partial E}{\partial X_n} F'(Y_n) W^T", r"\frac{\partial E}{\partial X_n} F'(Y_n) W"),
    ],
)
def test_square_weights_take_them_in_no_other_order(network: str, right: str, wrong: str) -> None:
    gradients = displays(*(rf"\frac{{\partial E}}{{\partial X_{{n-1}}}} = {side}" for side in (right, wrong)))
    assert verdicts(network + gradients)[-2:] == ["right-if", "wrong"]
