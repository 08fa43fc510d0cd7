"""Points at which two sides are compared: sizes for unknown ranges, and exact random values for undefined symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import prod
from random import Random
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.facts import Facts, facts, together
from backproof.calculus.named import too_large
from backproof.expr import (
    Assumptions,
    Expression,
    Model,
    Range,
    Symbol,
)
from backproof.expr.walk import tensors
from backproof.records import dataclass

Array = NDArray[Any]
Sizes = Mapping[Range, int]
Known = Callable[[Expression], Facts]
Domains = Mapping[Symbol, str]

MOST_DRAWN: Final = 400_000  # exact values of one symbol: fractions take a microsecond each, for each point
FARTHEST: Final = 1e302  # of what is drawn, in hundredths: a float has no larger ones
DISTINCT: Final = 8  # so many ranges have extents that are all different


@final
@dataclass(frozen=True, slots=True)
class Pool:
    """The numbers that values are drawn from, for each domain: numerators over ``unit``."""

    unit: int
    real: tuple[int, int]
    positive: tuple[int, int]
    fraction: tuple[int, int]

    def draw(self, random: Random, domain: str) -> Fraction:
        low, high = {"real": self.real, "positive": self.positive, "unit": self.fraction}[domain]
        sign = random.choice((1, -1)) if domain == "real" else 1
        return Fraction(sign * random.randint(low, high), self.unit)


# Away from zero, where cancellation and kinks are; four decimals, so that no two values agree by chance.
FINE: Final = Pool(10_000, (3_000, 20_000), (2_000, 15_000), (1_000, 9_000))
NEAR_ZERO: Final = Pool(10_000, (50, 400), (50, 400), (50, 400))
WHOLE: Final = Pool(1, (1, 3), (1, 3), (1, 1))
SPARSE: Final = Pool(1, (0, 1), (1, 2), (1, 1))
"""For arrays that are large because a document says how large they are: many zeros are soon added up."""
TENTHS: Final = Pool(10, (1, 20), (2, 15), (1, 9))


def beyond(threshold: float) -> Pool:
    """Numbers below and above a threshold in about equal parts."""
    reach = int(min(200 * threshold, FARTHEST))
    return Pool(100, (10, reach), (10, reach), (10, 90))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Exact values (arrays of fractions) for the undefined symbols, the number of the draw that gave each, the extents,
    and the seed of unknown functions."""

    values: Mapping[Symbol, Array]
    draws: Mapping[Symbol, int]
    sizes: Sizes
    seed: int


def undefined_symbols(model: Model, *expressions: Expression) -> tuple[Symbol, ...]:
    """The symbols that occur and have no definition, in order of appearance."""
    # Not by facts: long derivations ask this of expressions of which nobody wants to know anything else.
    defined = {definition.symbol for definition in model}
    everything = (*(definition.body for definition in model), *expressions)
    occurring = (tensor.symbol for each in everything for tensor in tensors(each))
    return tuple(symbol for symbol in dict.fromkeys(occurring) if symbol not in defined)


def smallest_sizes(model: Model, *expressions: Expression) -> dict[Range, int]:
    """For each range that occurs and has no size, the smallest one that has all elements named by number."""
    return smallest_in(model, _of_all(model, expressions))


def _of_all(model: Model, expressions: Iterable[Expression]) -> Facts:
    return together(map(facts, (*(definition.body for definition in model), *expressions)))


def undefined_in(model: Model, everything: Facts) -> tuple[Symbol, ...]:
    """The symbols among those of some facts that have no definition."""
    defined = {definition.symbol for definition in model}
    return tuple(symbol for symbol in everything.symbols if symbol not in defined)


def smallest_in(model: Model, everything: Facts) -> dict[Range, int]:
    """The smallest sizes of the ranges that occur in facts, or in a definition only on its left side."""
    occurring = (range_ for definition in model for range_ in definition.symbol.ranges)
    sizes = {**dict.fromkeys(occurring, 1), **everything.extents}
    return {range_: size for range_, size in sizes.items() if range_.size is None}


def different_sizes(smallest: Sizes, declared: frozenset[int]) -> tuple[Sizes, ...]:
    """Two assignments of extents that differ from each other and from the declared ones, none of them 1.

    No range has one extent in both: a factor of 4 beside one that always has 4 elements would be their number.
    The second one begins at 3: among two elements the sum and the product over the other one are the same. The order
    is that of the names, so that questions about the same ranges give them the same extents. Of many ranges some have
    the same extent in one assignment, and no two in both: with seventeen of them, as an image has in a network of
    three layers, extents up to 18 would make millions of elements.
    """
    order = sorted(smallest, key=lambda range_: range_.name)
    first = _assign(order, smallest, declared, 2, {})
    return (first, _assign(order[::-1], smallest, declared, 3, first))


def mirrored(sizes: Sizes, smallest: Sizes) -> Sizes:
    """An assignment in which what was longer than another range is shorter; extents that are fixed stay.

    >>> i, j = Range("i"), Range("j")
    >>> list(mirrored({i: 2, j: 5}, {i: 1, j: 1}).values())
    [5, 2]
    """
    drawn = [sizes[each] for each in smallest]
    ends = max(drawn, default=0) + min(drawn, default=0)
    return {each: max(ends - size, smallest[each]) if each in smallest else size for each, size in sizes.items()}


