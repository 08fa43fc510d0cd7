"""The table of functions of a whole square matrix. Derivatives stand in index form: d result / d (element m, n).

Source of the derivatives: Magnus & Neudecker, Matrix Differential Calculus, chapter 8.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, final

from backproof.expr import Expression, Index, OfMatrix, Slot
from backproof.expr.build import mul, negative
from backproof.records import dataclass
from backproof.rules import regular
from backproof.rules.later import precise
from backproof.rules.rule import Array


@final
@dataclass(frozen=True, slots=True)
class MatrixRule:
    """One function of a square matrix.

    ``keeps`` says whether the result is a matrix again (inverse) or a number (determinant). ``partial`` takes a node
    and two letters m and n, and builds the derivative of the node by element m, n of its matrix. ``float64`` takes
    matrices along the last two axes, ``precise`` one matrix as its rows of 50-digit numbers; both have no value where
    a matrix is nearly singular.
    """

    name: str
    keeps: bool
    partial: Callable[[OfMatrix, Index, Index], Expression]
    float64: Callable[[Array], Array]
    precise: Callable[[list[list[Any]]], Any]
    latex: str
    spoken: str
    reason: str


def _inverse(node: OfMatrix, row: Slot, column: Slot) -> OfMatrix:
    """An element of the inverse of the same matrix."""
    return OfMatrix("inverse", node.rows, node.columns, node.body, (row, column))


def _inverse_slope(node: OfMatrix, m: Index, n: Index) -> Expression:
    row, column = node.at
    return negative(mul(_inverse(node, row, m), _inverse(node, n, column)))


_ENTRIES = (
    MatrixRule("inverse", True, _inverse_slope, regular.inverse, precise.inverse, "-1", "inverse",
               "the differential of an inverse is minus the inverse times that of the matrix times the inverse"),
    MatrixRule("det", False, lambda node, m, n: mul(node, _inverse(node, n, m)), regular.determinant,
               precise.determinant, r"\det", "determinant",
               "the derivative of a determinant is the determinant times the transposed inverse"),
    MatrixRule("log_det", False, lambda node, m, n: _inverse(node, n, m), regular.log_determinant,
               precise.log_determinant, r"\log\det", "log-determinant",
               "the derivative of a log-determinant is the transposed inverse"),
)  # fmt: skip

MATRIX_RULES: Mapping[str, MatrixRule] = MappingProxyType({rule.name: rule for rule in _ENTRIES})
