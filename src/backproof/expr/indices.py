"""Ranges, and the letters that run over them."""

from __future__ import annotations

from typing import final

from backproof.records import Hashed, dataclass


@final
@dataclass(frozen=True, slots=True)
class Range(Hashed):
    """A named extent: the units of a layer, the classes, the samples.

    ``first`` is the number that the author gives to the first element (0 or 1). ``size`` is the number of
    elements where the author declares it, or None: then a check draws one.

    >>> Range("classes", first=0, size=3).last
    2
    """

    name: str
    first: int = 1
    size: int | None = None

    def __post_init__(self) -> None:
        if self.size is not None and self.size < 1:
            raise ValueError(f"range {self.name!r} needs at least one element; got size {self.size}")

    @property
    def last(self) -> int | None:
        """The number of the last element, where the size is known."""
        return None if self.size is None else self.first + self.size - 1


@final
@dataclass(frozen=True, slots=True)
class Index(Hashed):
    """A letter that runs over a range.

    >>> j = Index("j", Range("hidden"))
    >>> j.name, j.range.name
    ('j', 'hidden')
    """

    name: str
    range: Range


Slot = Index | int
"""What stands in an index slot of a tensor: a letter, or the number of an element as the author counts."""


def fresh(index: Index, taken: frozenset[str]) -> Index:
    """An index over the same range whose name is not among ``taken``.

    >>> fresh(Index("j", Range("hidden")), frozenset({"j", "j'"})).name
    "j''"
    """
    name = index.name
    while name in taken:
        name += "'"
    return index if name == index.name else Index(name, index.range)