def _assign(order: list[Range], smallest: Sizes, declared: frozenset[int], least: int, other: Sizes) -> Sizes:
    used, pairs, sizes = set(declared), set[tuple[int, int]](), dict[Range, int]()
    for at, range_ in enumerate(order):
        if at % DISTINCT == 0:
            used = set(declared)
        size, apart = max(least, smallest[range_]), other.get(range_, 0)
        while size in used or size == apart or (size, apart) in pairs:
            size += 1
        sizes[range_] = size
        used.add(size)
        if apart:
            pairs.add((size, apart))
    return sizes


def restricted_in(model: Model, everything: Facts, known: Known = facts) -> frozenset[Symbol]:
    """The undefined symbols behind an argument that must be positive: of a logarithm, a root, a broken power."""
    bodies = {definition.symbol: definition.body for definition in model}
    pending = [*everything.restricted]
    reached: set[Symbol] = set()
    while pending:
        symbol = pending.pop()
        if symbol not in reached:
            reached.add(symbol)
            pending.extend(known(bodies[symbol]).symbols if symbol in bodies else ())
    return frozenset(reached - bodies.keys())


def ladder(symbols: tuple[Symbol, ...], restricted: frozenset[Symbol]) -> Iterator[Domains]:
    """Domains to try in turn: real everywhere, narrower where an argument needs it, narrower everywhere."""
    yield dict.fromkeys(symbols, "real")
    for narrow in ("positive", "unit") if restricted else ():
        yield {symbol: narrow if symbol in restricted else "real" for symbol in symbols}
    for everywhere in ("positive", "unit"):
        yield dict.fromkeys(symbols, everywhere)


@final
@dataclass(frozen=True, slots=True)
class Draw:
    """What the values of a symbol are drawn by: equal draws give equal values."""

    name: str
    shape: tuple[int, ...]
    domain: str
    labels: str
    """Whether the values along ``axis`` are ``free``, sum to one (``simplex``), or are ``one_hot``; whether all of them
    are ``symmetric``, ``signs``, or ``bits``."""
    axis: int
    """The slot of the classes: the last one (-1), or the first one."""
    seed: int
    turn: int
    """The class that one-hot labels take, counted on along the other slots; so do bits along all of them."""
    pool: Pool = FINE

    @staticmethod
    def of(
        symbol: Symbol, domain: str, assumptions: Assumptions, sizes: Sizes, *, seed: int, turn: int, pool: Pool
    ) -> Draw:
        """The draw of a symbol in a domain, under what is assumed of it."""
        shape = tuple(sizes[range_] if range_.size is None else range_.size for range_ in symbol.ranges)
        narrow = symbol in assumptions.positive or symbol in assumptions.simplex
        labels = "simplex" if symbol in assumptions.simplex and shape else "free"
        labels = "one_hot" if symbol in assumptions.one_hot and shape else labels
        labels = "symmetric" if symbol in assumptions.symmetric and len({*shape}) == 1 < len(shape) else labels
        labels = "signs" if symbol in assumptions.signs else labels
        labels = "bits" if symbol in assumptions.bits else labels
        axis = 0 if symbol in assumptions.upright else -1
        domain = "positive" if narrow and domain == "real" else domain
        return Draw(symbol.name, shape, domain, labels, axis, seed, turn, pool)

    def values(self) -> Array:
        """Exact values: an array of fractions. Raises TooLarge where they would be too many."""
        if (count := prod(self.shape)) > MOST_DRAWN:
            raise too_large(count, " x ".join(map(str, self.shape)), MOST_DRAWN)
        if self.labels == "one_hot":
            return _one_hot(self.shape, self.turn) if self.axis else _one_hot(self.shape[::-1], self.turn).T
        if self.labels == "bits":
            places = np.arange(int(np.prod(self.shape))).reshape(self.shape)
            return np.asarray(np.vectorize(Fraction, otypes=[object])((places + self.turn) % 2))
        random = Random(f"{self.name}/{self.seed}")
        data = np.empty(self.shape, dtype=object)
        for place in np.ndindex(self.shape):
            data[place] = (
                self.pool.draw(random, self.domain) if self.labels != "signs" else Fraction(random.choice((1, -1)))
            )
        if self.labels == "symmetric":
            # Halves of sums would agree more often by chance.
            return np.where(np.tri(self.shape[0]) > 0, data, data.T)
        # Exact fractions sum to exactly one, in every arithmetic.
        return data / data.sum(axis=self.axis, keepdims=True) if self.labels == "simplex" else data


def _one_hot(shape: tuple[int, ...], turn: int) -> Array:
    rows = np.arange(int(np.prod(shape[:-1]))).reshape(shape[:-1])
    classes = (rows + turn) % shape[-1]
    chosen = np.arange(shape[-1]) == classes[..., None]
    return np.asarray(np.vectorize(Fraction, otypes=[object])(chosen.astype(int)))
