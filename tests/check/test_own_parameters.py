"""A function of the field with a letter that the document gives it is the document's own."""

import pytest

from tests.check.judging import verdicts

ELU = r"$$\mathrm{ELU}(x) = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}$$"
SLOPE = r"$$\mathrm{%s}'(x) = \begin{cases} 1 & x > 0 \\ %s & x < 0 \end{cases}$$"


@pytest.mark.parametrize(
    ("text", "word", "below", "expected"),
    [
        (ELU, "ELU", r"\alpha e^x", "right"),
        (ELU, "ELU", "e^x", "wrong"),
        (r"$$\mathrm{LeakyReLU}(x) = \max(0, x) + a \min(0, x)$$", "LeakyReLU", "a", "right"),
        (r"$$\mathrm{LeakyReLU}(x) = \max(0, x) + a \min(0, x)$$", "LeakyReLU", "0.01", "wrong"),
        # Without a letter of its own it is that of the field.
        (r"$$y = \mathrm{ELU}(x)$$", "ELU", "e^x", "right"),
        (r"$$y = \mathrm{LeakyReLU}(x)$$", "LeakyReLU", "0.01", "right"),
    ],
)
def test_its_slope_has_that_letter(text: str, word: str, below: str, expected: str) -> None:
    assert verdicts(text + SLOPE.replace("%s", word, 1).replace("%s", below))[-1] == expected
