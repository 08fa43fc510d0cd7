"""Two errors that cancel are both named: the line that is wrong, and the one that undoes it."""

from __future__ import annotations

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Judgement
from backproof.source import Source
from tests.check.judging import displays

NETWORK = (r"h_j = \sigma(\sum_i w_{ij} x_i)", r"o = \sum_j v_j h_j", r"L = (y - o)^2")


def judged(*latex: str) -> list[Judgement]:
    return list(check_source(Source("hw.md", displays(*latex))).judgements)


def test_a_sign_that_is_lost_and_found_again_in_a_chain_is_named_twice() -> None:
    chain = r"\frac{\partial L}{\partial v_j} = 2 (y - o) h_j = 2 (o - y) h_j"
    wrong, right = judged(*NETWORK, chain)[-2:]
    assert (wrong.verdict.value, right.verdict.value) == ("wrong", "right")
    assert wrong.reason.endswith("; line 7 is right by a second error, which undoes this one")
    assert right.reason == "it does not follow from line 7, which is wrong: two errors cancel"


def test_a_step_that_climbs_along_a_gradient_of_the_wrong_sign_is_named() -> None:
    gradient = r"\frac{\partial L}{\partial v_j} = 2 (y - o) h_j"
    wrong, right = judged(*NETWORK, gradient, r"v_j \leftarrow v_j + \alpha 2 (y - o) h_j")[-2:]
    assert (wrong.verdict.value, right.verdict.value) == ("wrong", "right")
    assert wrong.reason.endswith("; line 9 is right by a second error, which undoes this one")
    assert right.reason == "it does not follow from line 7, which is wrong: two errors cancel"


def test_numbers_that_are_mistyped_and_then_used_as_they_should_be_are_named() -> None:
    found = judged(r"x = 2", r"w = 0.3", r"z = w x = 0.7 = 0.6")
    wrong, right = found[-2:]
    assert (wrong.verdict.value, right.verdict.value) == ("wrong", "right")
    assert "two errors cancel" in right.reason


def test_a_name_for_a_wrong_result_is_no_second_error() -> None:
    functions = (
        r"F(x, y) = \begin{bmatrix} x^2 + 2y \\ 3x + 4y^2 \end{bmatrix}",
        r"G(x) = \begin{bmatrix} x \\ x^2 \end{bmatrix}",
    )
    composed = r"F \circ G = \begin{bmatrix} x^2 + 2 x^2 \\ 3x + 4 x^3 \end{bmatrix} = \alpha"
    wrong, name = judged(*functions, composed)[-2:]
    assert (wrong.verdict.value, name.verdict.value) == ("wrong", "right")
    assert "undoes" not in wrong.reason
    assert not name.reason


def test_a_right_line_about_something_else_with_the_same_factors_undoes_nothing() -> None:
    lines = (r"\frac{\partial L}{\partial o} = 2 (y - o)", r"\frac{\partial L}{\partial y} = 2 (y - o)")
    wrong, right = judged(*NETWORK, *lines)[-2:]
    assert (wrong.verdict.value, right.verdict.value) == ("wrong", "right")
    assert "undoes" not in wrong.reason
    assert not right.reason


def test_an_error_that_is_carried_on_cancels_with_nothing() -> None:
    gradient = r"\frac{\partial L}{\partial v_j} = 2 (y - o) h_j"
    wrong, follows = judged(*NETWORK, gradient, r"v_j \leftarrow v_j - \alpha 2 (y - o) h_j")[-2:]
    assert (wrong.verdict.value, follows.verdict.value) == ("wrong", "follows")
    assert "undoes" not in wrong.reason
