"""Squares on the left: of a name that is computed from others, and of one that the right side rests on itself."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac12 (w x - y)^2"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"x^2 = \frac{d^2 L}{dw^2}", "right"),
        (r"w^2 = \frac{d^2 L}{dx^2}", "right"),
        (r"w^2 = \frac{d^2 L}{dw^2}", "wrong"),
        (r"x^2 = \frac{d}{dw} \frac{dL}{dw}", "right"),
    ],
)
def test_a_square_of_an_input_may_stand_before_a_derivative(line: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, line))[-1] == verdict


def test_a_variance_defines_its_root() -> None:
    model = (r"\sigma^2 = \frac1m \sum_i x_i^2", r"y_i = \frac{x_i}{\sigma}")
    slope = r"\frac{\partial \sigma}{\partial x_i} = \frac{%s}{m \sigma}"
    assert verdicts(displays(*model, slope % "x_i"))[-1] == "right"
    assert verdicts(displays(*model, slope % "2 x_i"))[-1] == "wrong"
