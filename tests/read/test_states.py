"""Words for one side of a maximum, or for some of the classes: what stands behind them holds there."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MAXIMUM = displays(r"y = \max(x_1, x_2)")
SCORES = displays(r"p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}", r"L = -\log p_y")


@pytest.mark.parametrize("words", ["If $x_1$ is the larger one then", "When the first input is the maximum,"])
def test_a_slope_of_a_maximum_holds_on_one_side(words: str) -> None:
    slope = displays(r"\frac{\partial y}{\partial x_1} = 1")
    assert verdicts(f"{MAXIMUM}\n\n{words}\n{slope}")[-1] == "unchecked"
    assert verdicts(f"{MAXIMUM}\n\nThe larger one is taken. So\n{slope}")[-1] == "wrong"


@pytest.mark.parametrize("words", ["and for every other class", "For the remaining classes we find"])
def test_a_gradient_by_some_of_the_scores_is_none_by_all(words: str) -> None:
    slope = displays(r"\frac{\partial L}{\partial s_k} = p_k")
    assert verdicts(f"{SCORES}\n\n{words}\n{slope}")[-1] == "unchecked"
    assert verdicts(f"{SCORES}\n\nThe gradient is\n{slope}")[-1] != "right"


def test_what_is_otherwise_so_is_said_of_the_displays_behind_it() -> None:
    hinge = displays(r"f = w^T x", r"\ell = \max(0, 1 - y f)")
    zero = displays(r"\frac{\partial \ell}{\partial w} = 0")
    assert verdicts(f"{hinge}\n\notherwise both are zero:\n{zero}")[-1] == "unchecked"
    assert verdicts(f"{hinge}\n\nIt is 1 if active and otherwise 0. The gradient is\n{zero}")[-1] == "wrong"


def test_what_holds_for_a_size_is_not_held_to_all_sizes() -> None:
    cosine = displays(r"s = \frac{a^\top b}{\|a\| \|b\|}")
    slope = displays(r"\frac{\partial s}{\partial a} = b - s a")
    assert verdicts(f"{cosine}\n\nFor unit vectors this is\n{slope}")[-1] == "unchecked"
    assert verdicts(rf"{cosine} If $\|a\| = 1$ and $\|b\| = 1$, then {slope}")[-1] == "unchecked"
    assert verdicts(f"{cosine}\n\nFor these vectors this is\n{slope}")[-1] == "wrong"
    mean = displays(r"L = \frac1n \sum_{i \in B} (w x_i - y_i)^2")
    assert verdicts(rf"{mean} For $|B| = 1$ it is $\frac{{\partial L}}{{\partial w}} = 5 x_i$.")[1:] == [
        "right",
        "unchecked",
    ]


@pytest.mark.parametrize("words", ["otherwise", "(otherwise)", "for inactive units", "ignoring the kink"])
def test_words_in_a_formula_say_what_those_of_a_sentence_do(words: str) -> None:
    slope = r"\frac{\partial y}{\partial x} = 0"
    maximum = displays(r"y = \max(0, x)")
    limited = displays(rf"{slope} \quad \text{{{words}}}")
    assert verdicts(f"{maximum}\n\n{limited}")[1] == "unchecked"
    assert verdicts(f"{maximum}\n\n{limited.replace(words, '(slope)')}")[1] == "wrong"


def test_a_letter_above_a_name_that_a_sum_binds_may_be_its_index() -> None:
    score = displays(r"y = \sum_k w_k \sum_i A^k_i")
    assert verdicts(score + "\n\n" + displays(r"\frac{\partial y}{\partial A^k_i} = w_k"))[-1] != "wrong"
    below = displays(r"y = \sum_k w_k \sum_i A_{ki}")
    assert verdicts(below + "\n\n" + displays(r"\frac{\partial y}{\partial A_{ki}} = 2 w_k"))[-1] == "wrong"
