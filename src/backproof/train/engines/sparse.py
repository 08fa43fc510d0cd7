"""Products with sparse rows, which stay sparse."""

from __future__ import annotations

from functools import partial

import numpy as np

from backproof.program.graph import Contract
from backproof.train.engines.forms import Array, Call
from backproof.train.engines.rows import SparseBatch

Operand = Array | SparseBatch


def sparse_product(contract: Contract, left: Operand, right: Operand, out: Array) -> Call | None:
    """The call for a product of a sparse matrix and a matrix or a vector; None where it is another one."""
    match left, right:
        case SparseBatch(), np.ndarray():
            return _product(contract, left, right, out)
        case np.ndarray(), SparseBatch():
            return _product(Contract(contract.right, contract.left, contract.kept), right, left, out)
    return None


def _product(contract: Contract, batch: SparseBatch, dense: Array, out: Array) -> Call | None:
    places, others, kept = contract.left, contract.right, contract.kept
    if len(places) != 2 or len(others) > 2:
        return None
    shared = [axis for axis in places if axis in others]
    if len(shared) != 1 or shared[0] in kept:
        return None
    # Columns are summed over forward, x w; rows are backward, x^T delta.
    turned = places[0] == shared[0]
    row = places[1] if turned else places[0]
    if set(kept) != {row, *others} - {shared[0]}:
        return None
    matrix = dense if others[0] == shared[0] else dense.T
    return partial(_multiply, batch, turned, matrix, out if kept[0] == row else out.T)


def _multiply(batch: SparseBatch, turned: bool, dense: Array, out: Array) -> None:
    np.copyto(out, (batch.matrix.T if turned else batch.matrix) @ dense)
