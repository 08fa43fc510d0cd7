"""A loss that nothing defines may depend on any two quantities: only what ties them refutes a line."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial L}{\partial V} = P^T \frac{\partial L}{\partial O}",
        r"\frac{\partial L}{\partial \gamma} = \sum_n \frac{\partial L}{\partial y_n} \hat{x}_n",
        r"\frac{\partial E}{\partial \hat{x}_i} = \gamma_i \frac{\partial E}{\partial y_i}",
    ],
)
def test_a_layer_that_no_line_writes_down_refutes_nothing(formula: str) -> None:
    assert verdicts(displays(formula)) == ["unchecked"]


def test_parts_of_a_network_that_no_line_joins_refute_nothing() -> None:
    softmax = (
        r"\frac{\partial L}{\partial S_{ij}} = P_{ij} (\frac{\partial L}{\partial P_{ij}} "
        r"- \sum_k P_{ik} \frac{\partial L}{\partial P_{ik}})"
    )
    assert verdicts(displays("S = Q K^T", "O = P V", softmax)) == ["right", "right", "unchecked"]


def test_the_reason_names_the_quantities_that_no_line_joins() -> None:
    joint = r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial u} x"
    found = judged(displays("z = w x + b", "v = u s", joint))[-1]
    assert (found.verdict.value, found.reason) == (
        "unchecked",
        "the document does not say how u, w depend on each other",
    )
    assert verdicts(displays("z = w x + b u", joint))[-1] == "wrong"


def test_what_a_line_joins_is_held_to_it() -> None:
    value = r"\frac{\partial L}{\partial V} = %s \frac{\partial L}{\partial O}"
    assert verdicts(displays("O = P V", value % "P^T", value % "2 P^T")) == ["right", "right", "wrong"]


def test_two_parameters_of_one_sum_are_joined_by_it() -> None:
    weight = r"\frac{\partial L}{\partial w} = %s \frac{\partial L}{\partial b}"
    assert verdicts(displays("z = w x + b", weight % "x", weight % "w")) == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        # A line may say that something does not depend on something else.
        (r"\frac{\partial t_k}{\partial w_j} = 0", "right"),
        (r"\sum_b \frac{\partial p_c}{\partial h_b} = 0", "unchecked"),
        (r"\frac{\partial p}{\partial h} + 2 \frac{\partial p}{\partial v} = 0", "unchecked"),
    ],
)
def test_derivatives_that_nothing_determines_add_up_to_nothing(formula: str, verdict: str) -> None:
    assert verdicts(displays(formula)) == [verdict]
