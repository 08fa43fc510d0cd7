"""A letter in the place of another range is a slip where three proved lines say the ranges, and no shape mends it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LAYER = "Let $\\mathbf{z} = \\mathbf{W} \\mathbf{x}$, so that\n\n"
ENTRY = r"\left(\frac{\partial \mathbf{z}}{\partial \mathbf{x}}\right)_{ij} = \frac{\partial z_i}{\partial x_j} = "
SUM = r"z_i = \sum_{k=1}^m W_{ik} x_k"
CHAIN = (
    ENTRY
    + r"\frac{\partial}{\partial x_j} \sum_{k=1}^m W_{ik} x_k = \sum_{k=1}^m W_{ik} \frac{\partial x_k}{\partial x_j}"
    + r" = W_{ij}"
)
WHOLE = r"\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \mathbf{W}"


@pytest.mark.parametrize("slip", ["W_{ji}", r"\sum_{k=1}^m W_{ii} \frac{\partial x_k}{\partial x_j}"])
def test_an_index_over_the_wrong_axis_is_refuted_by_three_lines_with_the_array(slip: str) -> None:
    found = judged(LAYER + displays(SUM, CHAIN, ENTRY + slip, WHOLE))
    assert [each.verdict.value for each in found[:-2]] == ["right"] * 7
    assert found[-2].verdict.value == "wrong"
    assert "runs over" in found[-2].reason
    assert found[-2].counterexample is not None


def test_the_same_letters_the_other_way_round_are_another_network() -> None:
    rows = (r"z_j = \sum_{i} W_{ij} x_i", r"\frac{\partial z_j}{\partial x_i} = W_{ij}")
    turned = "The other way round, $\\mathbf{z} = \\mathbf{x} \\mathbf{W}$:\n\n"
    found = verdicts(
        LAYER + displays(SUM, CHAIN) + turned + displays(*rows, r"\frac{\partial z_i}{\partial x_j} = W_{ji}")
    )
    assert "wrong" not in found


def test_a_symmetric_matrix_is_left_alone() -> None:
    symmetric = LAYER.replace("so", "with a symmetric matrix $\\mathbf{W}$, so")
    assert "wrong" not in verdicts(symmetric + displays(SUM, CHAIN, ENTRY + "W_{ji}"))


WAY = displays(SUM, r"\frac{\partial z_i}{\partial x_j} = W_{ij}")
TURNED = r"\left(\frac{\partial \mathbf{z}}{\partial \mathbf{x}}\right)_{ji} = \frac{\partial z_i}{\partial x_j}"


def test_which_letter_of_an_entry_of_a_jacobian_comes_first_is_a_choice_that_other_lines_show() -> None:
    assert verdicts(LAYER + WAY + displays(TURNED))[-1] == "unchecked"
    assert verdicts(LAYER + WAY + displays(ENTRY + "W_{ij}", TURNED))[-1] == "wrong"
