"""Labels that sum to one where the field says so, unless the words deny it."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import displays, judged, verdicts

SOFTMAX = displays(r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad L = -\sum_k y_k \log p_k")
GENERAL = displays(r"\frac{\partial L}{\partial z_i} = p_i \sum_k y_k - y_i")
USUAL = displays(r"\frac{\partial L}{\partial z_i} = p_i - y_i")
TWO = displays(
    r"y_1 = \frac{e^{z_1}}{e^{z_1} + e^{z_2}}, \quad y_2 = \frac{e^{z_2}}{e^{z_1} + e^{z_2}}",
    r"E = -t_1 \log y_1 - t_2 \log y_2",
    r"\frac{\partial E}{\partial z_1} = y_1 - t_1, \quad \frac{\partial E}{\partial z_2} = y_2 - t_2",
)


@pytest.mark.parametrize(
    ("words", "free"),
    [
        ("The labels do not have to sum to one.", True),
        ("The targets $t_k$ need not sum to $1$.", True),
        ("We do not assume that the labels sum to one.", True),
        ("The targets aren't normalized.", True),
        ("The labels sum to one.", False),
        ("Outputs of sigmoids do not sum to one, and the targets are soft.", False),
        ("Unlike the labels, the outputs do not sum to one.", False),
        ("The labels don't add up to one. If they sum to one, this is shorter.", False),
        ("The labels need not sum to one, but here they are one-hot. The one-hot labels are given.", False),
    ],
)
def test_words_that_deny_it(words: str, free: bool) -> None:
    assert read_document(Source("hw.md", words)).free_labels is free


def test_a_gradient_for_labels_that_sum_to_one_is_wrong_where_they_do_not() -> None:
    assert verdicts("\n\n".join((SOFTMAX, GENERAL, USUAL)))[-2:] == ["right", "right"]
    denied = "The labels do not have to sum to one.\n\n"
    assert verdicts(denied + "\n\n".join((SOFTMAX, GENERAL, USUAL)))[-2:] == ["right", "wrong"]


def test_labels_that_are_written_out_are_not_said_to_sum_to_one_either() -> None:
    assert judged(TWO)[-1].assumes == ("the labels sum to one",)
    assert verdicts("The targets need not sum to one.\n\n" + TWO)[-2:] == ["wrong", "wrong"]
