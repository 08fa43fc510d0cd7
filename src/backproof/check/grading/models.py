"""Whether two documents define the same network, in which letters, and where they part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.evaluate import evaluate_model
from backproof.calculus.resolve import needed
from backproof.calculus.sample import undefined_symbols
from backproof.derive.parameters import is_weight
from backproof.expr import Definition, IllFormed, Model, Range, Symbol, Tensor
from backproof.source import BackproofError

Array = NDArray[Any]
Values = Mapping[Symbol, Array]

POINTS: Final = 5
TOLERANCE: Final = 1e-9
TRIED: Final = 2_000
"""So many ways to match the letters of two networks are tried."""
DOMAINS: Final = ((-2.0, 2.0), (0.3, 1.5), (0.1, 0.9))
"""Inputs are drawn from the first of these ranges in which the loss has a value: logarithms need positive ones."""
SMALLEST: Final = 2


@final
@dataclass(frozen=True, slots=True)
class Network:
    """The definitions that lead to a loss."""

    model: Model
    loss: Definition

    @staticmethod
    def of(definitions: Sequence[Definition], loss: Definition) -> Network:
        """The network of one loss among definitions in topological order."""
        head = Tensor(loss.symbol, loss.indices)
        return Network(needed(Model(tuple(definitions)), head), loss)

    def without(self, name: str) -> Network | None:
        """The network with a quantity as an input; None where it defines none of this name, or it is the loss."""
        kept = [each for each in self.model if each.symbol.name != name]
        if len(kept) == len(self.model.definitions) or self.loss.symbol.name == name:
            return None
        return Network.of(kept, self.loss)

    @property
    def inputs(self) -> tuple[Symbol, ...]:
        """What it does not define."""
        return undefined_symbols(self.model)


@final
@dataclass(frozen=True, slots=True)
class Alike:
    """The names of one network by those of another one, and the names that mean something else in the other one.

    ``unique`` is False where several ways to match the letters are as good.
    """

    letters: Mapping[str, str]
    different: tuple[str, ...] = ()
    unique: bool = True


def match(key: Network, other: Network) -> Alike | None:
    """The letters under which two networks compute the same loss; None where there are none.

    Where only definitions of the same names keep them apart, these are told. The inputs are matched by their names
    where they have the same, else by what they do: the losses agree at random points.

    >>> x, w, a, p = map(Symbol, "xwap")
    >>> from backproof.expr.build import mul, number, power
    >>> def loss(name, *factors):
    ...     return Definition(Symbol(name), (), power(mul(*map(Tensor, factors)), number(2)))
    >>> ours, theirs = loss("L", x, w), loss("E", a, p)
    >>> match(Network.of([ours], ours), Network.of([theirs], theirs)).unique
    False
    """
    samples = Samples(key)
    found: list[tuple[int, Alike]] = []
    for pairs in islice(_matchings(key, other), TRIED):
        tried = _tried(samples, other, pairs)
        if tried is not None:
            found.append((_strange(pairs), tried))
            if all(one.name == their.name for one, their in pairs.items()):
                return tried
    if not found:
        return _parted(key, other)
    least = min(strange for strange, _ in found)
    best = [each for strange, each in found if strange == least]
    return Alike(best[0].letters, unique=len(best) == 1)


def _strange(pairs: Mapping[Symbol, Symbol]) -> int:
    """How many weights are matched with data, by their letters."""
    return sum(is_weight(one) != is_weight(their) for one, their in pairs.items())


@final
@dataclass(frozen=True, slots=True)
class Samples:
    """Points at which a network has a loss, for the sizes that another one declares."""

    network: Network
    _drawn: dict[frozenset[tuple[Range, int]], Sequence[Values]] = field(default_factory=dict, repr=False)

    def under(self, declared: Mapping[Range, int]) -> Sequence[Values]:
        """Values of the inputs; none where the loss has a value nowhere."""
        question = frozenset(declared.items())
        if question not in self._drawn:
            sizes = _sizes(self.network, declared)
            found = (self._within(low, high, sizes) for low, high in DOMAINS)
            self._drawn[question] = next(filter(None, found), ())
        return self._drawn[question]

    def _within(self, low: float, high: float, sizes: Mapping[Range, int]) -> Sequence[Values]:
        network, points = self.network, list[Values]()
        for seed in range(POINTS):
            random = np.random.default_rng(seed)
            values = {each: random.uniform(low, high, _shape(each, sizes)) for each in network.inputs}
            computed = _computed(network.model, values, sizes)
            if computed is None or not np.isfinite(computed[network.loss.symbol]).all():
                return ()
            points.append(values)
        return points


def _sizes(network: Network, declared: Mapping[Range, int]) -> dict[Range, int]:
    """A size of its own for each range that has none."""
    symbols = (*network.inputs, *(each.symbol for each in network.model))
    ranges = dict.fromkeys(range_ for symbol in symbols for range_ in symbol.ranges)
    own = {each: SMALLEST + at for at, each in enumerate(ranges) if each.size is None}
    return {**own, **{range_: size for range_, size in declared.items() if range_ in own}}


def _shape(symbol: Symbol, sizes: Mapping[Range, int]) -> tuple[int, ...]:
    return tuple(sizes[range_] if range_.size is None else range_.size for range_ in symbol.ranges)


def _computed(model: Model, values: Values, sizes: Mapping[Range, int]) -> dict[Symbol, Array] | None:
    """The values of all definitions; None where they can't be computed."""
    try:
        with np.errstate(all="ignore"):
            return {symbol: np.asarray(each) for symbol, each in evaluate_model(model, values, sizes).items()}
    except (BackproofError, IllFormed, ValueError, IndexError):
        return None


