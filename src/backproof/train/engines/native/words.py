"""The program format: an array of 64-bit words, which ``native/README.md`` tells in words and C checks on load."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import IntEnum
from typing import Final, final

import numpy as np

from backproof.records import dataclass
from backproof.train.draws import Array

MAGIC: Final = 0x6B706F7270676E62
FORMAT: Final = 2
AXES: Final = 8
"""The most axes of an instruction beside its rows, and of a product beside its three."""
NUMBER: Final = -1
"""The buffer of an operand that is a number."""


class Kind(IntEnum):
    """What a buffer is: an array of the caller's, one that is written too, the engine's own, or a row of a block."""

    GIVEN, LENT, OWN, ROW = range(4)


PRODUCT, BLOCK = 1, 2
MAP, FOLD, LOCATE = range(3)
FOLDS: Final = ("sum", "prod", "max", "min")
CONSTANT, RATE, CORRECTED = range(3)


@final
@dataclass(frozen=True, slots=True)
class Lying:
    """Where an array lies: its buffer, its first element, and for each of its axes the elements from one to the next.

    Of a number the buffer is NUMBER, and ``offset`` has its bits.
    """

    buffer: int
    offset: int
    strides: tuple[int, ...]

    def along(self, *axes: int | None) -> list[int]:
        """The words of an operand with the strides of these axes; None is an axis that the array does not have."""
        return [self.buffer, self.offset, *(0 if axis is None else self.strides[axis] for axis in axes)]


def bits(value: float) -> int:
    """A number as a word."""
    (found,) = struct.unpack("<q", struct.pack("<d", value))
    return int(found)


def literal(value: float) -> Lying:
    """A number as an operand."""
    return Lying(NUMBER, bits(value), ())


def contiguous(shape: Sequence[int]) -> tuple[int, ...]:
    """The strides of an array without gaps, the last axis innermost.

    >>> contiguous((2, 3, 4))
    (12, 4, 1)
    """
    strides, step = [], 1
    for extent in reversed(shape):
        strides.append(step)
        step *= extent
    return tuple(reversed(strides))


@final
@dataclass(slots=True)
class Buffers:
    """The buffers of a program, and the arrays of those that the caller gives."""

    kinds: list[Kind] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    arrays: list[Array] = field(default_factory=list)

    def add(self, kind: Kind, elements: int) -> int:
        """A buffer of the engine's; its number."""
        self.kinds.append(kind)
        self.elements.append(elements)
        return len(self.kinds) - 1

    def give(self, array: Array, *, written: bool = False) -> Lying:
        """A buffer that is an array of the caller's, which lies anyhow; where it lies."""
        strides = tuple(step // array.itemsize for step in array.strides)
        span = 1 + sum((extent - 1) * step for extent, step in zip(array.shape, strides, strict=True))
        self.arrays.append(array)
        return Lying(self.add(Kind.LENT if written else Kind.GIVEN, span if array.size else 0), 0, strides)

    def enlarge(self, buffer: int, elements: int) -> None:
        """Make room for so many elements."""
        self.elements[buffer] = max(self.elements[buffer], elements)


def program(
    buffers: Buffers, lists: Iterable[Sequence[Sequence[int]]], itemsize: int, training: Sequence[int] | None = None
) -> Array:
    """The words of a program: each list has the words of its operations."""
    written = [[len(operations), *(word for each in operations for word in each)] for operations in lists]
    table = [word for pair in zip(buffers.kinds, buffers.elements, strict=True) for word in pair]
    body = [*table, *(word for each in written for word in (len(each), *each)), *(training or ())]
    header = [MAGIC, FORMAT, 0, itemsize, len(buffers.kinds), len(written), int(training is not None)]
    header[2] = len(header) + len(body)
    return np.array(header + body, np.int64)
