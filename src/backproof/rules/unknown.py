"""Unknown functions: f stands for a random smooth function, whose derivatives of every order are exact.

f(x) = c + sum_r a_r sin(b_r . x + s_r). A derivative by x_k multiplies by b_rk and adds a quarter turn to the phase.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from random import Random
from typing import final

from backproof.expr import Function
from backproof.records import dataclass

WAVES = 4


@final
@dataclass(frozen=True, slots=True)
class Wave:
    """``height * sin(slopes . x + shift)``, all exact, so that every arithmetic evaluates the same function."""

    height: Fraction
    slopes: tuple[Fraction, ...]
    shift: Fraction


@final
@dataclass(frozen=True, slots=True, eq=False)
class Smooth:
    """A constant and some waves; there is one of a name and a seed, which is equal to itself only."""

    offset: Fraction
    waves: tuple[Wave, ...]

    def derived(self, orders: tuple[int, ...]) -> tuple[Fraction, tuple[Wave, ...]]:
        """The constant and the waves of a derivative, before the quarter turns that it adds to each phase."""
        heights = (
            math.prod((slope**order for slope, order in zip(wave.slopes, orders, strict=True)), start=wave.height)
            for wave in self.waves
        )
        waves = tuple(Wave(height, wave.slopes, wave.shift) for height, wave in zip(heights, self.waves, strict=True))
        return Fraction(0) if any(orders) else self.offset, waves


@cache
def smooth(name: str, arity: int, seed: int) -> Smooth:
    """The random function that a name stands for; the same for equal arguments, on every machine."""
    random = Random(f"{name}/{arity}/{seed}")

    def draw(low: int, high: int) -> Fraction:
        return Fraction(random.randint(low, high), 1000)

    waves = tuple(
        Wave(draw(300, 1000), tuple(draw(400, 1600) * random.choice((1, -1)) for _ in range(arity)), draw(0, 6283))
        for _ in range(WAVES)
    )
    # One in three is positive everywhere, so that log f(x) can be judged too.
    offset = sum((wave.height for wave in waves), Fraction(1, 4)) if random.randrange(3) == 0 else draw(-500, 500)
    return Smooth(offset, waves)


def order(function: Function) -> tuple[int, ...]:
    """The order of the derivative by each argument."""
    return function.orders or (0,) * function.arity
