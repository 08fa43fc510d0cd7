"""Expressions that words call by a name go on from no equation, and arrows behind derivatives declare nothing."""

from __future__ import annotations

import pytest

from backproof.read.context.supposing import NAMED
from tests.check.judging import displays, judged

LOSS = displays(r"L = (z^2 + y)^2", r"\frac{\partial L}{\partial z} = 4 z (z^2 + y)")


@pytest.mark.parametrize("words", ["The term", "Squares are positive. Note the first factor", "Here the quantity"])
def test_what_is_named_continues_no_equation(words: str) -> None:
    found = judged(f"{LOSS}\n\n{words}\n\n{displays('z^2 + y')}\n\nis no constant.")[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", NAMED)


@pytest.mark.parametrize("words", ["or", "which is, without the factor 4,", "The term of it vanishes, and we get"])
def test_what_goes_on_is_judged(words: str) -> None:
    assert judged(f"{LOSS}\n\n{words}\n\n{displays('z (z^2 + y)')}")[-1].verdict.value == "wrong"


def test_what_is_named_and_said_to_be_another_thing_is_judged() -> None:
    named = f"The term\n\n{displays('2 z (z + y)')}\n\nsimplifies to\n\n"
    assert judged(LOSS + "\n\n" + named + displays("2 z^2 + z y"))[-1].verdict.value == "wrong"
    assert judged(LOSS + "\n\n" + named + displays("2 z^2 + 2 z y"))[-1].verdict.value == "right"


@pytest.mark.parametrize("sign", [r"\to", r"\mapsto", r"\sim"])
def test_an_arrow_behind_a_derivative_declares_nothing(sign: str) -> None:
    found = judged(LOSS + "\n\n" + displays(rf"\frac{{\partial L}}{{\partial z}} {sign} 4 (z^2 + y)"))[-1]
    assert found.verdict.value == "unchecked"
