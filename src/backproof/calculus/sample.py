"""Points at which two sides are compared: sizes for unknown ranges, and exact random values for undefined symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.expr import (
    Apply,
    Assumptions,
    Delta,
    Expression,
    Index,
    Model,
    Number,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.walk import tensors, walk
from backproof.rules import rule_of

Array = NDArray[Any]
Sizes = Mapping[Range, int]
Domains = Mapping[Symbol, str]


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
TENTHS: Final = Pool(10, (1, 20), (2, 15), (1, 9))


def beyond(threshold: float) -> Pool:
    """Numbers below and above a threshold in about equal parts."""
    reach = int(200 * threshold)
    return Pool(100, (10, reach), (10, reach), (10, 90))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Exact values (arrays of fractions) for the undefined symbols, the extents, and the seed of unknown functions."""

    values: Mapping[Symbol, Array]
    sizes: Sizes
    seed: int


def undefined_symbols(model: Model, *expressions: Expression) -> tuple[Symbol, ...]:
    """The symbols that occur and have no definition, in order of appearance."""
    defined = {definition.symbol for definition in model}
    occurring = chain.from_iterable(map(tensors, _all(model, expressions)))
    return tuple(dict.fromkeys(tensor.symbol for tensor in occurring if tensor.symbol not in defined))


def _all(model: Model, expressions: Iterable[Expression]) -> Iterator[Expression]:
    return chain((definition.body for definition in model), expressions)


def smallest_sizes(model: Model, *expressions: Expression) -> dict[Range, int]:
    """For each range that occurs and has no size, the smallest one that has all elements named by number."""
    sizes: dict[Range, int] = {}

    def meet(range_: Range, *numbers: object) -> None:
        if range_.size is None:
            sizes[range_] = max(
                sizes.get(range_, 1), *(at - range_.first + 1 for at in numbers if isinstance(at, int)), 1
            )

    for node in chain.from_iterable(map(walk, _all(model, expressions))):
        for index in sorted(node.free, key=lambda each: each.name):
            meet(index.range)
        match node:
            case Sum(index, _):
                meet(index.range)
            case Over(_, index, _, at):
                meet(index.range, at)
            case Tensor(symbol, slots):
                for range_, slot in zip(symbol.ranges, slots, strict=True):
                    meet(range_, slot)
            case Delta(Index() as letter, slot) | Delta(slot, Index() as letter):
                meet(letter.range, slot)
    for definition in model:
        for range_ in definition.symbol.ranges:
            meet(range_)
    return sizes


def different_sizes(smallest: Sizes, declared: frozenset[int]) -> tuple[Sizes, ...]:
    """Two assignments of extents that differ from each other and from the declared ones, none of them 1.

    The second one begins at 3: among two elements the sum and the product over the other one are the same.
    """
    return (_assign(list(smallest), smallest, declared, 2), _assign(list(smallest)[::-1], smallest, declared, 3))


def _assign(order: list[Range], smallest: Sizes, declared: frozenset[int], least: int) -> Sizes:
    used, sizes = set(declared), dict[Range, int]()
    for range_ in order:
        size = max(least, smallest[range_])
        while size in used:
            size += 1
        sizes[range_] = size
        used.add(size)
    return sizes


def restricted_symbols(model: Model, *expressions: Expression) -> frozenset[Symbol]:
    """The undefined symbols behind an argument that must be positive: of a logarithm, a root, a broken power."""
    bodies = {definition.symbol: definition.body for definition in model}
    pending = [part for each in _all(model, expressions) for node in walk(each) for part in _narrow(node)]
    reached: set[Symbol] = set()
    while pending:
        for symbol in {tensor.symbol for tensor in tensors(pending.pop())} - reached:
            reached.add(symbol)
            pending.extend([bodies[symbol]] if symbol in bodies else [])
    return frozenset(reached - bodies.keys())


def _narrow(node: Expression) -> Iterator[Expression]:
    match node:
        case Apply(function, arguments):
            rule = rule_of(function)
            if rule is not None and rule.domain.hint != "real":
                yield from arguments
        case Power(base, exponent) if not (isinstance(exponent, Number) and exponent.value.denominator == 1):
            yield base


def ladder(symbols: tuple[Symbol, ...], restricted: frozenset[Symbol]) -> Iterator[Domains]:
    """Domains to try in turn: real everywhere, narrower where an argument needs it, narrower everywhere."""
    yield dict.fromkeys(symbols, "real")
    for narrow in ("positive", "unit") if restricted else ():
        yield {symbol: narrow if symbol in restricted else "real" for symbol in symbols}
    for everywhere in ("positive", "unit"):
        yield dict.fromkeys(symbols, everywhere)


def draw(domains: Domains, assumptions: Assumptions, sizes: Sizes, *, seed: int, turn: int, pool: Pool = FINE) -> Point:
    """A point. ``turn`` is the class that one-hot symbols take, counted on along the other slots."""
    random = Random(seed)
    values = {
        symbol: _values(symbol, domain, assumptions, sizes, random=random, turn=turn, pool=pool)
        for symbol, domain in domains.items()
    }
    return Point(values, sizes, seed)


def _values(
    symbol: Symbol, domain: str, assumptions: Assumptions, sizes: Sizes, *, random: Random, turn: int, pool: Pool
) -> Array:
    shape = tuple(sizes[range_] if range_.size is None else range_.size for range_ in symbol.ranges)
    if symbol in assumptions.one_hot and shape:
        return _one_hot(shape, turn)
    if domain == "real" and (symbol in assumptions.positive or symbol in assumptions.simplex):
        domain = "positive"
    data = np.empty(shape, dtype=object)
    for place in np.ndindex(shape):
        data[place] = pool.draw(random, domain)
    if symbol in assumptions.simplex and shape:
        # Exact fractions sum to exactly one, in every arithmetic.
        data = data / data.sum(axis=-1, keepdims=True)
    return data


def _one_hot(shape: tuple[int, ...], turn: int) -> Array:
    rows = np.arange(int(np.prod(shape[:-1]))).reshape(shape[:-1])
    classes = (rows + turn) % shape[-1]
    chosen = np.arange(shape[-1]) == classes[..., None]
    return np.asarray(np.vectorize(Fraction, otypes=[object])(chosen.astype(int)))
