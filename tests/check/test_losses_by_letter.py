r"""Derivatives of ``L`` beside the one loss ``L_{CE}`` that the section defines are derivatives of that loss."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (r"a = \sigma(z)", r"L_{CE} = -(y \log a + (1 - y) \log(1 - a))")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial z} = a - y", "right-if"),
        (r"\frac{\partial L}{\partial z} = y - a", "wrong"),
        (r"\frac{\partial L}{\partial a} = -\frac{y}{a} + \frac{1 - y}{1 - a}", "right-if"),
        (r"\frac{\partial L}{\partial a} = -\frac{y}{a} - \frac{1 - y}{1 - a}", "wrong"),
    ],
)
def test_a_loss_may_lack_its_label(line: str, verdict: str) -> None:
    """The document does not say so, which the verdict names; slips are refuted."""
    assert verdicts(displays(*MODEL, line))[-1] == verdict


@pytest.mark.parametrize(
    "more",
    [
        (r"L_{reg} = \frac12 z^2",),
        (r"L = L_{CE} + \frac12 z^2",),
        (r"L = \frac12 z^2",),
    ],
)
def test_the_letter_is_no_other_loss(more: tuple[str, ...]) -> None:
    """Beside another label, and where the letter has a meaning, it is not the loss with the label."""
    assert verdicts(displays(*MODEL, *more, r"\frac{\partial L}{\partial z} = a - y"))[-1] in {"unchecked", "wrong"}


def test_a_loss_defined_elsewhere_keeps_its_meaning() -> None:
    """A letter that another section defines by the same names is that one, of which a slip is not excused."""
    text = "# Ridge\n\n" + displays(r"L = \frac12 z^2") + "\n\n# Entropy\n\n" + displays(*MODEL)
    assert verdicts(text + "\n\n" + displays(r"\frac{\partial L}{\partial z} = a - y"))[-1] in {"unchecked", "wrong"}


def test_a_sum_over_samples_is_no_loss_of_one() -> None:
    """A derivative that adds up samples is not held against the loss of one of them."""
    line = r"\frac{\partial L}{\partial w} = \sum_n (a_n - y_n) x_n"
    assert verdicts(displays(*MODEL, r"z = w x", line))[-1] == "unchecked"
