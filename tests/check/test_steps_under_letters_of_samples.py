"""A letter of samples counts steps where a name stands at the one before, whatever losses are summed over it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("letter", ["t", "n", "s", "k"])
def test_a_network_that_goes_on_from_step_to_step_has_one_loss(letter: str) -> None:
    net = (
        r"h_n = \tanh(W h_{n-1} + U x_n), \quad o_n = V h_n",
        r"L = \sum_{n=1}^T L_n, \quad L_n = \frac12 \|o_n - y_n\|^2",
        r"\frac{\partial L}{\partial o_n} = o_n - y_n",
    )
    right, slip = (rf"\frac{{\partial L}}{{\partial V}} = \sum_{{n=1}}^T (o_n - y_n) {h}_n^\top" for h in "hx")

    right, slip = (
        rf"\frac{{\partial L}}{{\partial V}} = \sum_{{n=1}}^T ({error}) h_n^\top"
        for error in ("o_n - y_n", "y_n - o_n")
    )
    marks = ("_n", f"_{letter}"), ("{n", f"{{{letter}")
    page = displays(*net, right, slip)
    for one, other in marks:
        page = page.replace(one, other)
    assert verdicts(page) == ["right"] * 6 + ["wrong"]


def test_of_samples_the_loss_may_be_that_of_one() -> None:
    lines = (r"E = \sum_n E_n", r"E_n = (u - t)^2", "u = v z")
    assert verdicts(displays(*lines, r"\frac{\partial E}{\partial v} = 2 (u - t) z"))[-1] != "wrong"
