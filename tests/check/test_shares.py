"""Printed shares of a whole are rounded, though the document gives them."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

SHARES = "Scores $z = (1, 2, 3)$ give the softmax $p = (0.0900, 0.2447, 0.6652)$.\n\n"


@pytest.mark.parametrize("loss", ["0.4076", "0.4077"])
def test_a_loss_is_that_of_the_printed_share_or_of_the_one_behind_it(loss: str) -> None:
    assert verdicts(f"{SHARES}$$L = -\\log p_3 = {loss}$$")[-1] == "right"
    assert verdicts(f"The true class has the probability $p_3 = 0.6652$: $$L = -\\log p_3 = {loss}$$")[-1] == "right"
    assert verdicts(f"The true class has 0.6652: $$L = -\\log 0.6652 = {loss}$$")[-1] == "right"


@pytest.mark.parametrize("loss", ["0.4075", "0.4079", "0.4096", "-0.4076"])
def test_what_no_rounding_explains_is_wrong(loss: str) -> None:
    assert verdicts(f"{SHARES}$$L = -\\log p_3 = {loss}$$")[-1] == "wrong"
    assert verdicts(f"The true class has 0.6652: $$L = -\\log 0.6652 = {loss}$$")[-1] == "wrong"


def test_a_difference_of_printed_shares_has_their_digits() -> None:
    page = "$p = (0.659, 0.242, 0.099)$ and $y = (1, 0, 0)$.\n\n$$p - y = (-0.341, 0.242, {})$$"
    assert verdicts(page.format("0.099"))[-1] == "right"
    assert verdicts(page.format("0.098"))[-1] == "wrong"


def test_other_numbers_that_are_given_are_exact() -> None:
    page = "$p = (0.7, 0.2, 0.1)$ and $y = (1, 0, 0)$.\n\n$$L = -\\log p_1 = {}$$"
    assert [verdicts(page.format(loss))[-1] for loss in ("0.3567", "0.3568")] == ["right", "wrong"]
    step = "$\\eta = 0.125$, $w = 0.375$, $g = 0.512$.\n\n$$w - \\eta g = {}$$"
    assert [verdicts(step.format(value))[-1] for value in ("0.3110", "0.3111")] == ["right", "wrong"]
