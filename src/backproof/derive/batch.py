"""The model of one sample as the model of a batch: an axis of samples, and the mean of their losses."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.calculus.sample import undefined_symbols
from backproof.calculus.samples import over_samples
from backproof.derive.naming import names_in, unused
from backproof.derive.parameters import DATA, base
from backproof.expr import (
    Definition,
    Expression,
    Index,
    Model,
    Range,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import MINUS_ONE, ONE, mul, power

LETTERS: Final = ("n", "s", "p", "q")
SIZES: Final = ("N", "m", "B")
MEANS: Final = ("J", "E", "C", r"\mathcal{L}")
CONSTANTS: Final = frozenset({"d", "i", "T"})
"""Letters of data that, without an index, are thresholds, numbers and temperatures."""
_SMALL: Final = re.compile(r"[a-z](?=[\^_]|\Z)")
AXES: Final = 2
"""Those of a matrix."""


@final
@dataclass(frozen=True, slots=True)
class Batch:
    """The model of a batch: ``of`` is the mean of the losses, ``size`` the name of the number of samples.

    ``symbols`` has the symbol of the batch for each one that varies from sample to sample.
    """

    model: Model
    of: Definition
    sample: Index
    size: str
    symbols: Mapping[Symbol, Symbol]

    @property
    def count(self) -> Expression:
        """The number of samples."""
        return Sum(self.sample, ONE)


def batched(model: Model, of: Definition, trained: Iterable[Symbol], *, capitals: bool = False) -> Batch | None:
    """The model over a batch, or None where nothing varies from sample to sample that moves the loss.

    What is not trained is data: arrays, and numbers with the letters of data. ``capitals``: what becomes a matrix is
    called by a capital letter, where the model leaves it.

    >>> x, y, w, L = (Symbol(name) for name in ("x", "y", "w", "L"))
    >>> neuron = Model((Definition(y, (), mul(Tensor(w), Tensor(x))), Definition(L, (), Tensor(y))))
    >>> [[index.name for index in each.indices] for each in batched(neuron, neuron.definitions[1], [w]).model]
    [['n'], ['n'], []]
    """
    names = names_in(model)
    letters = {index.name for each in model for index in (*each.indices, *each.body.free)}
    letters |= {name for each in model for name in each.body.bound}
    letter = next(unused(LETTERS, names | letters))
    sample = Index(letter, Range(f"sample {letter}"))
    varying = _varying(model, frozenset(trained))
    if of.symbol not in varying or of.symbol.rank:
        return None
    symbols: dict[Symbol, Symbol] = {}
    for symbol in (*undefined_symbols(model), *(each.symbol for each in model)):
        ranges = (sample.range, *symbol.ranges) if symbol in varying else symbol.ranges
        taken = names | {each.name for each in symbols.values()}
        name = _capital(symbol, taken) if capitals and len(ranges) == AXES else symbol.name
        symbols[symbol] = Symbol(name, ranges)
    rows = over_samples(model, sample, symbols)
    mean = Symbol(next(unused(MEANS, names | {each.name for each in symbols.values()})))
    share = power(Sum(sample, ONE), MINUS_ONE)
    total = Definition(mean, (), mul(share, Sum(sample, Tensor(symbols[of.symbol], (sample,)))))
    found = replace(rows, definitions=(*rows, total))
    return Batch(found, total, sample, next(unused(SIZES, names | {mean.name})), symbols)


def _varying(model: Model, trained: frozenset[Symbol]) -> dict[Symbol, None]:
    """What differs from sample to sample: the data, and what is computed from them."""
    inputs = (symbol for symbol in undefined_symbols(model) if symbol not in trained)
    found = dict.fromkeys(each for each in inputs if each.rank or base(each) in DATA - CONSTANTS)
    for each in model:
        if not each.body.symbols.isdisjoint(found):
            found[each.symbol] = None
    return found


def _capital(symbol: Symbol, taken: Container[str]) -> str:
    r"""``X`` for the rows of ``x``, ``A^{(1)}`` for those of ``a^{(1)}``."""
    if not _SMALL.match(symbol.name):
        return symbol.name
    name = symbol.name[0].upper() + symbol.name[1:]
    return symbol.name if name in taken else name
