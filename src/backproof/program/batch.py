"""From one sample to a batch: an axis for the samples, and the objective that training makes smaller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, final

from backproof.calculus.samples import over_samples
from backproof.derive.naming import names_in, unused
from backproof.expr import Definition, Expression, Index, Model, Range, Sum, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.expr.indices import fresh
from backproof.records import dataclass

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
    for each in model:
        if not each.body.symbols.isdisjoint(of):
            of[each.symbol] = _with_samples(each.symbol)
    return Batch(over_samples(model, letter, of), of, letter)


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
    taken = names_in(batch.model) | {symbol.name for term in terms for symbol in term.symbols}
    weights = Symbol(next(unused((WEIGHTS,), taken)), (SAMPLES,))
    total = Symbol(next(unused((OBJECTIVE,), taken)))
    weighted = Sum(letter, mul(Tensor(weights, (letter,)), Tensor(batch.of[loss], (letter,))))
    whole = replace(batch.model, definitions=(*batch.model, Definition(total, (), add(weighted, *terms))))
    return Whole(whole, total, weights)


def _letter(model: Model) -> Index:
    """A letter for samples that no definition has."""
    taken = {letter.name for each in model for letter in each.indices}.union(*(each.body.bound for each in model))
    return fresh(Index("n", SAMPLES), frozenset(taken))


def _with_samples(symbol: Symbol) -> Symbol:
    return Symbol(symbol.name, (SAMPLES, *symbol.ranges))
