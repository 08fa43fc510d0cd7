r"""A set or a capital below a name that nothing sums over is a part of the name: ``\mu_{\mathcal{B}}``, ``\mu_B``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FORWARD = (
    r"\mu_{S} = \frac1m \sum_{i=1}^m x_i",
    r"\sigma_{S}^2 = \frac1m \sum_{i=1}^m (x_i - \mu_{S})^2",
    r"\hat{x}_i = \frac{x_i - \mu_{S}}{\sqrt{\sigma_{S}^2 + \epsilon}}",
    r"\frac{\partial \hat{x}_i}{\partial \mu_{S}} = \frac{-1}{\sqrt{\sigma_{S}^2 + \epsilon}}",
)


@pytest.mark.parametrize("name", [r"\mathcal{B}", r"\mathscr{B}", "B"])
def test_it_is_no_index(name: str) -> None:
    slip = r"\frac{\partial \hat{x}_i}{\partial \mu_{S}} = \frac{1}{\sqrt{\sigma_{S}^2 + \epsilon}}"
    text = displays(*(each.replace("{S}", f"{{{name}}}") for each in (*FORWARD, slip)))
    assert verdicts(text) == ["right"] * 4 + ["wrong"]


def test_a_capital_that_a_sum_binds_is_one() -> None:
    text = displays(
        "s = \\sum_I x_I y_I", r"\frac{\partial s}{\partial x_I} = y_I", r"\frac{\partial s}{\partial x_I} = x_I"
    )
    assert verdicts(text) == ["right", "right", "wrong"]
