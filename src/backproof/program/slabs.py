"""Memory in slabs, taken and given back: how plans count it before any of it is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final


@final
class Slabs:
    """Numbers of slabs; ``capacity`` has their elements.

    >>> slabs = Slabs()
    >>> first = slabs.take(10)
    >>> slabs.free([first])
    >>> slabs.take(8) == first, slabs.take(8), slabs.capacity
    (True, 1, [10, 8])
    """

    def __init__(self) -> None:
        self.capacity: list[int] = []
        self._free: list[int] = []

    def take(self, elements: int) -> int:
        """The smallest free slab that is large enough and not far too large, or a new one."""
        fitting = [slab for slab in self._free if elements <= self.capacity[slab] <= 4 * elements]
        if fitting:
            chosen = min(fitting, key=lambda slab: self.capacity[slab])
            self._free.remove(chosen)
            return chosen
        self.capacity.append(elements)
        return len(self.capacity) - 1

    def free(self, slabs: Iterable[int]) -> None:
        """Slabs whose results nobody needs any more."""
        self._free += slabs
