"""Vectors that stand side by side without a sign."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

BEHIND = r"y = W x, \quad z = f(y), \quad E = \frac12 \|z - t\|^2"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"W^T f'(y) \frac{\partial E}{\partial z}", "right"),
        (r"W f'(y) \frac{\partial E}{\partial z}", "wrong"),
        (r"W^T f(y) \frac{\partial E}{\partial z}", "wrong"),
        (r"W^T (f'(y) \odot \frac{\partial E}{\partial z})", "right"),
    ],
)
def test_slopes_beside_what_comes_back_go_with_it(claim: str, verdict: str) -> None:
    assert verdicts(displays(BEHIND, r"\frac{\partial E}{\partial x} = " + claim))[-1] == verdict
