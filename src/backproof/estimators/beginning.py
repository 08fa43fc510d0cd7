"""Where the parameters of any model begin: weights at random, biases at zero, gains at one.

What a parameter is shows in the equations: a bias is only ever added, a gain multiplies an element without a sum over
its own index, everything else is a weight. Weights are uniform, with Glorot and Bengio's bound (2010).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt

import numpy as np

from backproof.expr import Add, Expression, Index, Model, Mul, Over, Range, Sum, Symbol, Tensor
from backproof.expr.walk import parts
from backproof.train.engine import Array


def first_values(
    model: Model, parameters: tuple[Symbol, ...], sizes: Mapping[Range, int], random: np.random.RandomState
) -> dict[str, Array]:
    """The first value of each parameter, by name.

    >>> w, x, b = Symbol("w"), Symbol("x"), Symbol("b")
    >>> from backproof.expr import Definition
    >>> line = Definition(Symbol("y"), (), Add((Mul((Tensor(w), Tensor(x))), Tensor(b))))
    >>> first_values(Model((line,)), (b,), {}, np.random.RandomState(0))["b"].item()
    0.0
    """
    uses: dict[Symbol, set[str]] = {symbol: set() for symbol in parameters}
    for definition in model:
        for symbol, role in _roles(definition.body, frozenset(), False):
            if symbol in uses:
                uses[symbol].add(role)
    return {symbol.name: _first(symbol, uses[symbol], sizes, random) for symbol in parameters}


def _first(symbol: Symbol, roles: set[str], sizes: Mapping[Range, int], random: np.random.RandomState) -> Array:
    shape = tuple(range_.size or sizes[range_] for range_ in symbol.ranges)
    if roles <= {"bias"}:
        return np.zeros(shape)
    if roles <= {"gain", "bias"} and symbol.rank:
        return np.ones(shape)
    ends = sum(shape[:1] + shape[-1:]) if len(shape) > 1 else sum(shape) + 1
    bound = sqrt(6 / ends)
    return random.uniform(-bound, bound, shape)


def _roles(node: Expression, summed: frozenset[Index], multiplied: bool) -> Iterator[tuple[Symbol, str]]:
    """What each occurrence of a symbol is: a term that stands for itself, a factor, or a factor under a sum."""
    match node:
        case Tensor(symbol):
            if not multiplied:
                yield symbol, "bias"
            else:
                yield symbol, "weight" if summed & node.free else "gain"
        case Sum(index, body) | Over(_, index, body):
            yield from _roles(body, summed | {index}, multiplied)
        case Mul(factors):
            for factor in factors:
                yield from _roles(factor, summed, True)
        case Add(terms):
            for term in terms:
                yield from _roles(term, summed, False)
        case _:
            for part in parts(node):
                yield from _roles(part, summed, False)
