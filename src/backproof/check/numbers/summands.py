"""Summands by their shapes: a column is none of a sum that is a square, whatever its other terms are."""

from __future__ import annotations

from collections.abc import Iterable

from backproof.check.numbers.products import Array
from backproof.check.verdicts.verdict import Counterexample

Shape = tuple[int, ...]


def misfit(ways: Iterable[Array], whole: Iterable[Array]) -> Counterexample | None:
    """The shapes of a summand and of the sum, where every way to read the one fits none of the other.

    A single number may be added to all entries, and a list may be a row or a column; arrays of one size may be laid
    out either way.

    >>> import numpy as np
    >>> misfit([np.zeros((2, 1))], [np.zeros((2, 2))])
    Counterexample(point={}, written='2 x 1', true='2 x 2')
    >>> misfit([np.zeros((2, 1))], [np.zeros((1, 2))]) is None
    True
    """
    written, true = [way.shape for way in ways], [way.shape for way in whole]
    if not written or not true or any(map(_fits_all, (*written, *true))):
        return None
    if {_size(shape) for shape in written} & {_size(shape) for shape in true}:
        return None
    return Counterexample({}, said(written[0]), said(true[0]))


def _fits_all(shape: Shape) -> bool:
    return _size(shape) == 1


def _size(shape: Shape) -> int:
    size = 1
    for extent in shape:
        size *= extent
    return size


def said(shape: Shape) -> str:
    """A shape in words."""
    if not shape:
        return "one number"
    return " x ".join(map(str, shape)) if len(shape) > 1 else f"{shape[0]} elements"
