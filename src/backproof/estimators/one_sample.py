r"""A model that is written for many samples, as one for each of them: ``x_{ni}``, ``y_n``, ``L = \frac1N \sum_n ...``.

It is the same model over a single sample, for then the sum has one term and N is 1. That holds where samples never
meet: sums over them stand in the loss alone, which is linear in them. Batch normalisation is no such model.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.calculus.sample import undefined_symbols
from backproof.expr import (
    Add,
    Definition,
    Expression,
    Index,
    Model,
    Mul,
    Number,
    Over,
    Power,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, mul, power
from backproof.expr.walk import map_parts, parts, walk

COUNTS: Final = frozenset({"N", "n", "M", "m", "B"})
"""Letters for the number of samples, which nothing else gives."""
MARK: Final = r"(\bullet)"
"""What stands in a name for the sample that is written in parentheses above it."""


def sample_range(inputs: Iterable[Symbol], targets: Sequence[Symbol], others: Iterable[Symbol]) -> Range | None:
    """The range that inputs and targets share and no other quantity has, if there is one."""
    within = [{*each.ranges} for each in inputs if each.rank > 1 or MARK in each.name]
    shared = set.intersection(*within, *({*each.ranges} for each in targets)) if within and targets else set()
    elsewhere = {range_ for each in others for range_ in each.ranges}
    found = [each for each in shared - elsewhere if each.size is None]
    return found[0] if len(found) == 1 else None


def of_one_sample(model: Model, samples: Range) -> Model | None:
    """The model for one sample; None where samples meet each other before the loss."""
    counts = divisors(model)
    plain = [replace(each, body=_counted(each.body, samples, counts)) for each in model]
    totals = {each.symbol for each in plain if any(map(_over(samples), walk(each.body)))}
    for each in plain:  # in topological order
        if each.body.symbols & totals:
            totals.add(each.symbol)
    heads = {each.symbol for each in plain if samples in each.symbol.ranges}
    if totals & heads or not all(_linear(each.body, samples, totals) for each in plain):
        return None
    if not _is_mean(model, samples, counts, totals):
        return None
    try:
        definitions = tuple(_without(each, samples) for each in plain)
    except _Met:
        return None
    return replace(model, definitions=definitions)


class _Met(Exception):  # no error: samples meet
    """An operation over the samples that is no sum."""


def _over(samples: Range) -> Callable[[Expression], bool]:
    return lambda node: isinstance(node, Sum | Over) and node.index.range == samples


def divisors(model: Model) -> frozenset[Symbol]:
    """The undefined numbers that only ever divide, with a letter for the number of samples."""
    below: set[Symbol] = set()
    others: set[Symbol] = set()
    for each in model:
        _divided(each.body, False, below, others)
    free = {each for each in undefined_symbols(model) if not each.rank and each.name in COUNTS}
    return frozenset((free & below) - others)


def _divided(node: Expression, below: bool, divisors: set[Symbol], others: set[Symbol]) -> None:
    match node:
        case Tensor(symbol):
            (divisors if below else others).add(symbol)
        case Power(inner, Number(value)) if value == -1:
            _divided(inner, True, divisors, others)
        case Mul(factors):
            for each in factors:
                _divided(each, below, divisors, others)
        case _:
            for each in parts(node):
                _divided(each, False, divisors, others)


def _counted(node: Expression, samples: Range, counts: Collection[Symbol]) -> Expression:
    """The number of samples is one."""
    match node:
        case Tensor(symbol) if symbol in counts:
            return ONE
        case Sum(index, Number()) if index.range == samples:
            return node.body
        case Power(inner, exponent):
            counted = _counted(inner, samples, counts)
            return ONE if counted == ONE else power(counted, exponent)
        case Mul(factors):
            return mul(*(_counted(each, samples, counts) for each in factors))
    return map_parts(node, lambda part: _counted(part, samples, counts))


def _is_mean(model: Model, samples: Range, counts: Collection[Symbol], totals: Collection[Symbol]) -> bool:
    r"""Whether the loss is a mean over the samples and terms beside it, or a sum of samples and nothing else.

    For one sample a penalty :math:`\frac{\lambda}{2N} \sum_i w_i^2` would be N times as large as it is written.
    """

    def counts_in(node: Expression) -> bool:
        sizes = (each for each in walk(node) if isinstance(each, Sum) and isinstance(each.body, Number))
        return not node.symbols.isdisjoint(counts) or any(each.index.range == samples for each in sizes)

    def is_mean(node: Expression) -> bool:
        if isinstance(node, Tensor):
            return node.symbol in means
        return isinstance(node, Mul) and any(map(counts_in, node.factors))

    def is_total(node: Expression) -> bool:
        return not counts_in(node) and not isinstance(node, Add) and _meets(node, samples, totals)

    means = {each.symbol for each in model if isinstance(each.body, Mul) and any(map(counts_in, each.body.factors))}
    every = [node for each in model for node in _outside_of_powers(each.body)]
    products = [node.factors for node in every if isinstance(node, Mul) and any(map(counts_in, node.factors))]
    sums = [[(each, _meets(each, samples, totals)) for each in node.terms] for node in every if isinstance(node, Add)]
    mixed = [terms for terms in sums if len({meets for _, meets in terms}) == 2]
    return (all(any(map(is_total, factors)) for factors in products)
            and all(is_mean(each) for terms in mixed for each, meets in terms if meets))  # fmt: skip


def _outside_of_powers(node: Expression) -> Iterator[Expression]:
    yield node
    if not isinstance(node, Power):
        for each in parts(node):
            yield from _outside_of_powers(each)


def _linear(node: Expression, samples: Range, totals: Collection[Symbol]) -> bool:
    """Whether sums over the samples, and what is made of them, are only added, and multiplied by what is without."""
    match node:
        case Tensor():
            return True
        case Add(terms):
            return all(_linear(each, samples, totals) for each in terms)
        case Mul(factors):
            meeting = [each for each in factors if _meets(each, samples, totals)]
            return len(meeting) < 2 and all(_linear(each, samples, totals) for each in meeting)
        case Sum(index, body) if index.range == samples:
            return not _meets(body, samples, totals)
        case Sum(_, body):
            return _linear(body, samples, totals)
    return not _meets(node, samples, totals)


def _meets(node: Expression, samples: Range, totals: Collection[Symbol]) -> bool:
    return not node.symbols.isdisjoint(totals) or any(map(_over(samples), walk(node)))


def _without(definition: Definition, samples: Range) -> Definition:
    """The definition without the axis of the samples, whose letter is the same everywhere."""
    letters = {each for each in definition.indices if each.range == samples}
    symbol = _symbol(definition.symbol, samples)
    indices = tuple(each for each in definition.indices if each not in letters)
    return Definition(symbol, indices, _expression(definition.body, samples, letters))


def _expression(node: Expression, samples: Range, letters: set[Index]) -> Expression:
    match node:
        case Tensor(symbol, slots):
            taken = [slot for slot, range_ in zip(slots, symbol.ranges, strict=True) if range_ == samples]
            if not {*taken} <= letters:
                raise _Met
            kept = tuple(slot for slot, range_ in zip(slots, symbol.ranges, strict=True) if range_ != samples)
            return Tensor(_symbol(symbol, samples), kept)
        case Sum(index, body) if index.range == samples:
            return _expression(body, samples, letters | {index})
        case Over(_, index) if index.range == samples:
            raise _Met
        case _ if not parts(node) and node.free & letters:
            raise _Met
    return map_parts(node, lambda part: _expression(part, samples, letters))


def _symbol(symbol: Symbol, samples: Range) -> Symbol:
    return Symbol(symbol.name.replace("^{" + MARK + "}", ""), tuple(each for each in symbol.ranges if each != samples))
