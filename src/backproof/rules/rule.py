"""What the table knows of one scalar function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Any, final

from numpy.typing import NDArray

from backproof.expr import Expression
from backproof.records import dataclass

Array = NDArray[Any]
Partial = Callable[..., Expression]


def no_kinks(*arguments: Expression) -> tuple[Expression, ...]:
    """Smooth everywhere."""
    return ()


@final
@dataclass(frozen=True, slots=True)
class Domain:
    """Where a function is real, in words and as a predicate; ``hint`` names a set inside it that is easily sampled."""

    hint: str
    words: str
    holds: Callable[[float], bool]


REAL = Domain("real", "every real number", lambda x: True)
POSITIVE = Domain("positive", "x > 0", lambda x: x > 0)
ABOVE_MINUS_ONE = Domain("positive", "x > -1", lambda x: x > -1)


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """One scalar function.

    ``partials`` builds the derivative by each argument as an expression in the same language, so a derivative has
    derivatives itself. ``float64`` takes arrays that broadcast, ``precise`` takes 50-digit numbers. ``kinks`` builds
    expressions that vanish where the derivative does not exist. ``known`` holds exact values.
    """

    name: str
    partials: tuple[Partial, ...]
    float64: Callable[..., Array]
    precise: Callable[..., Any]
    latex: str
    spoken: str
    reason: str
    domain: Domain = REAL
    kinks: Callable[..., tuple[Expression, ...]] = no_kinks
    known: Mapping[Fraction, Fraction] = field(default_factory=dict)

    @property
    def arity(self) -> int:
        return len(self.partials)
