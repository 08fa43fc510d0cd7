r"""Derivatives that a chain sets to zero, and what holds only there."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

RIDGE = r"J(w) = \|A w - b\|^2 + \lambda \|w\|^2"
SLOPE = r"\nabla_w J = 2 A^T (A w - b) + 2 \lambda w"


@pytest.mark.parametrize("arrow", [r"\Rightarrow", r"\quad \implies \quad", r"\iff"])
def test_what_a_derivative_was_computed_to_be_may_be_set_to_zero(arrow: str) -> None:
    line = rf"{SLOPE} = 0 {arrow} A^T A w + \lambda w = A^T b"
    assert verdicts(displays(RIDGE, line)) == ["right", "right", "unchecked", "unchecked"]
    reasons = [each.reason for each in judged(displays(RIDGE, line))][2:]
    assert reasons == [
        "a derivative may be set to zero here, to find where that is so",
        "it may hold only where the derivative before is zero",
    ]


def test_the_next_display_may_follow_too() -> None:
    found = verdicts(displays(RIDGE, rf"{SLOPE} = 0") + r" so that $$A^T A w + \lambda w = A^T b$$")
    assert found[-1] == "unchecked"


def test_a_slip_before_the_zero_is_found() -> None:
    line = r"\nabla_w J = 2 A^T (A w - b) + \lambda w = 0 \Rightarrow A^T A w + \lambda w = A^T b"
    assert verdicts(displays(RIDGE, line))[1] == "wrong"


def test_a_derivative_that_is_said_to_be_zero_is_held_to_it() -> None:
    mean = r"m = \frac{1}{n} \sum_{i=1}^n x_i"
    assert verdicts(displays(mean, r"\frac{\partial m}{\partial x_i} = 0"))[-1] == "wrong"
    spread = r"v = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2"
    zero = r"\frac{\partial v}{\partial m} = -\frac{2}{n} \sum_{i=1}^n (x_i - m) = 0"
    assert verdicts(displays(mean, spread, zero))[-2:] == ["right", "right"]


def test_what_other_chains_come_to_is_held_to_it() -> None:
    assert verdicts(displays(r"y = x^2 + 1", r"y - 1 = (x + 1) (x - 1) = 0"))[1:] != ["right", "right"]
    derived = displays(RIDGE, SLOPE, r"\nabla_w J - 2 \lambda w = 2 A^T A w")
    assert verdicts(derived)[-1] == "wrong"


def test_an_expression_that_vanishes_where_something_is_largest_is_a_condition() -> None:
    scores = displays(r"D = \sigma(a)", r"V = p \log D + q \log(1 - D)")
    where = r"It is largest where $$\frac{p}{D} - \frac{q}{1 - D} = 0$$"
    assert verdicts(scores + where)[-1] == "unchecked"
    assert verdicts(scores + where.replace("It is largest where", "We have"))[-1] == "wrong"


@pytest.mark.parametrize(("factor", "verdict"), [("-2", "right"), ("5", "wrong"), ("2", "wrong")])
def test_nothing_is_proved_at_an_optimum_that_a_later_line_gives(factor: str, verdict: str) -> None:
    """There both sides are zero, and so is any multiple of them."""
    text = (
        rf"$$J(\mu) = \sum_{{i=1}}^n (x_i - \mu)^2$$ $$\frac{{dJ}}{{d\mu}} = {factor} \sum_{{i=1}}^n (x_i - \mu)$$"
        r" Setting this to zero gives $$\mu = \frac1n \sum_{i=1}^n x_i$$"
    )
    assert verdicts(text)[1] == verdict


FIT = displays(
    r"\hat y_i = w x_i", r"J = \frac12 \sum_i (\hat y_i - y_i)^2", r"w = \frac{\sum_i x_i y_i}{\sum_i x_i^2}"
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"w \leftarrow w - \eta \sum_i (w x_i - y_i) x_i", "right"),
        (r"w \leftarrow w + \eta \sum_i (w x_i - y_i) x_i", "wrong"),
        (r"w^{new} = w - \eta \sum_i (w x_i - y_i) x_i", "right"),
        (r"w^{new} = w + \eta \sum_i (w x_i - y_i) x_i", "wrong"),
        (r"\frac{dJ}{dw} = \sum_i (\hat y_i - y_i) x_i", "right"),
        (r"\frac{dJ}{dw} = -\sum_i (\hat y_i - y_i) x_i", "wrong"),
    ],
)
def test_a_parameter_is_free_again_behind_its_optimum(line: str, verdict: str) -> None:
    """With its closed form every derivative by it is zero, and every step of descent is none."""
    assert verdicts(f"{FIT}\n\n{displays(line)}")[-1] == verdict


ZERO = r"2 A^T (A w - b) + 2 \lambda w = 0"


def test_what_follows_a_gradient_that_words_set_to_zero_may_hold_only_there() -> None:
    text = displays(RIDGE, SLOPE) + "\n\nSetting the gradient to zero:\n\n" + displays(ZERO)
    solved = displays(r"A^T (A w - b) + \lambda w = 0", r"(A^T A + \lambda I) w = A^T b")
    assert verdicts(f"{text}\n\n{solved}")[2:] == ["unchecked"] * 3
    # A gradient itself is no such line: it is what it is everywhere.
    slip = r"\nabla_w J = 2 A^T (A w + b) + 2 \lambda w"
    assert verdicts(f"{text}\n\n{displays(slip)}")[-1] == "wrong"


@pytest.mark.parametrize("words", ["The minimum of $f$ fulfils", "The solution is where", "A critical point has"])
def test_what_words_say_of_an_optimum_holds_there_alone(words: str) -> None:
    model = displays(r"r = b^T x", r"f = \frac12 x^T A x - r") + "\n\n"
    assert verdicts(f"{model}{words} $A x = b$.")[-1] == "unchecked"
    assert verdicts(f"{model}{words} $\\frac{{\\partial r}}{{\\partial x}} = x$.")[-1] == "wrong"
