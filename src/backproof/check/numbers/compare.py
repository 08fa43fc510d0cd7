"""Two arrays of numbers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from backproof.check.numbers.products import Array

PLAIN = 0.02
"""Relative."""


@final
@dataclass(frozen=True, slots=True)
class Difference:
    """An entry in which a written array differs from the true one; its place where there are several.

    ``agreeing`` says of each entry, in the order of the text, whether it is right.
    """

    written: float
    true: float
    place: tuple[int, ...] = ()
    agreeing: tuple[bool, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether no rounding on the way makes such a difference."""
        return abs(self.written - self.true) > PLAIN * max(abs(self.written), abs(self.true))

    def __str__(self) -> str:
        where = f"entry {', '.join(str(at + 1) for at in self.place)} is " if self.place else ""
        return f"{where}written {self.written:.10g}, true {self.true:.10g}"


@final
@dataclass(frozen=True, slots=True)
class Match:
    """Agreement; ``exact`` says of each entry, in the order of the text, whether nothing was rounded on the way."""

    exact: tuple[bool, ...]


def comparable(written: Array, value: Array) -> tuple[Array, Array] | None:
    """Both with one shape: a list is a row or a column as fits, an array of one entry a number."""
    if written.shape == value.shape:
        return written, value
    if written.size != value.size or (written.ndim == value.ndim == 2):
        return None
    flat = [array for array in (written, value) if array.ndim == 2]
    if written.size > 1 and any(1 not in array.shape for array in flat):
        return None
    return written.reshape(-1), value.reshape(-1)


def first_difference(written: Array, value: Array, room: Array) -> Difference | None:
    """The first entry that lies further from its value than it may; one that no rounding explains before others."""
    near = abs(written - value) <= room
    apart = [tuple(map(int, place)) for place in np.argwhere(~near)]
    agreeing = tuple(near.reshape(-1).tolist()) if written.size > 1 else ()
    found = [
        Difference(float(written[place]), float(value[place]), place if written.size > 1 else (), agreeing)
        for place in apart
    ]
    return next((each for each in found if each.is_plain), found[0] if found else None)
