"""Words that call a loss by the kind that it is not."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

ENTROPY = r"L = -t \log a - (1 - t) \log (1 - a)"
SQUARES = r"L = \frac12 (a - t)^2"


@pytest.mark.parametrize(
    ("formula", "words", "verdict"),
    [
        (ENTROPY, "mean squared error", "unchecked"),
        (ENTROPY, "binary cross-entropy", "right"),
        (SQUARES, "squared error", "right"),
        (SQUARES, "cross-entropy loss", "unchecked"),
        (SQUARES, "the loss of one sample", "right"),
    ],
)
def test_words_have_to_name_the_loss_that_the_formula_is(formula: str, words: str, verdict: str) -> None:
    assert verdicts(rf"With $a = \sigma(w x)$, ${formula}$, where $L = \text{{{words}}}$")[-1] == verdict
