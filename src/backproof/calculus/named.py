"""Arrays whose axes are letters."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.expr import Index
from backproof.source import BackproofError, Diagnostic

Array = NDArray[Any]
Axes = tuple[Index, ...]

# Sixteen megabytes of float64: far more than a proof needs, and no document can exhaust the memory with it.
MOST_ELEMENTS = 2_000_000


class TooLarge(BackproofError):
    """An array would have more elements than the bound; nothing was allocated."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """``data`` has one dimension for each letter of ``axes``, in that order."""

    axes: Axes
    data: Array

    def along(self, axes: Axes) -> Array:
        """The data with one dimension per letter of ``axes``: of size one where this array does not have the letter."""
        if axes == self.axes:
            return self.data
        places = {axis: at for at, axis in enumerate(self.axes)}
        found = [places.get(axis) for axis in axes]
        order = [at for at in found if at is not None]
        moved = self.data.transpose(order) if len(order) > 1 else self.data
        return moved.reshape([1 if at is None else self.data.shape[at] for at in found])


def union(operands: Iterable[Named]) -> Axes:
    """The letters of all operands, in order of appearance."""
    return tuple(dict.fromkeys(chain.from_iterable([operand.axes for operand in operands])))


def bound(axes: Collection[Index], size: Callable[[Index], int]) -> None:
    """Raise :class:`TooLarge` where an array over the letters would have too many elements."""
    count = math.prod(map(size, axes))
    if count > MOST_ELEMENTS:
        extents = {axis.name: size(axis) for axis in axes}
        shape = ", ".join(f"{name}: {extent}" for name, extent in extents.items())
        raise TooLarge(
            Diagnostic(
                "an array would be too large to evaluate",
                written=f"{count:,} elements ({shape})",
                expected=f"at most {MOST_ELEMENTS:,}",
                advice="check the formula on smaller sizes",
            )
        )


def diagonal(data: Array, slots: Sequence[Index]) -> Named:
    """One axis per distinct letter; a letter that stands in two slots takes the diagonal."""
    letters = tuple(dict.fromkeys(slots))
    if len(letters) == len(slots):
        return Named(letters, data)
    numbers = [letters.index(slot) for slot in slots]
    if data.dtype != object:
        return Named(letters, np.einsum(data, numbers, list(range(len(letters)))))
    extents = [data.shape[numbers.index(at)] for at in range(len(letters))]
    grid = np.ogrid[tuple(slice(extent) for extent in extents)]
    return Named(letters, data[tuple(grid[number] for number in numbers)])
