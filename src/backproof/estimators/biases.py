r"""Biases of models that are written for a matrix with a row for each sample: ``A = \sigma(X W + b)``.

In ``X W + b`` people add the same b to every row, so b has an element for each column; in ``o = X w + b`` it is one
number. In index form, where b has an index, it is what is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from backproof.expr import Definition, Expression, Model, Range, Symbol, Tensor
from backproof.expr.walk import map_parts, tensors


def beside(model: Model, arrays: Collection[Symbol], data: Collection[Symbol]) -> frozenset[Symbol]:
    """The vectors, written without an index, that nothing defines and that are no data."""
    defined = {each.symbol for each in model}
    free = {symbol for each in model for symbol in each.body.symbols} - defined
    return frozenset(each for each in free if each.rank == 1 and each in arrays and each not in data)


def along_rows(model: Model, samples: Range, biases: Collection[Symbol]) -> Model:
    r"""The model in which these vectors have no axis of samples, but the other axis of what they are added to.

    >>> from backproof.expr import Index
    >>> from backproof.expr.build import add
    >>> n, j = Index("n", Range("n")), Index("j", Range("j"))
    >>> z, b, a = Symbol("z", (n.range, j.range)), Symbol("b", (n.range,)), Symbol("a", (n.range, j.range))
    >>> line = Definition(a, (n, j), add(Tensor(z, (n, j)), Tensor(b, (n,))))
    >>> (found,) = along_rows(Model((line,)), n.range, {b})
    >>> [slot.name for slot in found.body.terms[1].slots]
    ['j']
    """
    moved = {symbol: ranges for symbol in biases for ranges in [_ranges(model, symbol, samples)] if ranges is not None}
    return replace(model, definitions=tuple(_moved(each, samples, moved) for each in model))


def _ranges(model: Model, symbol: Symbol, samples: Range) -> tuple[Range, ...] | None:
    """What a bias runs over; None where it has no axis of samples, or the lines that name it do not say one thing."""
    found = set(_beside_samples(model, symbol, samples)) if symbol.ranges == (samples,) else set()
    return found.pop() if len(found) == 1 else None


def _beside_samples(model: Model, symbol: Symbol, samples: Range) -> Iterator[tuple[Range, ...] | None]:
    for each in model:
        uses = [part for part in tensors(each.body) if part.symbol == symbol]
        own = {index for index in each.indices if index.range == samples}
        others = tuple(index.range for index in each.indices if index.range != samples)
        if uses:
            fits = len(own) == 1 and len(others) < 2 and all(set(part.slots) == own for part in uses)
            yield others if fits else None


def _moved(definition: Definition, samples: Range, moved: dict[Symbol, tuple[Range, ...]]) -> Definition:
    others = tuple(index for index in definition.indices if index.range != samples)

    def change(node: Expression) -> Expression:
        if isinstance(node, Tensor) and node.symbol in moved:
            return Tensor(Symbol(node.symbol.name, moved[node.symbol]), others)
        return map_parts(node, change)

    return replace(definition, body=change(definition.body))
