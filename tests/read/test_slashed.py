"""Derivatives on one line: ``dL/dw`` is read as ``\\partial L/\\partial w`` is."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

GIVEN = r"$y = w x + b$ and $L = (y - t)^2$ and "


@pytest.mark.parametrize(
    ("claim", "slip"),
    [
        (r"dL/dw = 2 (y - t) x", r"dL/dw = 2 (y - t)"),
        (r"dL / db = 2 (y - t)", r"dL / db = (y - t)"),
        (r"dL/dw = dL/dy \cdot dy/dw", r"dL/dw = dL/dy \cdot dy/db"),
        (r"\frac{dL}{dw} = (dL/dy) (dy/dw)", r"\frac{dL}{dw} = (dL/dy) (dy/dx)"),
    ],
)
def test_a_derivative_stands_on_one_line(claim: str, slip: str) -> None:
    assert verdicts(f"{GIVEN}${claim}$")[-1] == "right"
    assert verdicts(f"{GIVEN}${slip}$")[-1] == "wrong"


def test_a_quotient_whose_slash_may_reach_further_stays_unread() -> None:
    assert verdicts(r"$y = a / b c$ and $\frac{dy}{da} = c / b$")[0] == "unchecked"
