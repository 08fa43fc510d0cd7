"""Derivatives of the loss of a true class, which authors write under any letter, and one-hot labels beside it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}"
LOSS = r"C = -\log p_y"
OUTER = r"\frac{\partial C}{\partial p_j} = -\frac{1}{p_j}"
SCORE = r"\frac{\partial C}{\partial z_j} = p_j - 1"


def test_two_equations_that_need_the_true_class_are_right_if_it_is_meant() -> None:
    found = judged(displays(SOFTMAX, LOSS, OUTER, SCORE))
    assert [each.verdict.value for each in found] == ["right", "right", "right-if", "right-if"]
    assert found[2].assumes == found[3].assumes == ("j is the true class",)


def test_one_equation_alone_that_needs_the_true_class_may_be_a_slip() -> None:
    found = judged(displays(SOFTMAX, LOSS, SCORE))
    assert [each.verdict.value for each in found] == ["right", "right", "unchecked"]
    assert found[-1].reason == "it holds where j is the true class"


def test_the_members_of_one_chain_are_no_two_equations() -> None:
    chain = SCORE.replace("p_j - 1", r"-\frac{1}{p_j} \cdot p_j (1 - p_j) = p_j - 1")
    assert verdicts(displays(SOFTMAX, LOSS, chain))[2:] == ["unchecked", "unchecked"]


@pytest.mark.parametrize("slip", ["p_j", "p_j + 1", "1 - p_j", "2 p_j - 1"])
def test_the_true_class_excuses_no_slip(slip: str) -> None:
    wrong = rf"\frac{{\partial C}}{{\partial z_j}} = {slip}"
    assert verdicts(displays(SOFTMAX, LOSS, OUTER, SCORE, wrong))[2:] == ["right-if", "right-if", "wrong"]


@pytest.mark.parametrize(
    ("side", "verdict"), [("p_j - y_j", "right"), ("y_j - p_j", "wrong"), ("p_j (1 - y_j)", "wrong")]
)
def test_elements_of_a_label_that_chooses_are_one_hot(side: str, verdict: str) -> None:
    assert verdicts(displays(SOFTMAX, LOSS, rf"\frac{{\partial C}}{{\partial z_j}} = {side}"))[-1] == verdict


def test_a_label_is_no_class_before_the_text_has_it_choose_one() -> None:
    squares = (r"E = \frac12 \sum_j (y_j - a_j)^2", r"\frac{\partial E}{\partial y_j} = y_j - a_j")
    assert verdicts(displays(*squares, SOFTMAX, LOSS))[:2] == ["right", "right"]


NETWORK = (
    r"p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
    LOSS,
    r"\frac{\partial C}{\partial z_j} = p_j - y_j",
    r"z_j^L = \sum_k w_{jk}^L a_k^{L-1} + b_j^L",
    r"\frac{\partial C}{\partial w_{jk}^L} = "
    r"\frac{\partial C}{\partial z_j^L} \frac{\partial z_j^L}{\partial w_{jk}^L}",
)


@pytest.mark.parametrize(
    ("claim", "proved"),
    [
        (r"\frac{\partial C}{\partial w_{jk}^L} = (p_j - y_j) a_k^{L-1}", True),
        (r"\frac{\partial C}{\partial w_{jk}^L} = (y_j - p_j) a_k^{L-1}", False),
        (r"\frac{\partial C}{\partial w_{jk}^L} = (p_j - y_j) w_{jk}^L", False),
        (r"\frac{\partial C}{\partial b_j^L} = p_j - y_j", True),
        (r"\frac{\partial C}{\partial b_j^L} = p_j + y_j", False),
    ],
)
def test_raw_scores_without_a_layer_are_those_of_the_last(claim: str, *, proved: bool) -> None:
    found = verdicts(displays(*NETWORK, claim))
    assert found[:5] == ["right"] * 5
    assert (found[5] in {"right", "right-if"}) is proved


def test_a_section_that_tells_the_true_class_apart_means_no_other_letter_by_it() -> None:
    general = r"\frac{\partial C}{\partial z_j} = p_j - \mathbb{1}(j = y)"
    slips = (r"\frac{\partial C}{\partial z_j} = p_y - 1", r"\frac{\partial p_y}{\partial z_j} = p_y (1 - p_j)")
    assert verdicts(displays(SOFTMAX, LOSS, general, *slips))[2:] == ["right", "unchecked", "unchecked"]