def _matchings(key: Network, other: Network) -> Iterator[dict[Symbol, Symbol]]:
    """Ways to match the inputs, those first that keep the names that both have."""
    if len(key.inputs) != len(other.inputs):
        return
    theirs = {each.name: each for each in other.inputs}
    shared = {each: theirs[each.name] for each in key.inputs if each.name in theirs}
    # Arrays of many slots leave the others little choice.
    ours = sorted(key.inputs, key=lambda symbol: -symbol.rank)
    if _fits(shared):
        yield from _ways(shared, [each for each in ours if each not in shared], other.inputs)
    if shared:
        yield from (pairs for pairs in _ways({}, ours, other.inputs) if not shared.items() <= pairs.items())


def _ways(
    pairs: dict[Symbol, Symbol], rest: Sequence[Symbol], others: Sequence[Symbol]
) -> Iterator[dict[Symbol, Symbol]]:
    if not rest:
        yield pairs
        return
    for their in others:
        if their not in pairs.values() and _fits(longer := {**pairs, rest[0]: their}):
            yield from _ways(longer, rest[1:], others)


def _fits(pairs: Mapping[Symbol, Symbol]) -> bool:
    """Whether the ranks are the same and the ranges match one to one."""
    if any(ours.rank != theirs.rank for ours, theirs in pairs.items()):
        return False
    slots = {slot for ours, theirs in pairs.items() for slot in zip(ours.ranges, theirs.ranges, strict=True)}
    return len(slots) == len({one for one, _ in slots}) == len({their for _, their in slots})


def _tried(samples: Samples, other: Network, pairs: Mapping[Symbol, Symbol]) -> Alike | None:
    """The letters under a way to match the inputs, where the losses agree."""
    key = samples.network
    slots = [slot for ours, theirs in pairs.items() for slot in zip(ours.ranges, theirs.ranges, strict=True)]
    declared = {ours: theirs.size for ours, theirs in slots if theirs.size is not None}
    sizes = _sizes(key, declared)
    found: dict[str, list[str]] | None = None
    for values in samples.under(declared):
        ours = _computed(key.model, values, sizes)
        theirs = _computed(other.model, {pairs[each]: value for each, value in values.items()}, _theirs(pairs, values))
        if ours is None or theirs is None or not _close(ours[key.loss.symbol], theirs[other.loss.symbol]):
            return None
        agreed = {one.name: [their.name for their, value in theirs.items() if _close(ours[one], value)] for one in ours}
        known = agreed if found is None else found
        found = {one: [each for each in agreed[one] if each in known[one]] for one in agreed}
    if found is None:
        return None
    letters = {one: one if one in names else names[0] for one, names in found.items() if names}
    letters |= {one.name: their.name for one, their in pairs.items()} | {key.loss.symbol.name: other.loss.symbol.name}
    return Alike(letters)


def _theirs(pairs: Mapping[Symbol, Symbol], values: Values) -> dict[Range, int]:
    """The sizes of the other network's ranges, by the values that its inputs get."""
    return {
        range_: size
        for ours, theirs in pairs.items()
        for range_, size in zip(theirs.ranges, values[ours].shape, strict=True)
        if range_.size is None
    }


def _close(one: Array, other: Array) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE))


def _parted(key: Network, other: Network) -> Alike | None:
    """Networks of the same names that are alike but for one definition: both lose it, and it is an input.

    The other one may have none: what the key defines is a number or given there.
    """
    for name in (each.symbol.name for each in key.model):
        given = any(each.name == name for each in other.inputs)
        ours, theirs = key.without(name), other if given else other.without(name)
        if ours is None or theirs is None:
            continue
        pairs = {each: their for each in ours.inputs for their in theirs.inputs if each.name == their.name}
        if len(pairs) < len(ours.inputs) or not _fits(pairs):
            continue
        found = _tried(Samples(ours), theirs, pairs)
        if found is not None:
            return Alike(found.letters, (name,))
    return None
