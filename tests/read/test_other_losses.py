"""Losses that words alone name, behind one that is written."""

from __future__ import annotations

import pytest

from backproof.read.context.other_losses import Loss, named
from tests.check.judging import displays, judged, verdicts

NEURON = r"$a = \sigma(w x + b)$. With the quadratic cost: $$C = \frac12 (y - a)^2$$ "
ENTROPY = r"$$\frac{\partial C}{\partial b} = a - y$$"
SQUARED = r"$$\frac{\partial C}{\partial b} = (a - y) a (1 - a)$$"


@pytest.mark.parametrize("words", ["b) With the cross entropy:", "Now we use the binary cross-entropy loss."])
def test_what_follows_words_for_another_loss_is_not_held_to_the_one_that_is_written(words: str) -> None:
    found = judged(f"{NEURON}\n\n{words}\n\n{ENTROPY}")[-1]
    assert found.verdict.value == "unchecked"
    assert found.reason == "the words before it name another loss than the one that is written"


@pytest.mark.parametrize("words", ["", "The cross entropy has no such factor.", "With the same quadratic cost:"])
def test_without_such_words_a_lost_slope_is_wrong(words: str) -> None:
    assert verdicts(f"{NEURON}\n\n{words}\n\n{ENTROPY}")[-1] == "wrong"
    assert verdicts(f"{NEURON}\n\n{words}\n\n{SQUARED}")[-1] == "right"


def test_a_loss_that_is_written_since_counts() -> None:
    written = displays(r"C = -y \log a - (1 - y) \log(1 - a)")
    text = f"{NEURON}\n\nNow use the cross entropy.\n\n{written}\n\n"
    assert verdicts(text + ENTROPY)[-1] == "right"
    assert verdicts(text + ENTROPY.replace("a - y", "a + y"))[-1] == "wrong"


def test_the_last_words_count() -> None:
    assert named("using cross-entropy in a) and with the squared error in b)") is Loss.SQUARED
    assert named("with the weights of a)") is None
