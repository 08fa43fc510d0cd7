"""The definitions of one sample as those of many: an axis of samples, first, on all that differs between them."""

from __future__ import annotations

from collections.abc import Mapping

from backproof.expr import Assumptions, Definition, Derivative, Expression, IllFormed, Index, Model, Symbol, Tensor
from backproof.expr.walk import map_parts


def over_samples(model: Model, letter: Index, symbols: Mapping[Symbol, Symbol]) -> Model:
    """The model over a batch: ``symbols`` has other symbols for some, and those with a slot more differ by ``letter``.

    Raises IllFormed for a derivative that is not carried out.

    >>> from backproof.expr import Range
    >>> x, y, n = Symbol("x"), Symbol("y"), Index("n", Range("samples"))
    >>> many = {each: Symbol(each.name, (n.range,)) for each in (x, y)}
    >>> (copy,) = over_samples(Model((Definition(y, (), Tensor(x)),)), n, many)
    >>> [index.name for index in copy.indices], [slot.name for slot in copy.body.slots]
    (['n'], ['n'])
    """

    def change(node: Expression) -> Expression:
        match node:
            case Tensor(symbol, slots) if symbol in symbols:
                return Tensor(symbols[symbol], (letter, *slots) if _differs(symbol, symbols) else slots)
            case Derivative():
                raise IllFormed("derivatives in a definition are carried out before it is one of a batch")
        return map_parts(node, change)

    def defined(each: Definition) -> Definition:
        indices = (letter, *each.indices) if _differs(each.symbol, symbols) else each.indices
        return Definition(symbols.get(each.symbol, each.symbol), indices, change(each.body))

    return Model(tuple(map(defined, model)), _assumed(model.assumptions, symbols))


def _differs(symbol: Symbol, symbols: Mapping[Symbol, Symbol]) -> bool:
    return symbols.get(symbol, symbol).rank > symbol.rank


def _assumed(known: Assumptions, symbols: Mapping[Symbol, Symbol]) -> Assumptions:
    """What is assumed of the last slot stays. The first slot is that of the samples now, of which nothing is assumed;
    what has a single slot has it last."""
    lost = frozenset(each for each in known.upright if _differs(each, symbols) and each.rank > 1)
    upright = frozenset(each for each in known.upright if not _differs(each, symbols))

    def moved(found: frozenset[Symbol]) -> frozenset[Symbol]:
        return frozenset(symbols.get(each, each) for each in found)

    return Assumptions(
        simplex=moved(known.simplex - lost),
        one_hot=moved(known.one_hot - lost),
        upright=moved(upright),
        positive=moved(known.positive),
        symmetric=frozenset(each for each in known.symmetric if not _differs(each, symbols)),
        signs=moved(known.signs),
        bits=moved(known.bits),
    )
