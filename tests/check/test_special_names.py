"""A name that no line defines, and for nothing but zero or one of which a line holds as it may be meant, is a slip."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"m = \frac{1}{n} \sum_{i=1}^n x_i",
    r"v = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2",
    r"h_i = \frac{x_i - m}{\sqrt{v + 1}}",
    r"f = g(y)",
    r"y_i = \gamma h_i + \beta",
)
PROVED = (
    r"\frac{\partial y_i}{\partial h_i} = \gamma",
    r"\frac{\partial f}{\partial h_i} = \gamma \frac{\partial f}{\partial y_i}",
    r"2 \frac{\partial f}{\partial h_i} = 2 \gamma \frac{\partial f}{\partial y_i}",
    r"3 \frac{\partial f}{\partial h_i} = 3 \gamma \frac{\partial f}{\partial y_i}",
    r"\frac{\partial h_i}{\partial v} = -\frac{x_i - m}{2 (v + 1)^{3/2}}",
    r"2 \frac{\partial h_i}{\partial v} = -\frac{x_i - m}{(v + 1)^{3/2}}",
    r"4 \frac{\partial h_i}{\partial v} = -2 \frac{x_i - m}{(v + 1)^{3/2}}",
    r"\frac{\partial v}{\partial x_i} = \frac{2 (x_i - m)}{n}",
)


def slope(side: str) -> str:
    return rf"\frac{{\partial h_i}}{{\partial m}} = {side}"


@pytest.mark.parametrize(
    ("side", "verdict"),
    [(r"\frac{-1}{\sqrt{v + 1}}", "right"), (r"\frac{-1}{\sqrt{v + 1}} \gamma", "wrong")],
    ids=["what holds where v is held", "a factor too many"],
)
def test_a_slip_in_a_line_that_holds_in_another_meaning_is_one(side: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, *PROVED, slope(side)))[-1] == verdict


def test_a_name_that_few_lines_have_may_be_one() -> None:
    slip = slope(r"\frac{-1}{\sqrt{v + 1}} \kappa")
    assert verdicts(displays(*NETWORK, *PROVED, slip))[-1] == "unchecked"
