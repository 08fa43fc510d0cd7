"""Arrays whose axes are letters."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import field
from itertools import chain
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.expr import Condition, Expression, Index
from backproof.records import dataclass
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
        return self.data if axes == self.axes else _moved(self.data, *_move(self.axes, axes))


def union(operands: Iterable[Axes]) -> Axes:
    """The letters of all operands, in order of appearance."""
    return tuple(dict.fromkeys(chain.from_iterable(operands)))


Move = tuple[list[int] | None, tuple[slice | None, ...]]
"""The order of the dimensions, where it changes, and the place of each: of size one where there is none."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """How the operands of a part are laid along the letters of all of them, whatever their values are."""

    operands: tuple[Axes, ...]
    axes: Axes
    moves: tuple[Move | None, ...]

    @staticmethod
    def of(operands: tuple[Axes, ...]) -> Alignment:
        """The alignment of operands with these letters.

        >>> from backproof.expr import Range
        >>> i, j = Index("i", Range("rows")), Index("j", Range("columns"))
        >>> rows, matrix = Named((i,), np.ones(2)), Named((j, i), np.ones((3, 2)))
        >>> alignment = Alignment.of((rows.axes, matrix.axes))
        >>> [array.shape for array in alignment.laid((rows, matrix))]
        [(2, 1), (2, 3)]
        """
        axes = union(operands)
        return Alignment(operands, axes, tuple(None if each == axes else _move(each, axes) for each in operands))

    def laid(self, operands: Sequence[Named]) -> list[Array]:
        """The data of operands, ready to broadcast."""
        return [
            operand.data if move is None else _moved(operand.data, *move)
            for operand, move in zip(operands, self.moves, strict=True)
        ]


def _move(own: Axes, axes: Axes) -> Move:
    places = {axis: at for at, axis in enumerate(own)}
    order = [places[axis] for axis in axes if axis in places]
    turned = order != sorted(order)
    return order if turned else None, tuple(slice(None) if axis in places else None for axis in axes)


def _moved(data: Array, order: list[int] | None, places: tuple[slice | None, ...]) -> Array:
    return (data if order is None else data.transpose(order))[places]


def bound(axes: Collection[Index], size: Callable[[Index], int]) -> None:
    """Raise :class:`TooLarge` where an array over the letters would have too many elements."""
    count = math.prod(map(size, axes))
    if count > MOST_ELEMENTS:
        extents = {axis.name: size(axis) for axis in axes}
        raise too_large(count, ", ".join(f"{name}: {extent}" for name, extent in extents.items()), MOST_ELEMENTS)


def too_large(count: int, shape: str, most: int) -> TooLarge:
    """What is said of an array of so many elements."""
    return TooLarge(
        Diagnostic(
            "an array would be too large to evaluate",
            written=f"{count:,} elements ({shape})",
            expected=f"at most {most:,}",
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


@final
@dataclass(frozen=True, slots=True)
class Alignments:
    """How the operands of each node are laid along common dimensions: found once, for all points."""

    _known: dict[int, tuple[Expression | Condition, Alignment]] = field(default_factory=dict, repr=False)
    """By identity. The node is kept, so its id stays."""

    def get(self, node: Expression | Condition, operands: tuple[Axes, ...]) -> Alignment:
        """The alignment of a node whose operands have these letters."""
        known = self._known.get(id(node))
        if known is not None and known[1].operands == operands:
            return known[1]
        found = Alignment.of(operands)
        self._known[id(node)] = node, found
        return found
