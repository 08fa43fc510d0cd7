"""Chains of hundreds of members: each is compared with the first ones and with those just before it."""

from __future__ import annotations

from tests.check.judging import verdicts

LONG = 160


def chain(*last: str) -> str:
    members = [rf"2 x + {number} - {number}" for number in range(1, LONG)]
    return "$$y = x^2$$\n\n$$\\frac{dy}{dx} = 2 x = " + " = ".join((*members, *last)) + "$$"


def test_the_last_members_are_judged_as_the_first_ones() -> None:
    assert verdicts(chain("2 x", "3 x"))[-3:] == ["right", "right", "wrong"]


def test_a_number_is_that_of_the_formula_at_its_beginning() -> None:
    given = "$$x = 3$$\n\n"
    assert verdicts(given + chain("6"))[-1] == "right"
    assert verdicts(given + chain("7"))[-1] == "wrong"
