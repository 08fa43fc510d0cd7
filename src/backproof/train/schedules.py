"""The table of learning-rate schedules: the rate of the next epoch, from what has happened so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi
from types import MappingProxyType
from typing import Final, final

from backproof.records import dataclass

SLOWER: Final = 5.0
"""By what an adaptive rate is divided where nothing improves."""
SLOWEST: Final = 1e-6
"""An adaptive rate that has fallen below it falls no further."""


@final
@dataclass(frozen=True, slots=True)
class Schedule:
    """A rate that changes from epoch to epoch.

    ``initial`` is the rate of the first epoch, ``power`` the exponent of inverse scaling, ``factor`` that of an
    exponential schedule, ``epochs`` the length of a cosine.

    >>> Schedule("cosine", 0.1, epochs=10).rate(epoch=5, samples=0, slowed=0)
    0.05
    """

    name: str
    initial: float
    power: float = 0.5
    factor: float = 0.95
    epochs: int = 200

    def rate(self, *, epoch: int, samples: int, slowed: int) -> float:
        """The rate of the epoch with this number, after so many samples, slowed down so many times."""
        return SCHEDULES[self.name](self, epoch, samples, slowed)

    def slows(self, slowed: int) -> bool:
        """Whether the rate falls, rather than the training ends, where nothing improves."""
        return self.name == "adaptive" and self.initial / SLOWER**slowed > SLOWEST


SCHEDULES: Final[Mapping[str, Callable[[Schedule, int, int, int], float]]] = MappingProxyType(
    {
        "constant": lambda self, epoch, samples, slowed: self.initial,
        "invscaling": lambda self, epoch, samples, slowed: self.initial / (samples + 1) ** self.power,
        "adaptive": lambda self, epoch, samples, slowed: self.initial / SLOWER**slowed,
        "exponential": lambda self, epoch, samples, slowed: self.initial * self.factor**epoch,
        "cosine": lambda self, epoch, samples, slowed: round(
            self.initial * (1 + cos(pi * min(1.0, epoch / self.epochs))) / 2, 15
        ),
    }
)
