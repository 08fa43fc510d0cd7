r"""Scores of pairs of vectors: where ``s_{ii}`` stands, there are as many of the one as of the other."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

PAIRS = displays(
    r"s_{ij} = u_i^T v_j / \tau",
    r"p_{ij} = \frac{\exp(s_{ij})}{\sum_k \exp(s_{ik})}",
    r"L_i = -s_{ii} + \log \sum_k \exp(s_{ik})",
)
SQUARES = displays(r"s_{ij} = u_i^T v_j", r"L = \sum_i (1 - s_{ii})^2 + \sum_i \sum_j w_{ij} s_{ij}^2")


@pytest.mark.parametrize("style", ["u", r"\mathbf{u}"])
@pytest.mark.parametrize(
    ("side", "found"),
    [
        (r"\frac1\tau (\sum_j p_{ij} v_j - v_i)", "right"),
        (r"\frac1\tau (\sum_j p_{ij} v_j + v_i)", "wrong"),
        (r"\frac1\tau (\sum_j p_{ji} v_j - v_i)", "wrong"),
        (r"\frac1\tau (\sum_j p_{ij} u_j - v_i)", "wrong"),
        (r"\sum_j p_{ij} v_j - v_i", "wrong"),
    ],
)
def test_the_gradient_of_one_vector_has_the_other_one_of_its_pair(style: str, side: str, found: str) -> None:
    text = PAIRS + displays(rf"\frac{{\partial L_i}}{{\partial u_i}} = {side}")
    if style != "u":
        text = text.replace("u_", r"\mathbf{u}_").replace("v_", r"\mathbf{v}_")
    assert verdicts(text)[-1] == found


@pytest.mark.parametrize(("other", "found"), [("u", "right"), ("v", "wrong")])
def test_a_loss_of_all_pairs_may_have_a_part_for_the_matching_ones(other: str, found: str) -> None:
    claim = rf"\frac{{\partial L}}{{\partial v_j}} = -2 (1 - s_{{jj}}) {other}_j + 2 \sum_i w_{{ij}} s_{{ij}} {other}_i"
    assert verdicts(SQUARES + displays(claim))[-1] == found


def test_numbers_of_one_kind_say_nothing_without_a_diagonal() -> None:
    claim = r"\frac{\partial L}{\partial v_j} = 2 \sum_i w_{ij} s_{ij} u_i"
    text = displays(r"s_{ij} = u_i^T v_j", r"L = \sum_i \sum_j w_{ij} s_{ij}^2", claim)
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("s_{ij} u_i", "s_{ij} v_i"))[-1] == "wrong"
