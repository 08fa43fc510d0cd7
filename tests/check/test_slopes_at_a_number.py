"""A derivative at a number of its own variable: ``\\partial h/\\partial w = 0.75 c`` where w is 0.5."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

CUBE = r"$h = w^3 c$. With $w = 0.5$ we get "


@pytest.mark.parametrize("value", [r"3 \cdot 0.25 \, c", "0.75 c"])
def test_it_holds_for_that_number_and_is_left_open(value: str) -> None:
    assert verdicts(rf"{CUBE}$\frac{{\partial h}}{{\partial w}} = {value}$")[-1] == "unchecked"


def test_so_does_a_step_of_a_recurrence() -> None:
    recurrence = r"$h_t = w h_{t-1}$. With $w = 0.5$ we get $\frac{\partial h_3}{\partial w} = %s \, h_0$"
    assert verdicts(recurrence % "0.75")[-1] == "unchecked"
    assert verdicts(recurrence % "0.5")[-1] == "wrong"


@pytest.mark.parametrize("slip", ["0.5 c", "1.5 c", "0.75 c^2", "3 w c", "2 w^2 c"])
def test_what_does_not_hold_there_is_wrong_and_so_is_what_has_the_variable_still(slip: str) -> None:
    assert verdicts(rf"{CUBE}$\frac{{\partial h}}{{\partial w}} = {slip}$")[-1] == "wrong"


def test_a_number_behind_the_line_excuses_nothing() -> None:
    assert verdicts(r"$h = w^3 c$, $\frac{\partial h}{\partial w} = 0.75 c$. Now let $w = 0.5$.")[-2] == "wrong"
