"""What a teacher gives points for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, final

from backproof.check.grading.quantities import Quantity

CARRIED: Final = 0.5
"""The share of the points for a line that is right but for an error made before it, which cost no other part."""


class Aspect(Enum):
    """What is looked at: the value of the answer, or its shape alone."""

    ANSWER = "answer"
    DIMENSIONS = "dimensions"


@final
@dataclass(frozen=True, slots=True)
class Part:
    """Some quantities of the key, with the points for each of them."""

    name: str
    quantities: tuple[Quantity, ...]
    each: float
    aspect: Aspect = Aspect.ANSWER

    @property
    def points(self) -> float:
        """For all of it."""
        return self.each * len(self.quantities)


@final
@dataclass(frozen=True, slots=True)
class Rubric:
    """The parts of a task, and the share of the points for an error that is carried forward."""

    parts: tuple[Part, ...]
    carried: float = CARRIED

    @property
    def points(self) -> float:
        """For all parts."""
        return sum(part.points for part in self.parts)
