"""From one sample to a batch: an axis for the samples, and the objective that training makes smaller."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.expr import Assumptions, Definition, Expression, Index, Model, Over, Range, Sum, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.expr.indices import fresh
from backproof.expr.walk import map_parts, names, walk

SAMPLES: Final = Range("samples")
WEIGHTS: Final = r"\omega"
"""What each sample counts, where the model does not use the name."""
OBJECTIVE: Final = "J"
BATCH_SIZE: Final = Symbol("m_B")
"""The number of samples in a batch, by their weights."""


@final
@dataclass(frozen=True, slots=True)
class Batch:
    """A model over a batch. ``of`` gives the symbol with a sample axis for each symbol that depends on the sample.

    ``letter`` counts the samples.
    """

    model: Model
    of: dict[Symbol, Symbol]
    letter: Index

    def symbol(self, symbol: Symbol) -> Symbol:
        """The symbol over a batch: itself, where all samples share it."""
        return self.of.get(symbol, symbol)


def batched(model: Model, data: Iterable[Symbol]) -> Batch:
    """The model with an axis of samples, first, on ``data`` and on everything that depends on it.

    >>> x, w, y = Symbol("x"), Symbol("w"), Symbol("y")
    >>> product = Model((Definition(y, (), mul(Tensor(w), Tensor(x))),))
    >>> [each.rank for each in batched(product, [x]).model.definitions[0].body.symbols if each.name == "x"]
    [1]
    """
    letter = _letter(model)
    of = {symbol: _with_samples(symbol) for symbol in data}
    definitions = []
    for each in model:
        if each.body.symbols.isdisjoint(of):
            definitions.append(each)
            continue
        of[each.symbol] = _with_samples(each.symbol)
        definitions.append(Definition(of[each.symbol], (letter, *each.indices), _over_samples(each.body, letter, of)))
    return Batch(Model(tuple(definitions), _assumed(model.assumptions, of)), of, letter)


@final
@dataclass(frozen=True, slots=True)
class Whole:
    """A model over a batch with its objective J, and the symbols of J and of the weights of the samples."""

    model: Model
    objective: Symbol
    weights: Symbol


def objective(batch: Batch, loss: Symbol, others: Iterable[Expression] = ()) -> Whole:
    """The model with J: the losses of the samples by their weights, and terms that all samples share.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> square = batched(Model((Definition(y, (), mul(Tensor(x), Tensor(x))),)), [x])
    >>> [each.symbol.name for each in objective(square, y).model]
    ['y', 'J']
    """
    letter, terms = batch.letter, tuple(others)
    bodies = (*(each.body for each in batch.model), *terms)
    taken = {symbol.name for body in bodies for symbol in body.symbols} | {each.symbol.name for each in batch.model}
    weights, total = Symbol(_unused(WEIGHTS, taken), (SAMPLES,)), Symbol(_unused(OBJECTIVE, taken))
    weighted = Sum(letter, mul(Tensor(weights, (letter,)), Tensor(batch.of[loss], (letter,))))
    whole = replace(batch.model, definitions=(*batch.model, Definition(total, (), add(weighted, *terms))))
    return Whole(whole, total, weights)


def _unused(name: str, taken: Container[str]) -> str:
    while name in taken:
        name += "'"
    return name


def _letter(model: Model) -> Index:
    """A letter for samples that no definition has."""
    taken = {letter.name for each in model for letter in each.indices}
    for each in model:
        for part in walk(each.body):
            if isinstance(part, Sum | Over):
                taken.add(part.index.name)
            taken |= names(part.free)
    return fresh(Index("n", SAMPLES), frozenset(taken))


def _with_samples(symbol: Symbol) -> Symbol:
    return Symbol(symbol.name, (SAMPLES, *symbol.ranges))


def _over_samples(body: Expression, letter: Index, of: Mapping[Symbol, Symbol]) -> Expression:
    def change(part: Expression) -> Expression:
        if isinstance(part, Tensor) and part.symbol in of:
            return Tensor(of[part.symbol], (letter, *part.slots))
        return map_parts(part, change)

    return change(body)


def _assumed(assumptions: Assumptions, of: Mapping[Symbol, Symbol]) -> Assumptions:
    """What is assumed of the last slot stays; what is assumed of the first one is no longer first."""

    def moved(symbols: frozenset[Symbol]) -> frozenset[Symbol]:
        return frozenset(of.get(symbol, symbol) for symbol in symbols)

    upright = frozenset(symbol for symbol in assumptions.upright if symbol not in of or symbol.rank == 1)
    return Assumptions(
        simplex=moved(assumptions.simplex - (assumptions.upright - upright)),
        one_hot=moved(assumptions.one_hot - (assumptions.upright - upright)),
        positive=moved(assumptions.positive),
    )
