"""Displays between which words say that they are equal."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = displays(r"a = \sigma(z), \quad L = -y \log a - (1 - y) \log (1 - a)")
LONG = displays(r"-\left[ \frac{y}{a} - \frac{1 - y}{1 - a} \right] a (1 - a)")


def last(words: str, side: str) -> list[str]:
    return verdicts(f"{MODEL}\n\nThe term\n\n{LONG}\n\n{words}\n\n{displays(side)}")[-2:]


@pytest.mark.parametrize(
    "words", ["simplifies to", "which can be written as", "reduces to", "and this is equal to", "It becomes:"]
)
def test_words_that_say_equal_are_a_sign(words: str) -> None:
    assert last(words, "a - y") == ["right", "right"]
    assert last(words, "a + y") == ["right", "wrong"]


@pytest.mark.parametrize("words", ["is larger than", "simplifies the rest, and we have", "and"])
def test_other_words_are_none(words: str) -> None:
    assert last(words, "a + y")[-1] != "wrong"
