"""A name that words give another meaning has it from there on, and not before."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

FIRST = r"The output is $y = \sigma(z)$ and $L = \frac12 (y - t)^2$. "
SQUARES = r"$$\frac{\partial L}{\partial z} = (y - t) y (1 - y)$$ "
ENTROPY = r"{} $L = -t \log y - (1 - t) \log (1 - y)$. "
LOGISTIC = r"$$\frac{\partial L}{\partial z} = y - t$$ "
SLIP = r"$$\frac{\partial L}{\partial z} = y + t$$ "
WORDS = ["Now let", "Now suppose that", "Suppose instead that", "Let us now use", "Alternatively, we choose"]


@pytest.mark.parametrize("words", WORDS)
def test_what_follows_is_judged_by_the_new_meaning(words: str) -> None:
    text = FIRST + SQUARES + ENTROPY.format(words)
    assert verdicts(text + LOGISTIC) == ["right"] * 5
    assert verdicts(text + SLIP) == ["right"] * 4 + ["wrong"]


def test_what_only_the_meaning_before_proves_is_not_proved() -> None:
    text = FIRST + SQUARES + ENTROPY.format("Now let")
    assert verdicts(text + SQUARES)[-1] == "unchecked"


@pytest.mark.parametrize("words", ["Now we have", "As before, we now use", "Hence"])
def test_other_words_give_no_new_meaning(words: str) -> None:
    assert verdicts(FIRST + SQUARES + ENTROPY.format(words))[-1] == "unchecked"


def test_what_is_recalled_has_no_new_meaning() -> None:
    text = (
        "The quadratic loss is $E = \\frac12 (y - t)^2$ with $y = w x$. Recall the quadratic loss $$E = {} (y - t)^2$$"
    )
    assert verdicts(text.format(r"\frac12")) == ["right"] * 3
    assert verdicts(text.format(""))[-1] != "right"


def losses(slip: str = "") -> str:
    return (
        r"Let $y = w x$." + "\n\n"
        r"- Squared loss: $L = (y - t)^2$, so $\frac{\partial L}{\partial w} = 2 (y - t) x$." + "\n"
        r"- Huber loss: $L = \frac12 (y - t)^2$ for $|y - t| < 1$, so $\frac{\partial L}{\partial w} = (y - t) x$."
        + "\n"
        r"- Absolute loss: $L = |y - t|$, so $\frac{\partial L}{\partial w} = \operatorname{sign}(y - t) x"
        rf"{slip}$."
    )


def test_losses_that_are_compared_under_one_letter_have_their_own_gradients() -> None:
    found = verdicts(losses())
    assert "wrong" not in found
    assert found[:3] + found[-2:] == ["right"] * 5
    assert verdicts(losses("^2"))[-1] == "wrong"


def test_the_kind_of_a_loss_before_it_is_no_reason_to_believe_a_gradient() -> None:
    text = FIRST + SQUARES + r"With the cross-entropy $$L = -t \log y - (1 - t) \log (1 - y)$$ "
    assert verdicts(text + LOGISTIC) == ["right"] * 5
    assert verdicts(text + SLIP)[-1] == "wrong"


@pytest.mark.parametrize(
    ("slope", "verdict"),
    [(r"\frac{1}{T} (p_j - \mathbb{1}[j = y])", "unchecked"), (r"\frac{1}{T} (p_j + \mathbb{1}[j = y])", "wrong")],
)
def test_a_softmax_that_gets_a_temperature_refutes_no_slope_of_a_class(slope: str, verdict: str) -> None:
    lines = (
        r"p = \mathrm{softmax}(o)", r"\ell = -\log p_y",
        r"\frac{\partial \ell}{\partial o_j} = p_j - \mathbb{1}[j = y]",
        r"p_j = \frac{e^{o_j / T}}{\sum_k e^{o_k / T}}", rf"\frac{{\partial \ell}}{{\partial o_j}} = {slope}",
    )  # fmt: skip
    assert verdicts(displays(*lines))[-1] == verdict
