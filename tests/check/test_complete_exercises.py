"""Two exercises that compute their own outputs are judged apart, whatever their headings say."""

import pytest

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.source import Source

SCALAR = r"""
$$y = w_2 h + b_2$$

$$h = \max(0, w_1 x + b_1)$$

$$L = (y - t)^2$$

$$\frac{\partial L}{\partial y} = 2 (y - t)$$

$$\frac{\partial L}{\partial w_2} = 2 (y - t) h$$
"""
VECTOR = r"""
$$a_i = \sum_j W_{ij} x_j + b_i$$

$$p_i = \frac{e^{a_i}}{\sum_k e^{a_k}}$$

$$L = -\sum_i y_i \log p_i$$

where $y$ is one-hot. Then

$$\frac{\partial L}{\partial a_i} = p_i - y_i$$

$$\frac{\partial L}{\partial W_{ij}} = (p_i - y_i) x_j$$

$$\frac{\partial L}{\partial b_i} = p_i - y_i$$
"""
HEADINGS = [("## A rectified unit\n", "## Softmax\n"), ("**Problem 1.**\n", "**Problem 2.**\n"), ("(a)\n", "(b)\n")]
GOING_ON = r"""## Forward pass

$$z = w x + b$$

$$a = \tanh(z)$$

$$L = \frac12 (a - y)^2$$

## Backward pass

$$\frac{\partial L}{\partial z} = (a - y) (1 - a^2)$$

## Update

$$\frac{\partial L}{\partial w} = (a - y) (1 - a^2) x$$
"""
PENALTY = r"""## The error

$$y = w x$$

$$L = \frac12 (y - t)^2$$

$$\frac{\partial L}{\partial w} = (y - t) x$$

## With a penalty

$$L = \frac12 (y - t)^2 + \frac12 w^2$$

$$\frac{\partial L}{\partial w} = (y - t) x + w$$
"""


def _verdicts(text: str) -> list[Verdict]:
    return [each.verdict for each in check_source(Source("sheet.md", text)).judgements]


@pytest.mark.parametrize(("first", "second"), HEADINGS)
def test_an_output_of_one_exercise_may_be_a_label_of_the_next(first: str, second: str) -> None:
    """The letters y and b are a number in one exercise and a vector in the other, in either order."""
    for one, other in ((SCALAR, VECTOR), (VECTOR, SCALAR)):
        assert set(_verdicts(first + one + "\n" + second + other)) <= PROVED


@pytest.mark.parametrize("line", ["b_i} = p_i - y_i", "a_i} = p_i - y_i"])
def test_a_slip_in_the_second_exercise_is_refuted(line: str) -> None:
    """What belongs to another exercise excuses nothing."""
    slip = VECTOR.replace(line, line.replace("-", "+"))
    assert Verdict.WRONG in _verdicts(HEADINGS[0][0] + SCALAR + "\n" + HEADINGS[0][1] + slip)


def test_one_derivation_under_several_headings_keeps_its_names() -> None:
    """A backward pass differentiates what the forward pass defines."""
    assert set(_verdicts(GOING_ON)) <= PROVED


def test_a_loss_with_a_penalty_goes_on_with_the_output_before() -> None:
    """The weight in the penalty is that of the output, and a lost term is wrong."""
    assert set(_verdicts(PENALTY)) <= PROVED
    assert Verdict.WRONG in _verdicts(PENALTY.replace("(y - t) x + w", "w"))
