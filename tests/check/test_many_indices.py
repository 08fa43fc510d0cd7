"""Arrays of five axes and more: their indices are letters, though a row of five letters is a word elsewhere."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("letters", ["ijklm", "ijkmn", "abcdef"])
def test_letters_in_order_are_indices(letters: str) -> None:
    sums = " ".join(rf"\sum_{letter}" for letter in letters)
    inputs = [f"x_{letter}" for letter in letters]
    product, slip = " ".join(inputs), " ".join((*inputs[:-1], inputs[-2]))
    derivative = rf"\frac{{\partial y}}{{\partial w_{{{letters}}}}}"
    lines = (rf"y = {sums} w_{{{letters}}} {product}", f"{derivative} = {product}", f"{derivative} = {slip}")
    assert verdicts(displays(*lines)) == ["right", "right", "wrong"]


@pytest.mark.parametrize("word", ["first", "input", "hidden"])
def test_words_stay_words(word: str) -> None:
    derivative = rf"\frac{{\partial y}}{{\partial w_{{{word}}}}}"
    lines = (rf"y = w_{{{word}}} x + b_{{{word}}}", f"{derivative} = x", rf"{derivative} = b_{{{word}}}")
    assert verdicts(displays(*lines)) == ["right", "right", "wrong"]
