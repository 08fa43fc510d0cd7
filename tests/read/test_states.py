"""Words for one side of a maximum, or for some of the classes: what stands behind them holds there."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MAXIMUM = displays(r"y = \max(x_1, x_2)")
SCORES = displays(r"p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}", r"L = -\log p_y")


@pytest.mark.parametrize("words", ["If $x_1$ is the larger one then", "When the first input is the maximum,"])
def test_a_slope_of_a_maximum_holds_on_one_side(words: str) -> None:
    slope = displays(r"\frac{\partial y}{\partial x_1} = 1")
    assert verdicts(f"{MAXIMUM}\n\n{words}\n{slope}")[-1] == "unchecked"
    assert verdicts(f"{MAXIMUM}\n\nThe larger one is taken. So\n{slope}")[-1] == "wrong"


@pytest.mark.parametrize("words", ["and for every other class", "For the remaining classes we find"])
def test_a_gradient_by_some_of_the_scores_is_none_by_all(words: str) -> None:
    slope = displays(r"\frac{\partial L}{\partial s_k} = p_k")
    assert verdicts(f"{SCORES}\n\n{words}\n{slope}")[-1] == "unchecked"
    assert verdicts(f"{SCORES}\n\nThe gradient is\n{slope}")[-1] != "right"


def test_what_is_otherwise_so_is_said_of_the_displays_behind_it() -> None:
    hinge = displays(r"f = w^T x", r"\ell = \max(0, 1 - y f)")
    zero = displays(r"\frac{\partial \ell}{\partial w} = 0")
    assert verdicts(f"{hinge}\n\notherwise both are zero:\n{zero}")[-1] == "unchecked"
    assert verdicts(f"{hinge}\n\nIt is 1 if active and otherwise 0. The gradient is\n{zero}")[-1] == "wrong"
