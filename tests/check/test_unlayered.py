"""Outputs of units may be the inputs of others where no line says what the layers of a network are."""

from __future__ import annotations

import pytest

from backproof.check.layers import outputs
from backproof.read.terms.rewriting import references
from tests.check.judging import displays, lines, verdicts

UNITS = (r"net_j = \sum_k w_{kj} x_k", r"o_j = \varphi(net_j)", r"\delta_j = \frac{\partial E}{\partial net_j}")
LOSS = r"E = \frac12 \sum_j (o_j - t_j)^2"
GRADIENT, STEP = r"\frac{\partial E}{\partial w_{ij}} = \delta_j o_i", r"\Delta w_{ij} = -\eta \delta_j o_i"


@pytest.mark.parametrize("line", [GRADIENT, STEP])
def test_an_output_in_the_place_of_an_input_refutes_no_line_where_nothing_ends_the_network(line: str) -> None:
    assert verdicts(displays(*UNITS, line))[-1] == "unchecked"
    hidden = "The hidden units compute the same as the output units.\n\n"
    assert verdicts(hidden + displays(*UNITS, LOSS, line))[-1] == "unchecked"


@pytest.mark.parametrize("line", [GRADIENT, STEP])
def test_it_is_another_name_where_the_loss_is_computed_from_the_outputs(line: str) -> None:
    assert verdicts(displays(*UNITS, LOSS, line))[-1] == "wrong"


@pytest.mark.parametrize(
    "slip",
    [
        STEP.replace("-", ""),
        STEP.replace(r"\delta_j o_i", r"\delta_i o_j"),
        GRADIENT.replace(r"\delta_j", r"\delta_i"),
        GRADIENT.replace(r"\delta_j", r"\frac{\partial E}{\partial o_j}"),
    ],
)
def test_a_slip_beside_it_is_refuted(slip: str) -> None:
    assert verdicts(displays(*UNITS, slip))[-1] == "wrong"


def test_a_set_of_units_is_no_loss_of_their_weights() -> None:
    layers = (r"W^l = (w^l_{jk})", r"\delta^{l-1} = (W^l)^T \delta^l")
    units = lines(*layers, r"L = \{u, v, w\}", *UNITS, r"\frac{\partial E}{\partial w_{ij}} = \delta_j x_i")
    assert not any(ref.sups for line in outputs.settle(units)[3:] for term in line.sides for ref in references(term))
