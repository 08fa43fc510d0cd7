"""Gradients as they are computed, and as they are printed, compared with PyTorch's automatic differentiation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backproof import Model
from backproof.calculus.evaluate import evaluate, evaluate_model
from backproof.calculus.resolve import jacobian
from backproof.calculus.sample import undefined_symbols
from backproof.derive.derivation import Derivation
from backproof.expr import Derivative, Expression, Range, Symbol, Tensor
from backproof.expr.walk import map_parts
from tests.derive.models import sizes_of
from tests.derive.torch_models import Transcription, torch

Array = NDArray[Any]
Arrays = Mapping[Symbol, Array]
Sizes = Mapping[Range, int]

TOLERANCE = 1e-12
"""Of an array, by its largest element: where terms cancel, no order of summation is more exact than another."""
POINTS = 3


def drawn(symbols: Sequence[Symbol], derived: Derivation, positive: Sequence[str], seed: int) -> tuple[Arrays, Sizes]:
    """A value for each symbol; labels sum to one where the derivation takes them to."""
    random, sizes = np.random.default_rng(seed), sizes_of(symbols)
    values: dict[Symbol, Array] = {}
    for symbol in symbols:
        shape = [sizes[range_] for range_ in symbol.ranges]
        labels = symbol in derived.model.assumptions.simplex
        within = labels or symbol.name in positive
        value = random.uniform(0.1, 0.9, shape) if within else random.normal(size=shape)
        values[symbol] = np.asarray(value / value.sum() if labels else value)
    return values, sizes


def printed(derived: Derivation, given: Arrays, sizes: Sizes) -> Arrays:
    """The gradient by each symbol, as the last side of its chain says: in terms of what the parts before it say."""
    known = evaluate_model(derived.model, given, sizes)

    def named(node: Expression) -> Expression:
        match node:
            case Derivative(Tensor(of, slots), Tensor(by, others)):
                return Tensor(jacobian(of, by), slots + others)
            case _:
                return map_parts(node, named)

    for part in derived.parts:
        value = evaluate(named(part.chain.result), known, sizes, derived.of.indices + part.at)
        known[jacobian(derived.of.symbol, part.symbol)] = value
        if part.error is not None:
            known[part.error.symbol] = value
    return {part.symbol: known[jacobian(derived.of.symbol, part.symbol)] for part in derived.asked}


def by_autograd(function: Transcription, given: Arrays) -> Arrays:
    """The derivatives by every input."""
    inputs = tuple(torch.tensor(value, dtype=torch.float64) for value in given.values())
    slopes = torch.autograd.functional.jacobian(function, inputs)
    return {symbol: slope.numpy() for symbol, slope in zip(given, slopes, strict=True)}


def agree(found: Array, expected: Array) -> None:
    np.testing.assert_allclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE * np.abs(expected).max())


def compare(
    model: Model, by: Sequence[str], of: str | None, function: Transcription, positive: Sequence[str] = ()
) -> None:
    symbols = undefined_symbols(model.definitions)
    told = (model.derive(*by, of=of, notation=notation).derived for notation in ("index", "delta"))
    # What is said of every layer has letters for numbers.
    derivations = [each for each in told if not each.generic]
    for seed in range(POINTS):
        given, sizes = drawn(symbols, derivations[0], positive, seed)
        expected = by_autograd(function, given)
        computed = dict(zip(model.inputs, given.values(), strict=True))
        for name, symbol in zip(by, derivations[0].wrt, strict=True):
            agree(model.gradient(name, of=of).evaluate(computed), expected[symbol])
        for derived in derivations:
            for symbol, value in printed(derived, given, sizes).items():
                agree(value, expected[symbol])
