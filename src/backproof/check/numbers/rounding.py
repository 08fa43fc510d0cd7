"""A printed result, and how far the value behind it may lie from it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import final

import numpy as np

from backproof.check.definitions.shape import EXACT, entries, half_unit, is_constant, is_printed, is_single
from backproof.check.numbers import shares
from backproof.check.numbers.compare import Difference, Match, comparable, first_difference
from backproof.check.numbers.entrywise import Entrywise, numbers
from backproof.check.numbers.products import Array
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Num, Term

PUT_IN_DIGITS = 2
"""A decimal with so many digits that stands in a formula, and that the document does not give, was computed."""
LONG_DIGITS = 6
"""A decimal with so many digits that stands beside others was computed, too: nobody sets a task with it."""
INSIDE = 1 - 1e-6
"""What was rounded lies inside of half a unit: of two roundings in a row both are not at their ends."""
CARELESS = 1e-5
"""Relative: a line that puts numbers in may drop or mistype digits that no result shows."""


@final
@dataclass(frozen=True)
class Rounding:
    """Evaluates terms of numbers: ``computed`` are printed results, ``given`` what the document gives.

    Where the line is ``rough``, every decimal that is not given may have been rounded. A number of the ``sources`` is
    the one that the document gives, at its place: a result that looks like it changes nothing of it.
    """

    entrywise: Entrywise
    computed: Set[Fraction]
    given: Set[Fraction]
    rough: bool = False
    sources: Set[Num] = frozenset()

    def arrays(self, term: Term) -> list[Array]:
        """The values of a term of numbers alone, in every way that its shapes allow."""
        if not is_constant(term):
            return []
        ways = self.entrywise.ways(term)
        return [found for way in ways if (found := numbers(way)) is not None]

    def slack(self, filled: Term, way: int, whole: Array, *, fine: int | None = None) -> Array:
        """How far the entries can move when the computed decimals in a term are rounded ones.

        ``whole`` are its values in this way. Decimals of ``fine`` digits or more that the document does not give are
        results that it did not print.
        """
        total: Array = np.zeros(whole.shape)
        decimals = {part for part in occurrences(filled, Num) if part.decimals}
        logged = frozenset(shares.logged(filled))
        for part in (decimals - self.sources) | logged:
            unprinted = fine is not None and part.decimals >= fine and part.value not in self.given
            if (
                part in logged
                or unprinted
                or part.value in self.computed
                or (self.rough and part.value not in self.given)
            ):
                moved = Num(part.value + Fraction(5, 10 ** (part.decimals + 1)), part.decimals, part.span)
                ways = self.arrays(_swapped(filled, part, moved))
                total = total + (abs(ways[way] - whole) if way < len(ways) else 0.0)
        return INSIDE * total


@final
@dataclass(frozen=True)
class Result:
    """A printed result, with the values that it may stand for."""

    side: Term
    ways: Sequence[Array]
    rounding: Rounding

    @staticmethod
    def of(side: Term, rounding: Rounding) -> Result:
        """A side as it is printed."""
        return Result(side, rounding.arrays(side), rounding)

    def against(self, filled: Term, most: float = np.inf) -> Match | Difference | None:
        """Whether a term with its names filled in gives this result; None where it has no value of this shape.

        What was rounded on the way moves it by ``most`` at most, relative to the value.
        """
        difference: Difference | None = None
        for way, value in enumerate(self.rounding.arrays(filled)):
            for own, written in enumerate(self.ways):
                pair = comparable(written, value)
                if pair is None:
                    continue
                moved = self.rounding.slack(filled, way, value, fine=LONG_DIGITS).reshape(pair[0].shape)
                moved = np.minimum(moved, most * abs(pair[1])) if np.isfinite(most) else moved
                here = first_difference(*pair, self.rooms[own].reshape(pair[0].shape) + moved)
                if here is None:
                    exact = (abs(pair[0] - pair[1]) < EXACT) & (moved == 0)
                    return Match(tuple(exact.reshape(-1).tolist()))
                difference = difference or here
        return difference

    @cached_property
    def rooms(self) -> Sequence[Array]:
        """How far the value behind each entry may lie from it, in each way."""
        return [self._room(way, written) for way, written in enumerate(self.ways)]

    def _room(self, way: int, written: Array) -> Array:
        """The same in one way."""
        printed = list(entries(self.side))
        if len(printed) != written.size:
            return self._careless(way, written)
        flat = written.reshape(-1)
        rough = self._careless(way, written).reshape(-1) if not is_printed(self.side) else np.zeros(written.size)
        return np.array(
            [
                half_unit(entry, value, rough=self.rounding.rough) if is_single(entry) else careless
                for entry, value, careless in zip(printed, flat, rough, strict=True)
            ]
        ).reshape(written.shape)

    def _careless(self, way: int, written: Array) -> Array:
        """The room of entries that are still computed."""
        moved = self.rounding.slack(self.side, way, self.ways[way], fine=PUT_IN_DIGITS)
        room: Array = moved + CARELESS * abs(written) + EXACT
        return room


def _swapped(term: Term, part: Num, other: Num) -> Term:
    return other if term == part else rebuilt(term, lambda each: _swapped(each, part, other))
