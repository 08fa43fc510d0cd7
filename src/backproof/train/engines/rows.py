"""The rows of the data, batch by batch, in memory that is allocated once."""

from __future__ import annotations

import sys
from typing import Any, Protocol, final

import numpy as np

from backproof.train.engine import Array


class Rows(Protocol):
    """One array of the data."""

    def take(self, order: Array | None) -> None:
        """Bring some rows, or all of them, into the batch."""

    def batch(self, length: int) -> Any:
        """The batch that ``take`` fills, for this many rows."""


@final
class Dense(Rows):
    """Rows of an array; all of them are used where they lie."""

    def __init__(self, array: Array, dtype: np.dtype[Any]) -> None:
        self._array = np.ascontiguousarray(array, dtype)
        self._buffer: Array | None = None

    def take(self, order: Array | None) -> None:
        """Copy rows into the batch."""
        if order is not None:
            # Clipping needs no second buffer; the numbers of rows are right.
            self._array.take(order, 0, self._room(len(order)), "clip")

    def batch(self, length: int) -> Array:
        """The rows that were taken."""
        return self._array if self._buffer is None else self._buffer[:length]

    def _room(self, length: int) -> Array:
        if self._buffer is None:
            self._buffer = np.empty((length, *self._array.shape[1:]), self._array.dtype)
        return self._buffer[:length]


@final
class SparseBatch:
    """Some rows of a matrix in CSR form: another matrix for each batch."""

    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix

    def fill(self, out: Array) -> None:
        """The rows as an array, for operations that need one."""
        self.matrix.toarray(out=out)


@final
class Sparse(Rows):
    """Rows of a SciPy matrix. Products keep it sparse; what else needs it makes it dense, batch by batch."""

    def __init__(self, matrix: Any, dtype: np.dtype[Any]) -> None:
        self._all = matrix.tocsr().astype(dtype, copy=False)
        self._batch = SparseBatch(self._all)

    def take(self, order: Array | None) -> None:
        """Choose rows."""
        self._batch.matrix = self._all if order is None else self._all[order]

    def batch(self, length: int) -> SparseBatch:
        """The rows that were taken, whatever their number."""
        return self._batch


def rows_of(array: Any, dtype: np.dtype[Any]) -> Rows:
    """The rows of an array or of a sparse matrix."""
    return Sparse(array, dtype) if is_sparse(array) else Dense(np.asarray(array), dtype)


def is_sparse(array: Any) -> bool:
    """Whether rows are those of a SciPy matrix: nobody has one who has not imported what makes it."""
    sparse = sys.modules.get("scipy.sparse")
    return sparse is not None and bool(sparse.issparse(array))


@final
class Window:
    """Memory for some rows after one another, of data that are another array each time."""

    def __init__(self, rows: int, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self._buffer = np.empty((rows, *shape), dtype)

    def take(self, array: Array, start: int, stop: int) -> None:
        """Copy rows into the window."""
        np.copyto(self._buffer[: stop - start], array[start:stop])

    def batch(self, length: int) -> Array:
        """The rows that were taken."""
        return self._buffer[:length]


@final
class SparseWindow:
    """The same for matrices that stay sparse."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self._dtype, self._batch = dtype, SparseBatch(None)

    def take(self, array: Any, start: int, stop: int) -> None:
        """Choose rows."""
        self._batch.matrix = array.tocsr()[start:stop].astype(self._dtype, copy=False)

    def batch(self, length: int) -> SparseBatch:
        """The rows that were taken, whatever their number."""
        return self._batch
