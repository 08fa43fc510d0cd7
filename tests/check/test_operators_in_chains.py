r"""A sign of differentiation before brackets in a chain takes these alone: ``\frac{d}{dw}(w x) \frac{dL}{dz}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"z = w x + b", r"L = \frac12 (z - t)^2")


@pytest.mark.parametrize(
    ("chain", "verdict"),
    [
        (r"w = \frac{\partial}{\partial w} (w x + b) \frac{\partial L}{\partial z}", "right"),
        (r"w = \frac{\partial}{\partial w} (w x + b) \frac{\partial z}{\partial w}", "wrong"),
        (r"b = \frac{\partial}{\partial b} [w x + b] \frac{\partial L}{\partial z}", "right"),
        (r"b = \frac{\partial}{\partial b} (w x + 2 b) \frac{\partial L}{\partial z}", "wrong"),
        (r"w = \frac{\partial}{\partial w} \frac12 (w x + b - t)^2", "right"),
        (r"w = \frac{\partial}{\partial w} \frac12 (w x + b - t)", "wrong"),
    ],
)  # fmt: skip
def test_what_is_differentiated_ends_at_the_next_derivative(chain: str, verdict: str) -> None:
    """The product with the derivative behind it is not differentiated; what stands in the brackets may be a slip."""
    by, side = chain.split(" = ")
    line = rf"\frac{{\partial L}}{{\partial {by}}} = {side}"
    assert verdicts(displays(*MODEL, line))[-1] == verdict
