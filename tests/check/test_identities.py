"""Identities that use one letter for several shapes, each in a paragraph of its own."""

from __future__ import annotations

from tests.check.judging import verdicts

NOTES = r"""
1. A matrix times a column: $\mathbf{z} = \mathbf{W} \mathbf{x}$ with $\mathbf{W} \in \mathbb{R}^{n \times m}$.
   By element $z_i = \sum_{k=1}^m W_{ik} x_k$, so $\frac{\partial z_i}{\partial x_j} = W_{ij}$, and
   $\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \mathbf{W}$.

2. A row times a matrix: $\mathbf{z} = \mathbf{x} \mathbf{W}$. As in (1),
   $\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = %s$.
"""


def test_an_identity_of_two_lines_has_shapes_of_its_own() -> None:
    assert verdicts(NOTES % r"\mathbf{W}^T")[-2:] == ["right", "right"]


def test_a_slip_in_such_an_identity_is_not_proved() -> None:
    assert verdicts(NOTES % r"2 \mathbf{W}^T")[-1] != "right"
