"""Definitions that are slips: errors that are not the derivative that their uses need, sums without their letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNIT = (r"z = w x + b", r"a = \sigma(z)", r"C = \frac12 (a - y)^2")
USES = (r"\frac{\partial C}{\partial w} = \delta x", r"\frac{\partial C}{\partial b} = \delta")


@pytest.mark.parametrize("slip", ["a - y", "(a - y) a (1 + a)", "(a - y) a"])
def test_the_definition_of_an_error_is_wrong_where_its_uses_hold_without_it(slip: str) -> None:
    assert verdicts(displays(*UNIT, rf"\delta = {slip}", *USES)) == ["right"] * 3 + ["wrong", "right", "right"]


def test_a_right_definition_and_a_wrong_use() -> None:
    right = r"\delta = (a - y) a (1 - a)"
    assert verdicts(displays(*UNIT, right, *USES)) == ["right"] * 6
    assert verdicts(displays(*UNIT, right, USES[0].replace("x", "w"), USES[1]))[3:] == ["right", "wrong", "right"]


@pytest.mark.parametrize("error", ["a - y", "(y - a) a (1 - a)"])
def test_an_error_by_another_convention_is_no_slip_for_one_use(error: str) -> None:
    assert verdicts(displays(*UNIT, rf"\delta = {error}", USES[1]))[3:] == ["right", "wrong"]


def test_an_error_with_the_other_sign_is_right_as_it_is_used() -> None:
    uses = (each.replace(r"\delta", r"-\delta") for each in USES)
    assert verdicts(displays(*UNIT, r"\delta = (y - a) a (1 - a)", *uses)) == ["right"] * 6


def test_a_sum_without_its_letter_is_not_right_by_definition() -> None:
    lost, kept = (rf"p_i = \frac{{e^{{z_i}}}}{{\sum_j e^{{z_{letter}}}}}" for letter in "ij")
    found = judged(displays(lost, kept.replace("p", "q")))[0]
    assert (found.verdict.value, found.reason) == ("unchecked", "what the sum over j adds has no j in it")
    assert verdicts(displays(kept)) == ["right"]
    assert verdicts(displays(kept, r"m_i = \sum_j z_i z_j")) == ["right"] * 2
