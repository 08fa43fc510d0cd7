"""Layers that words describe, weight by weight: what they compute is said, and refutes."""

from __future__ import annotations

import pytest

from backproof.read.context.wired import Wiring
from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import displays, judged, verdicts

FORWARD = (
    "Let $w_{ij}^{(l)}$ be the weight from unit $i$ of layer $l-1$ to unit $j$ of layer $l$, $z_j^{(l)}$ the "
    "pre-activation of unit $j$, $a_j^{(l)}$ its activation and $b_j^{(l)}$ its bias.\n\n"
)
ERROR = r"\delta_j^{(l)} = \frac{\partial E}{\partial z_j^{(l)}}"


def read(text: str) -> Wiring | None:
    return read_document(Source("hw.md", text)).wiring


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("$w^l_{jk}$ is the weight for the connection from the $k^{\\rm th}$ neuron in the $(l-1)^{\\rm th}$ layer to "
         "the $j^{\\rm th}$ neuron in the $l^{\\rm th}$ layer, and $z^l_j$ is the weighted input", True),
        ("- $w^l_{jk}$ as the weight from the k-th neuron to the j-th neuron\n- $z^l_j$ as the net input", True),
        ("The weights $w^l_{kj}$ from node $k$ to node $j$, the pre-activations $z^l_j$", False),
        ("$w^l_{jk}$: weights to unit $j$ from unit $k$; $z^l_j$: total inputs", True),
        ("$w^l_{ij}$ is the weight connecting unit $i$ to unit $j$; $z^l_j$ is its weighted sum", False),
    ],
)  # fmt: skip
def test_words_say_which_index_a_connection_leads_to(words: str, first: bool) -> None:
    wiring = read(words)
    assert wiring is not None
    assert (wiring.weight, wiring.preactivation, wiring.leads_to_first) == ("w", "z", first)


@pytest.mark.parametrize(
    "words",
    [
        "$w^l_{jk}$ is the weight between unit $j$ and unit $k$, and $z^l_j$ is the weighted input",
        "$w^l_{jk}$ is the weight from unit $k$ to unit $j$",
        "$w^l_{jk}$ is the weight from unit $k$ in layer $l$ to unit $j$ in layer $l+1$, $z^l_j$ the weighted input",
        "$w^l_{jk}$ is the weight from unit $k$ to unit $j$ of the next layer, and $z^l_j$ is the weighted input",
        "With residual connections, $w^l_{jk}$ is the weight from unit $k$ to unit $j$, $z^l_j$ is the weighted input",
        "$w^l_{jk}$ is the weight from unit $m$ to unit $n$, and $z^l_j$ is the weighted input",
        "$w^l_{jk}$ is the weight from unit $k$ to unit $j$, $v^l_{jk}$ the weight from unit $j$ to unit $k$, $z^l_j$ "
        "the weighted input",
    ],
)
def test_without_a_direction_a_name_or_the_layer_that_it_leads_to_nothing_is_said(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_{ij}^{(l)}} = \delta_j^{(l)} a_i^{(l-1)}", "right"),
        (r"\frac{\partial E}{\partial w_{ij}^{(l)}} = \delta_i^{(l)} a_j^{(l-1)}", "wrong"),
        (r"\delta_i^{(l)} = f'(z_i^{(l)}) \sum_j w_{ij}^{(l+1)} \delta_j^{(l+1)}", "right"),
        (r"\delta_i^{(l)} = f'(z_i^{(l)}) \sum_j w_{ji}^{(l+1)} \delta_j^{(l+1)}", "wrong"),
        (r"\delta_i^{(l)} = f'(z_j^{(l)}) \sum_j w_{ij}^{(l+1)} \delta_j^{(l+1)}", "wrong"),
        (r"\frac{\partial E}{\partial b_j^{(l)}} = \delta_j^{(l)}", "right"),
        (r"\frac{\partial z_j^{(l)}}{\partial b_i^{(l)}} = 1", "wrong"),
    ],
)
def test_so_described_layers_prove_and_refute(claim: str, verdict: str) -> None:
    slope = r"\frac{\partial a_j^{(l)}}{\partial z_j^{(l)}} = f'(z_j^{(l)})"
    found = judged(FORWARD + displays(ERROR, slope, claim))
    assert [each.verdict.value for each in found] == ["right", "right", verdict]
    assert not any(each.assumes for each in found)


def test_a_definition_in_another_direction_is_what_the_author_goes_by() -> None:
    words = "$w^l_{jk}$ is the weight from unit $k$ to unit $j$, and $z^l_j$ is the weighted input.\n\n"
    layer = r"z^l_k = \sum_j w^l_{jk} a^{l-1}_j, \quad a^l_k = \sigma(z^l_k)"
    claim = r"\frac{\partial z^l_k}{\partial w^l_{jk}} = a^{l-1}_j"
    assert verdicts(words + displays(layer, claim)) == ["right", "right", "right"]


ROW = r"\frac{\partial a_j^{(l)}}{\partial a_i^{(l-1)}} = w_i^{(l)} f'(z_j^{(l)})"


def test_a_row_in_one_claim_makes_no_other_clash_unsure() -> None:
    slip = r"\frac{\partial E}{\partial w_{ij}^{(l)}} = \delta_i^{(l)} a_j^{(l-1)}"
    right = slip.replace(r"\delta_i", r"\delta_j").replace("a_j", "a_i")
    bias = r"\frac{\partial E}{\partial b_j^{(l)}} = \delta_j^{(l)}"
    assert verdicts(FORWARD + displays(ERROR, bias, right, ROW, slip))[-1] == "wrong"
