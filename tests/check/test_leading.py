"""Numbers in front of letters that are part of a name: W_{1, ij} and W_{2, ij} are two matrices."""

from __future__ import annotations

import pytest

from backproof import Model
from tests.check.judging import displays, verdicts
from tests.derive.test_derivations import not_right

LAYERS = (
    r"z_{1,i} = \sum_j W_{1,ij} x_j + b_{1,i}",
    r"h_i = \sigma(z_{1,i})",
    r"z_{2,i} = \sum_j W_{2,ij} h_j + b_{2,i}",
    r"L = \frac12 \sum_i (z_{2,i} - y_i)^2",
)
BOLD = r"""
$$\mathbf{z}_1 = \mathbf{W}_1 \mathbf{x} + \mathbf{b}_1$$
$$\mathbf{h} = \sigma(\mathbf{z}_1)$$
$$\mathbf{z}_2 = \mathbf{W}_2 \mathbf{h} + \mathbf{b}_2$$
$$\mathbf{p} = \mathrm{softmax}(\mathbf{z}_2)$$
$$L = -\mathbf{y}^\top \log \mathbf{p}$$
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial W_{2,ij}} = (z_{2,i} - y_i) h_j", "right"),
        (r"\frac{\partial L}{\partial W_{2,ij}} = (z_{1,i} - y_i) h_j", "wrong"),
        (r"\frac{\partial L}{\partial b_{2,i}} = z_{2,i} - y_i", "right"),
        (r"\frac{\partial L}{\partial b_{1,i}} = z_{2,i} - y_i", "wrong"),
    ],
)
def test_layers_by_numbers_in_front_of_the_letters(claim: str, verdict: str) -> None:
    assert verdicts(displays(*LAYERS, claim)) == ["right"] * 4 + [verdict]


@pytest.mark.parametrize(
    "claim", [r"\frac{\partial L}{\partial w_{1,i}} = x_i", r"\frac{\partial L}{\partial w_{2,i}} = 0"]
)
def test_rows_of_one_matrix_are_no_matrices_of_their_own(claim: str) -> None:
    definitions = (r"z_k = \sum_i w_{k,i} x_i", r"L = z_1")
    assert verdicts(displays(*definitions, claim))[-1] == "right"


@pytest.mark.parametrize("notation", ["index", "delta", "matrix"])
def test_a_derivation_with_numbered_matrices_is_right(notation: str) -> None:
    assert not_right(Model.from_document(BOLD).derive(notation=notation).to("markdown")) == []


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial W_1} = X^T \frac{\partial L}{\partial Z_1}", "right"),
        (r"\frac{\partial L}{\partial W_1} = \frac{\partial L}{\partial Z_1} X^T", "wrong"),
        (r"\frac{\partial L}{\partial W_{2,hc}} = \sum_n H_{nh} (S_{nc} - Y_{nc})", "right"),
        (r"\frac{\partial L}{\partial W_{2,hc}} = \sum_n H_{nh} (S_{nc} + Y_{nc})", "wrong"),
    ],
)
def test_elements_of_one_matrix_make_whole_matrices_of_all_that_are_numbered(claim: str, verdict: str) -> None:
    layers = (r"Z_1 = X W_1", r"H = \tanh(Z_1)", r"S = H W_2", r"L = \frac12 \sum_n \sum_c (S_{nc} - Y_{nc})^2")
    penalty = r"R = \sum_{h,c} W_{2,hc}^2"
    assert verdicts(displays(*layers, penalty, claim)) == ["right"] * 5 + [verdict]
