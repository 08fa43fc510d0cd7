"""Parameters that have other values after a step of gradient descent, by the words."""

from __future__ import annotations

import pytest

from tests.check.judging import judged, verdicts

PAGE = r"""
Let $x = 1$, $y = 1$, $v = 2$, $w = 0.5$ and $z = v x$, $p = w z$, $L = \frac12 (p - y)^2 + v$.

$$\frac{\partial L}{\partial w} = (p - y) z, \quad \frac{\partial L}{\partial v} = (p - y) w x + 1$$

"""
BEFORE = 9
"""Statements of the page."""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (r"After one step with $\eta = 0.1$: $v = 1.9$ and $w = 0.5$.", ["right"] * 3),
        (r"After one step with $\eta = 0.1$: $v = 2.1$ and $w = 0.5$.", ["right", "wrong", "right"]),
        (r"With $\eta = 0.1$ the updated weights are $$v = 1.9, \quad w = 0.6$$", ["right", "right", "wrong"]),
        (r"After the update with $\eta = 0.1$ we have $v = 2 - 0.1 = 1.9$.", ["right"] * 3),
        (r"Now take the weights $v = 3$, $w = 0.6$.", ["right"] * 2),
    ],
)
def test_a_value_after_a_step_is_the_old_one_less_the_rate_times_the_gradient(said: str, found: list[str]) -> None:
    assert verdicts(PAGE + said)[BEFORE:] == found


def test_all_parameters_take_the_step_at_once() -> None:
    """The gradient by w at the new v would be another one."""
    page = PAGE.replace("y = 1", "y = 3")
    said = r"After one step with $\eta = 0.1$: $v = %s$, $w = %s$."
    assert verdicts(page + said % ("2", "0.9"))[-2:] == ["right", "right"]
    assert verdicts(page + said % ("2", "0.5"))[-2:] == ["right", "wrong"]


def test_a_value_after_a_step_by_a_gradient_that_is_wrong_follows() -> None:
    page = PAGE + r"At these values $$\frac{\partial L}{\partial v} = 3$$ "
    found = judged(page + r"After one step with $\eta = 0.1$: $v = 1.7$.")
    assert [each.verdict.value for each in found[-3:]] == ["wrong", "right", "follows"]


@pytest.mark.parametrize("words", ["After the first step with Adam", "We use momentum. After one step"])
def test_a_step_by_another_rule_says_nothing_of_the_gradient(words: str) -> None:
    assert "wrong" not in verdicts(PAGE + words + r" with $\eta = 0.1$: $v = 1.8$.")[BEFORE:]


WORKED = r"Let $x = 1$, $t = 1$, $w = 0.5$, $\eta = 0.1$, $y = w x$, $L = \frac12 (y - t)^2$. "
SLOPE = r"Then $\frac{dL}{dw} = (y - t) x = -0.5$. "


@pytest.mark.parametrize("sign", ["=", r"\leftarrow"])
@pytest.mark.parametrize(
    ("step", "found"),
    [
        (r"0.5 + 0.1 \cdot 0.5 = 0.55", ["right", "right"]),
        (r"0.5 - 0.1 \cdot 0.5 = 0.45", ["wrong", "follows"]),
        (r"0.5 + 0.1 \cdot 2 = 0.7", ["wrong", "follows"]),
        (r"0.5 + 0.1 \cdot 0.5 = 0.65", ["right", "wrong"]),
    ],
)
def test_a_step_in_numbers_goes_from_the_last_value_by_the_rate(sign: str, step: str, found: list[str]) -> None:
    assert verdicts(f"{WORKED}{SLOPE}So $w {sign} {step}$.")[-2:] == found


def test_a_value_that_no_rate_leads_to_is_given_again() -> None:
    assert verdicts(WORKED + r"$\frac{dL}{dw} = -0.5$. Now take $w = 0.5 + 0.001 = 0.501$.")[-2:] == ["right", "right"]


@pytest.mark.parametrize(("sign", "value", "verdict"), [("+", "0.595", "right"), ("-", "0.505", "wrong")])
def test_the_value_after_a_second_step_is_not_given(sign: str, value: str, verdict: str) -> None:
    first = WORKED + SLOPE + r"So $w \leftarrow 0.5 + 0.1 \cdot 0.5 = 0.55$, $\frac{dL}{dw} = -0.45$ and "
    assert verdicts(rf"{first} $w \leftarrow 0.55 {sign} 0.1 \cdot 0.45 = {value}$.")[-2] == verdict


@pytest.mark.parametrize("words", ["Adam's first step is", "With momentum we get", "With weight decay we get"])
def test_a_step_in_numbers_by_another_rule_is_open(words: str) -> None:
    assert verdicts(rf"{WORKED}{SLOPE}{words} $w \leftarrow 0.5 + 0.1 \cdot 1 = 0.6$.")[-2:] == [
        "unchecked",
        "right-if",
    ]


STEPPED = (
    r"Let $w = 0.5$, $x = 2$, $t = 3$, $\eta = 0.1$, $y = w x$ and $L = \frac12 (y - t)^2$. $$y = 0.5 \cdot 2 = 1$$"
    r" $$\frac{\partial L}{\partial w} = (1 - 3) \cdot 2 = -4$$ $$w = 0.5 - 0.1 \cdot (-4) = 0.9$$ "
)


@pytest.mark.parametrize("words", ["Second pass:", "Iteration 2.", "With the new weight:", "Zweiter Durchlauf:"])
def test_another_pass_goes_on_with_the_values_after_the_step(words: str) -> None:
    assert verdicts(STEPPED + words + r" $$y = 0.9 \cdot 2 = 1.8$$")[-2:] == ["right", "right"]
    assert verdicts(STEPPED + words + r" $$y = 0.5 \cdot 2 = 1$$")[-2] not in {"right", "right-if"}


def test_what_the_words_say_of_old_values_is_of_these() -> None:
    assert verdicts(STEPPED + r"With the old weight again: $$y = 0.5 \cdot 2 = 1$$")[-2] == "right-if"
