"""Products and sums of arrays whose entries are expressions, in every way that their shapes allow.

A list has no orientation: it is a row or a column as fits. Where a product can mean several things (the inner, the
outer or the elementwise product of two lists), all of them are given; the shape of the result tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backproof.expr import Expression, Number
from backproof.expr.build import ONE, add, divide, mul, number

Array = NDArray[Any]
LARGEST = 4
"""Determinants of more rows are not written out."""
ELEMENTWISE = frozenset({"odot", "circ"})
FIRST, LAST = "before", "behind"
"""Where the 1 for the bias stands."""
MOST_TIMES = 6
"""Higher powers of matrices are not multiplied out."""
PLANE, SPACE = 2, 3
"""The elements of vectors that have a vector product."""
LOOSE = frozenset({"*", "cdot", "times", "ast", "bullet"})
"""Signs that people write for an elementwise product, too."""


def scalar(expression: Expression) -> Array:
    """An array without dimensions."""
    array = np.empty((), dtype=object)
    array[()] = expression
    return array


def entry(array: Array) -> Expression:
    """The only entry of an array without dimensions."""
    found: Expression = array.item()
    return found


def mapped(change: Callable[..., Expression], *arrays: Array) -> Array:
    """A function of expressions, entry by entry."""
    return np.asarray(np.frompyfunc(change, len(arrays), 1)(*arrays), dtype=object)


def entries(change: Callable[..., Expression], ways: Iterable[tuple[Array, ...]]) -> Iterator[Array]:
    """A function of one or two arrays, entry by entry, for each way to take these that fits."""
    for arrays in ways:
        fitting = aligned(*arrays) if len(arrays) == 2 else arrays
        if fitting is not None:
            yield mapped(change, *fitting)


def aligned(left: Array, right: Array) -> tuple[Array, Array] | None:
    """Two arrays made to broadcast: a number goes with everything, a list takes the orientation of a matrix."""
    if left.size == 1 or right.size == 1:
        return (left.reshape(()) if left.size == 1 else left, right.reshape(()) if right.size == 1 else right)
    if left.ndim == right.ndim:
        return (left, right) if left.shape == right.shape or _one_is_repeated(left, right) else None
    if left.ndim < right.ndim:
        turned = aligned(right, left)
        return turned and (turned[1], turned[0])
    if left.ndim != 2 or right.ndim != 1:
        return None
    rows, columns = left.shape
    if columns == right.size:
        return left, right.reshape(1, -1)
    return (left, right.reshape(-1, 1)) if rows == right.size else None


def _one_is_repeated(left: Array, right: Array) -> bool:
    """Whether one of two matrices is a row or a column for each of the other's; a row and a column don't add."""
    if left.ndim != 2:
        return False
    (n, m), (rows, columns) = left.shape, right.shape
    small, big = ((n, m), (rows, columns)) if n * m < rows * columns else ((rows, columns), (n, m))
    return 1 in small and 1 not in big and (small[0] == big[0] or small[1] == big[1])


def added(left: Array, right: Array) -> Iterator[Array]:
    """The sum, where the shapes fit."""
    pair = aligned(left, right)
    if pair is not None:
        yield mapped(add, *pair)


def multiplied(left: Array, right: Array, sign: str) -> Iterator[Array]:
    """The products that a sign between two arrays can mean; the matrix product comes first."""
    if left.size == 1 or right.size == 1 or sign in ELEMENTWISE:
        pair = aligned(left, right)
        if pair is not None:
            yield mapped(mul, *pair)
        return
    lists = left.ndim == right.ndim == 1
    if sign == "otimes":
        yield from _tensor(left, right)
        return
    inner = _matrix_product(left, right)
    if inner is not None:
        yield inner
    elif left.shape == right.shape and 1 in left.shape:
        yield scalar(_contracted(left.reshape(-1), right.reshape(-1)))
    if left.shape == right.shape and (sign in LOOSE and (lists or inner is None or sign == "*")):
        yield mapped(mul, left, right)
    if sign == "times" and left.shape == right.shape and left.size in {SPACE, PLANE}:
        yield _crossed(left, right)
    if lists or inner is None:
        yield from _outer(left, right)


def augmented(end: str) -> Callable[[Array, Array, str], Iterator[Array]]:
    """The products, those of two lists of which one lacks the 1 for the bias at an end before others of them."""

    def products(left: Array, right: Array, sign: str) -> Iterator[Array]:
        if left.ndim == right.ndim == 1 and abs(left.size - right.size) == 1:
            long, short = (left, right) if left.size > right.size else (right, left)
            one = np.array([ONE], dtype=object)
            yield scalar(_contracted(long, np.concatenate([one, short] if end == FIRST else [short, one])))
        yield from multiplied(left, right, sign)

    return products


def _matrix_product(left: Array, right: Array) -> Array | None:
    """The matrix product; a list before a matrix is a row, a list behind it a column."""
    if left.ndim > 2 or right.ndim > 2 or left.shape[-1] != right.shape[0]:
        return None
    product = _rows_by_columns(left.reshape(-1, left.shape[-1]), right.reshape(right.shape[0], -1))
    shape = (*left.shape[:-1], *right.shape[1:])
    return product.reshape(() if product.size == 1 else shape)


def _rows_by_columns(rows: Array, columns: Array) -> Array:
    product = np.empty((len(rows), columns.shape[1]), dtype=object)
    for i, j in np.ndindex(product.shape):
        product[i, j] = _contracted(rows[i], columns[:, j])
    return product


def _contracted(left: Array, right: Array) -> Expression:
    return add(*(mul(a, b) for a, b in zip(left, right, strict=True)))


def _crossed(left: Array, right: Array) -> Array:
    """The vector product in space; in the plane, its component across that."""
    a, b = left.reshape(-1), right.reshape(-1)

    def minor(i: int, j: int) -> Expression:
        return add(mul(a[i], b[j]), mul(number(-1), a[j], b[i]))

    if left.size == PLANE:
        return scalar(minor(0, 1))
    found = np.empty(SPACE, dtype=object)
    found[:] = [minor(1, 2), minor(2, 0), minor(0, 1)]
    return found.reshape(left.shape)


def _outer(left: Array, right: Array) -> Iterator[Array]:
    """A column times a row, where each of the two can be that."""
    column = left.ndim == 1 or (left.ndim == 2 and left.shape[1] == 1)
    row = right.ndim == 1 or (right.ndim == 2 and right.shape[0] == 1)
    if column and row and (left.ndim == 1 or right.ndim == 1):
        yield mapped(mul, left.reshape(-1, 1), right.reshape(1, -1))


def _tensor(left: Array, right: Array) -> Iterator[Array]:
    """The outer product of two vectors, the Kronecker product of matrices, and the product element by element."""
    thin = all(each.ndim == 1 or 1 in each.shape for each in (left, right))
    if thin:
        yield mapped(mul, left.reshape(-1, 1), right.reshape(1, -1))
    if left.ndim == right.ndim == 2:
        blocks = mapped(mul, left[:, None, :, None], right[None, :, None, :])
        yield blocks.reshape(left.shape[0] * right.shape[0], left.shape[1] * right.shape[1])
    pair = aligned(left, right)
    if pair is not None:
        yield mapped(mul, *pair)


def powers(base: Array, exponent: Expression) -> Iterator[Array]:
    """The product of a square matrix with itself as often as a whole number says, or its inverse."""
    if base.ndim != 2 or len(base) != base.shape[1] or base.size == 1 or not isinstance(exponent, Number):
        return
    times = exponent.value
    if times == -1:
        found = _inverse(base)
        yield from [found] if found is not None else []
    elif times.denominator == 1 and 1 < times <= MOST_TIMES:
        product = base
        for _ in range(int(times) - 1):
            product = _rows_by_columns(product, base)
        yield product


def _inverse(base: Array) -> Array | None:
    """The inverse by minors; None where there are too many rows."""
    whole = determinant(base.tolist())
    if whole is None:
        return None
    found = np.empty(base.shape, dtype=object)
    for i, j in np.ndindex(found.shape):
        minor = np.delete(np.delete(base, j, 0), i, 1).tolist()
        cofactor = _expanded(minor) if minor else ONE
        found[i, j] = divide(mul(number((-1) ** (i + j)), cofactor), whole)
    return found


def joined(parts: list[Array]) -> Array | None:
    """Parts side by side in brackets: numbers make a list, columns a matrix; a number beside columns fills a column."""
    if all(part.ndim == 0 for part in parts):
        return _stacked(parts)
    if all(part.ndim == 1 and part.shape == parts[0].shape for part in parts):
        return np.stack(parts)
    heights = {part.shape[0] for part in parts if part.ndim == 2}
    if len(heights) != 1 or any(part.ndim == 1 for part in parts):
        return None
    height = heights.pop()
    return np.concatenate([part if part.ndim == 2 else np.repeat(part, height).reshape(-1, 1) for part in parts], 1)


def _stacked(parts: list[Array]) -> Array:
    array = np.empty(len(parts), dtype=object)
    for at, part in enumerate(parts):
        array[at] = part[()]
    return array


def rows_of(rows: list[list[Array]]) -> Array | None:
    """A matrix from its rows; entries may be matrices themselves, joined as blocks."""
    if all(entry.ndim == 0 for row in rows for entry in row):
        return np.stack([_stacked(row) for row in rows])
    bands = [joined(row) for row in rows]
    if any(band is None or band.ndim != 2 for band in bands):
        return None
    whole = [band for band in bands if band is not None]
    return np.concatenate(whole, 0) if len({band.shape[1] for band in whole}) == 1 else None


def determinant(rows: Sequence[Sequence[Expression]]) -> Expression | None:
    """The determinant by its first row; None where there are too many rows, or another number of columns."""
    if len(rows) > LARGEST or any(len(row) != len(rows) for row in rows):
        return None
    return _expanded(rows)


def _expanded(rows: Sequence[Sequence[Expression]]) -> Expression:
    if len(rows) == 1:
        return rows[0][0]
    minors = ([[*row[:at], *row[at + 1 :]] for row in rows[1:]] for at in range(len(rows)))
    signed = enumerate(zip(rows[0], minors, strict=True))
    return add(*(mul(number((-1) ** at), each, _expanded(minor)) for at, (each, minor) in signed))
