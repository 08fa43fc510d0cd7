"""Bars over names are gradients where the words say so, or a step descends along one."""

import pytest

from tests.check.judging import displays, verdicts

NETWORK = r"We have $z = w x + b$, $a = \tanh z$ and $E = \frac12 (a - t)^2$. "
CLAIMS = (r"\bar{a} = a - t", r"\bar{z} = \bar{a} (1 - a^2)", r"\bar{w} = \bar{z} x")
SAID = (
    "In these notes a bar over a name means the derivative of the loss by that name.",
    "A bar denotes a gradient.",
    r"We write $\bar{v}$ for $\partial E / \partial v$.",
    r"For each $v$ denote the adjoint $\frac{\partial E}{\partial v}$ by $\bar{v}$.",
    r"Let $\bar{x}$ be the sensitivity of the error to $x$.",
)
OUTPUT = r"h = \sigma(u x), \quad \hat y = v h, \quad J = (\hat y - y)^2"
MATRIX = r"$W \in \mathbb{R}^{H \times D}$ and $$h = \sigma(W x + b), \quad o = v^T h, \quad J = (o - y)^2$$"


@pytest.mark.parametrize("said", SAID)
def test_a_bar_is_the_gradient_that_the_words_call_so(said: str) -> None:
    text = NETWORK + said
    assert verdicts(text + displays(*CLAIMS))[-3:] == ["right"] * 3
    assert verdicts(text + displays(*CLAIMS[:2], r"\bar{w} = \bar{a} x"))[-3:] == ["right", "right", "wrong"]
    assert verdicts(text + displays(r"\bar{a} = t - a"))[-1] == "wrong"


@pytest.mark.parametrize(
    "said",
    [
        "The bar chart shows the gradient of the loss.",
        "A bar marks the target network, through which no gradient flows.",
        r"We write $\bar{w}$ for the running average of the gradient.",
    ],
)
def test_other_words_of_bars_make_no_gradients(said: str) -> None:
    claims = displays(
        r"q = w x + \bar{w} x, \quad L = \frac12 (q - t)^2", r"\frac{\partial L}{\partial x} = (q - t) (w + \bar{w})"
    )
    assert verdicts(said + claims) == ["right"] * 3


def test_a_bar_that_a_line_defines_as_a_mean_is_one() -> None:
    mean = displays(r"\bar{x} = \frac1n \sum_i x_i", r"L = \frac12 (w \bar{x} - t)^2")
    claim = displays(r"\frac{\partial L}{\partial w} = (w \bar{x} - t) \bar{x}")
    assert verdicts("A bar denotes a gradient." + mean + claim) == ["right"] * 3


def test_a_step_along_a_bar_says_what_bars_are() -> None:
    step = displays(r"\bar{W} = (\bar{h} \odot h \odot (1 - h)) x^T", r"W \leftarrow W - \epsilon \bar{W}")
    assert verdicts(MATRIX + step)[-2:] == ["right", "right"]
    assert verdicts(MATRIX + step.replace("(1 - h)", "(1 + h)"))[-2] == "wrong"


def test_a_bar_over_a_target_is_the_gradient_by_the_output_under_an_assumption() -> None:
    claims = displays(OUTPUT, r"\bar{y} = 2 (\hat y - y)", r"\bar{v} = \bar{y} h")
    assert verdicts("A bar denotes a gradient." + claims)[-2:] == ["right-if", "right-if"]
    assert verdicts("A bar denotes a gradient." + claims.replace(r"\bar{y} h", r"\bar{y} v"))[-1] == "wrong"


def test_the_words_may_name_what_is_differentiated() -> None:
    text = r"A bar marks the derivative of $f$. We have $u = x + y$, $v = x y$ and $f = u v$."
    assert verdicts(text + displays(r"\bar{u} = v", r"\bar{x} = \bar{u} + \bar{v} y"))[-2:] == ["right", "right"]
    assert verdicts(text + displays(r"\bar{u} = v", r"\bar{x} = \bar{u} + \bar{v} x"))[-1] == "wrong"
