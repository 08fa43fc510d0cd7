r"""Numbers with a letter that is part of their name: ``\sqrt{d_k}`` in attention."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

ATTENTION = displays(
    r"S = \frac{Q K^T}{\sqrt{d_k}}", r"L = \sum_i \sum_j S_{ij}^2",
    r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d_k}} \frac{\partial L}{\partial S} K",
)  # fmt: skip


def test_a_letter_that_stands_on_one_name_only_is_part_of_it() -> None:
    assert verdicts(ATTENTION) == ["right"] * 3
    assert verdicts(ATTENTION.replace(r"= \frac{1}{\sqrt{d_k}} \frac", r"= \frac"))[-1] == "wrong"
    assert verdicts(ATTENTION.replace(r"= \frac{1}{\sqrt{d_k}} \frac", r"= \frac{1}{d_k} \frac"))[-1] == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        displays(r"L = \sum_k d_k x_k", r"\frac{\partial L}{\partial x_k} = d_k"),
        displays(r"y_k = d_k x_k", r"\frac{\partial y_k}{\partial x_k} = d_k"),
        displays(r"y = \sum_j d_j x_j", r"\frac{\partial y}{\partial x_k} = d_k"),
    ],
)
def test_an_index_stays_one(text: str) -> None:
    assert verdicts(text) == ["right"] * 2
    assert verdicts(text.replace("} = d_k", "} = d_j"))[-1] != "right"
    assert verdicts(text.replace("} = d_k", "} = x_k"))[-1] != "right"


def test_the_dimension_of_keys_has_its_letter_beside_an_index_elsewhere() -> None:
    parts = (r"S = \frac{Q K^T}{\sqrt{d_k}}", r"P = \mathrm{softmax}(S)", r"O = P V")
    slopes = (r"dP = dO V^T", r"dS_{ij} = P_{ij} (dP_{ij} - \sum_k P_{ik} dP_{ik})", r"dQ = \frac{1}{\sqrt{d_k}} dS K")
    assert set(verdicts(displays(*parts, *slopes))) == {"right"}
    slip = slopes[-1].replace(r"\frac{1}{\sqrt{d_k}}", r"\sqrt{d_k}")
    assert verdicts(displays(*parts, *slopes[:-1], slip))[-1] == "wrong"


def test_a_new_value_may_be_marked_in_german() -> None:
    loss = (r"y = v_1 h_1 + v_2 h_2", r"E = (y - t)^2", r"\frac{\partial E}{\partial v_1} = 2 (y - t) h_1")
    step = r"v_1^{neu} = v_1 - \eta \frac{\partial E}{\partial v_1}"
    assert verdicts(displays(*loss, step))[-1] == "right"
    assert verdicts(displays(*loss, step.replace("- \\eta", "+ \\eta")))[-1] == "wrong"


def test_a_dimension_may_have_several_letters_and_stand_without_any() -> None:
    declared = r"Let $W_Q \in \mathbb{R}^{d \times d_k}$ and $W_V \in \mathbb{R}^{d \times d_v}$."
    parts = (r"Q = X W_Q", r"K = X W_K", r"V = X W_V", r"S = \frac{Q K^T}{\sqrt{d_k}}", r"O = S V")
    line = r"s_i = \frac{q^T k_i}{\sqrt{d_k}}"
    slope = r"\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d_k}} \frac{\partial L}{\partial S} K"
    text = declared + displays(*parts, slope)
    assert verdicts(text) == ["right"] * 8
    assert verdicts(text.replace(r"= \frac{1}{\sqrt{d_k}} \frac", r"= \frac{1}{\sqrt{d_v}} \frac"))[-1] != "right"
    assert verdicts(text.replace(r"= \frac{1}{\sqrt{d_k}} \frac", r"= \frac"))[-1] == "wrong"
    assert verdicts(displays(line, r"\frac{\partial s_i}{\partial q} = \frac{k_i}{\sqrt{d_k}}"))[-1] != "wrong"
