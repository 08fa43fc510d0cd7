"""Steps of training in numbers without an arrow: ``w = 0.2 - 0.5 \\cdot 0.1``, from the value that the name has."""

from __future__ import annotations

import pytest

from tests.check.judging import judged

NEURON = r"""
$s = w_1 x_1 + w_2 x_2 + b$, $o = \sigma(s)$ with $\sigma(s) = \frac{1}{1+e^{-s}}$ and $E = \frac12 (t - o)^2$.

$\frac{\partial E}{\partial w_1} = (o-t) o (1-o) x_1$. The learning rate is $\eta = 0.5$.

$x_1 = 1$, $x_2 = 0.5$, $w_1 = 0.2$, $w_2 = -0.4$, $b = 0.1$, $t = 1$:

$s = 0.2 \cdot 1 + (-0.4)(0.5) + 0.1 = 0.1$ and $o = \sigma(0.1) = 0.525$.

$\frac{\partial E}{\partial w_1} = (0.525 - 1)(0.525)(0.475)(1) = -0.1185$

"""
FIRST = r"$w_1 = 0.2 + 0.5 \cdot 0.1185 = 0.2592$" "\n\n"


def last(text: str, count: int = 2) -> list[str]:
    """The verdicts of the last lines of a page about one neuron."""
    return [each.verdict.value for each in judged(NEURON + text)[-count:]]


@pytest.mark.parametrize(
    ("step", "slip"),
    [
        (r"$w_1 = 0.2 + 0.5 \cdot 0.1185 = 0.2592$", r"$w_1 = 0.2 - 0.5 \cdot 0.1185 = 0.1408$"),
        (r"$w_1 = 0.2 - 0.5 \cdot (-0.1185) = 0.2592$", r"$w_1 = 0.2 + 0.5 \cdot (-0.1185) = 0.1408$"),
        (r"$w_1 = 0.2 + 0.0592 = 0.2592$", r"$w_1 = 0.2 - 0.0592 = 0.1408$"),
        (FIRST + r"$w_2 = -0.4 + 0.0296 = -0.3704$", FIRST + r"$w_2 = -0.4 - 0.0296 = -0.4296$"),
        (
            FIRST + r"$b = b - \eta \frac{\partial E}{\partial b} = 0.1 - 0.5 \cdot (-0.1185) = 0.1592$",
            FIRST + r"$b = b - \eta \frac{\partial E}{\partial b} = 0.1 - 0.5 \cdot 0.1185 = 0.0408$",
        ),
    ],
)
def test_a_step_in_numbers_goes_down(step: str, slip: str) -> None:
    """A value that goes on from the one that the name has is a step, and one that goes up is wrong, the learning rate
    written or not; it was a value that the document gives."""
    assert last(step) == ["right", "right"]
    assert last(slip) == ["wrong", "follows"]


def test_gradients_behind_a_step_are_those_before_it() -> None:
    """All parameters take a step at once: what is computed between two of them goes on with the values before."""
    gradient = r"$\frac{\partial E}{\partial w_2} = -0.1185 \cdot 0.5 = -0.0592$"
    assert last(FIRST + gradient) == ["right", "right"]
    assert last(FIRST + gradient.replace("0.5 = -0.0592", "0.4 = -0.0474")) == ["wrong", "follows"]


def test_what_is_computed_after_a_step_has_its_values() -> None:
    """The second pass is proved with the values that the first step gave, however many digits these have."""
    steps = (
        FIRST + r"$w_2 = -0.4 + 0.5 \cdot 0.0592 = -0.3704$, $b = 0.1 + 0.5 \cdot 0.1185 = 0.1592$."
        r" Then $s = 0.2592 - 0.3704 \cdot 0.5 + 0.1592 = 0.2332$ and $o = 0.558$."
        "\n\n"
        r"$\frac{\partial E}{\partial w_1} = (0.558 - 1)(0.558)(0.442) = -0.109$"
        "\n\n"
    )
    assert last(steps) == ["right", "right"]
    assert last(steps + r"$w_1 = 0.2592 + 0.5 \cdot 0.109 = 0.3137$") == ["right", "right"]
    assert last(steps + r"$w_1 = 0.2592 - 0.5 \cdot 0.109 = 0.2047$")[0] != "right"


def test_a_small_change_is_no_step() -> None:
    """A difference quotient adds a small number: that is neither given nor refuted."""
    assert last(r"$w_1 = 0.2 + 0.001 = 0.201$") == ["unchecked", "right-if"]


LINE = r"""
$L = \frac12 (w x - y)^2$ with $\frac{\partial L}{\partial w} = (w x - y) x$ and $x = 2$, $y = 1$, $w = 1.5$.

At these values $\frac{\partial L}{\partial w} = 4$. The learning rate is $\eta = 0.1$.

"""


@pytest.mark.parametrize("sign", ["=", r"\leftarrow"])
@pytest.mark.parametrize(
    "step",
    [
        r"Adam gives $w %s 1.5 - 0.1 \cdot \frac{4}{\sqrt{16}} = 1.4$",
        r"With weight decay $\lambda = 0.01$: $w %s 1.5 - 0.1 \cdot (4 + 0.01 \cdot 1.5) = 1.0985$",
        r"The gradient is clipped to 1: $w %s 1.5 - 0.1 \cdot 1 = 1.4$",
    ],
)
def test_steps_by_another_rule_are_left_open(step: str, sign: str) -> None:
    """What the words call another optimiser, decay or clipping is not measured by plain descent; plain descent is."""
    assert [each.verdict.value for each in judged(LINE + step % sign)[-2:]] == ["unchecked", "right-if"]
    plain = LINE + rf"So $w {sign} 1.5 + 0.1 \cdot 4 = 1.9$"
    assert [each.verdict.value for each in judged(plain)[-2:]] == ["wrong", "follows"]


def test_weight_decay_in_an_update_is_another_rule() -> None:
    """The loss has no decay in it: it needs a penalty; where no words speak of one, the same update is wrong."""
    update = r"$w \leftarrow w - \eta \left( \frac{\partial L}{\partial w} + \lambda w \right)$"
    assert judged(LINE + r"With weight decay $\lambda = 0.01$ the update is " + update)[-1].verdict.value == "right-if"
    assert judged(LINE + r"With $\lambda = 0.01$ the update is " + update)[-1].verdict.value == "wrong"
