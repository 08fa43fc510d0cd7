r"""A loss with a formula in the place of a name says what that name is: ``(y - \hat y)^2``, then ``(y - w x)^2``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac12 (y - \hat y)^2"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial w} = -(y - \hat y) x", "right"),
        (r"\frac{\partial L}{\partial w} = (y - \hat y) x", "wrong"),
        (r"\frac{\partial L}{\partial w} = (w x + b - y) x", "right"),
        (r"\frac{\partial L}{\partial b} = (w x - y)", "wrong"),
    ],
)
@pytest.mark.parametrize("model", [(LOSS, r"L = \frac12 (y - (w x + b))^2"), (rf"{LOSS} = \frac12 (y - (w x + b))^2",)])
def test_what_is_put_in_is_the_name(model: tuple[str, ...], line: str, verdict: str) -> None:
    """The derivatives of the loss go through the formula, and slips in them are refuted."""
    found = verdicts(displays(*model, line))
    assert found[:-1] == ["right", "right"]
    assert found[-1] == verdict


def test_a_name_that_is_defined_is_no_other_formula() -> None:
    """Where a line says what the prediction is, a loss with another formula for it defines nothing."""
    found = verdicts(displays(LOSS, r"\hat y = \sigma(w x)", r"L = \frac12 (y - w x)^2"))
    assert found == ["right", "right", "unchecked"]


@pytest.mark.parametrize(
    "lines",
    [
        (r"L = \frac12 (y - w x)^2", r"L = \frac12 (y - \sigma(w x))^2"),
        (r"L = \frac12 (y + w x)^2",),
        (r"L = \frac12 (2 y - w x)^2",),
        (r"L = \frac12 (u v - \hat y)^2",),
    ],
)
def test_what_is_no_formula_for_one_name_says_nothing(lines: tuple[str, ...]) -> None:
    """Two formulas for a name, another sign, another factor, and a formula for a label leave the derivatives open."""
    found = verdicts(displays(LOSS, *lines, r"\frac{\partial L}{\partial w} = -(y - \hat y) x"))
    assert found[-1] == "unchecked"
