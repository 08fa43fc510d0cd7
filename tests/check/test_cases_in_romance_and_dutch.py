"""Cases and conditions in the words of Portuguese, Italian and Dutch."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

CASES = r"$$h = \begin{cases} z & \text{%s } z > 0 \\ 0 & \text{%s} \end{cases}$$ "
SLOPE = r"$$\frac{dh}{dz} = \begin{cases} %s & \text{%s } z > 0 \\ 0 & \text{%s} \end{cases}$$"


@pytest.mark.parametrize(
    "words", [("se", "altrimenti"), ("se", "caso contrário"), ("als", "anders"), ("indien", "anders")]
)
def test_cases_are_read(words: tuple[str, str]) -> None:
    assert verdicts(CASES % words + SLOPE % ("1", *words)) == ["right", "right"]
    assert verdicts(CASES % words + SLOPE % ("z", *words)) == ["right", "wrong"]


RECTIFIED = r"$h = \max(0, z)$. "


@pytest.mark.parametrize("word", ["Se", "Quando", "Indien"])
def test_a_comparison_behind_such_a_word_is_a_condition(word: str) -> None:
    assert verdicts(RECTIFIED + word + r" $z > 0$, $\frac{dh}{dz} = 1$.")[-1] == "right"
    assert verdicts(RECTIFIED + word + r" $z > 0$, $\frac{dh}{dz} = 2$.")[-1] != "right"


@pytest.mark.parametrize("words", ["Obtém-se", "Man schreibt das als", "Wij schrijven dit als"])
def test_what_is_found_or_written_as_an_equation_is_a_claim(words: str) -> None:
    text = r"$y = w x$ und $L = y^2$. " + words
    assert verdicts(text + r" $\frac{dL}{dw} = 2 y x$.")[-1] == "right"
    assert verdicts(text + r" $\frac{dL}{dw} = 2 y w$.")[-1] == "wrong"
