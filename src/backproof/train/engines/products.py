"""Sums of products of two arrays as NumPy calls: a BLAS product wherever the axes allow one."""

from __future__ import annotations

from functools import partial
from math import prod
from typing import Self, final

import numpy as np

from backproof.program.graph import Contract, Places
from backproof.records import dataclass
from backproof.train.engines.forms import Array, Call


@final
@dataclass(frozen=True, slots=True)
class Roles:
    """What each axis of a contraction is: shared by all three arrays, a row, summed over, or a column."""

    shared: Places
    rows: Places
    summed: Places
    columns: Places

    @classmethod
    def of(cls, contract: Contract) -> Self:
        """The roles of the axes."""
        both = [axis for axis in contract.left if axis in contract.right]
        return cls(
            tuple(axis for axis in both if axis in contract.kept),
            tuple(axis for axis in contract.left if axis not in both),
            tuple(axis for axis in both if axis not in contract.kept),
            tuple(axis for axis in contract.right if axis not in both),
        )


def product(contract: Contract, left: Array, right: Array, out: Array) -> Call:
    """The call that computes a sum of a product into ``out``.

    >>> left, right, out = np.ones((2, 3)), np.ones((3, 4)), np.empty((2, 4))
    >>> _ = product(Contract((0, 1), (1, 2), (0, 2)), left, right, out)()
    >>> out.tolist()
    [[3.0, 3.0, 3.0, 3.0], [3.0, 3.0, 3.0, 3.0]]
    """
    roles = Roles.of(contract)
    if roles.summed and set(contract.kept) == {*roles.shared, *roles.rows, *roles.columns}:
        found = (_stacked if roles.shared else _matrices)(contract, roles, left, right, out)
        if found is not None:
            return found
    return partial(np.einsum, left, list(contract.left), right, list(contract.right), list(contract.kept), out=out)


def _matrices(contract: Contract, roles: Roles, left: Array, right: Array, out: Array) -> Call | None:
    """A product of two matrices, of a matrix and a vector, or of two vectors; None where memory does not lie so."""
    a = _grouped(left, contract.left, roles.rows, roles.summed)
    b = _grouped(right, contract.right, roles.summed, roles.columns)
    if a is None or b is None:
        return None
    if contract.kept == roles.rows + roles.columns:
        return _dot(a, b, _flattened(out, len(roles.rows), len(roles.columns)))
    if contract.kept == roles.columns + roles.rows:
        return _dot(b.T, a.T, _flattened(out, len(roles.columns), len(roles.rows)))
    return None


def _dot(a: Array, b: Array, out: Array | None) -> Call | None:
    if out is None:
        return None
    return partial(np.dot if out.flags.c_contiguous else np.matmul, a, b, out)


def _grouped(array: Array, axes: Places, first: Places, second: Places) -> Array | None:
    """The array with two groups of axes, each as one axis (or none); None where that would copy it."""
    moved = array.transpose([axes.index(axis) for axis in first + second])
    return _flattened(moved, len(first), len(second))


def _flattened(array: Array, first: int, second: int) -> Array | None:
    """The first axes as one axis and the others as one; None where that would copy the array."""
    if first <= 1 and second <= 1:
        return array
    flat = array.reshape([prod(group) for group in (array.shape[:first], array.shape[first:]) if group])
    return flat if np.shares_memory(flat, array) else None


def _stacked(contract: Contract, roles: Roles, left: Array, right: Array, out: Array) -> Call | None:
    """A product of matrices for each element of the shared axes."""
    if not len(roles.rows) == len(roles.columns) == len(roles.summed) == 1:
        return None
    a = left.transpose([contract.left.index(axis) for axis in roles.shared + roles.rows + roles.summed])
    b = right.transpose([contract.right.index(axis) for axis in roles.shared + roles.summed + roles.columns])
    c = out.transpose([contract.kept.index(axis) for axis in roles.shared + roles.rows + roles.columns])
    return partial(np.matmul, a, b, c)
