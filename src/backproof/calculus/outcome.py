"""What becomes of a comparison of two sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, final

from numpy.typing import NDArray

from backproof.calculus.sample import Sizes
from backproof.expr import Expression, Symbol
from backproof.records import dataclass

Array = NDArray[Any]


@final
@dataclass(frozen=True, slots=True)
class Equal:
    """Both sides agreed at ``points`` points, ``precise`` of them compared in 50-digit arithmetic; ``vanishing``: they
    were zero at each of them."""

    points: int
    precise: int
    vanishing: bool = field(default=False, repr=False)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Different:
    """A point at which the sides differ: exact ``values`` of the undefined symbols, the extents that were drawn, the
    element (letter name to number, as the author counts) and both values there."""

    values: Mapping[Symbol, Array]
    sizes: Sizes
    element: Mapping[str, int]
    left: float
    right: float

    @property
    def is_visible(self) -> bool:
        """Whether the values differ by more than a twentieth."""
        return abs(self.left - self.right) > 0.05 * max(abs(self.left), abs(self.right))

    @property
    def is_plain(self) -> bool:
        """Whether the values are zero or have a few digits before or behind the point."""
        return all(value == 0 or 1e-3 <= abs(value) < 1e4 for value in (self.left, self.right))


@final
@dataclass(frozen=True, slots=True)
class Undecided:
    """Nothing was decided, and why; ``part`` is the innermost part that has no value, where that is the reason."""

    reason: str
    part: Expression | None = None


Outcome = Equal | Different | Undecided
