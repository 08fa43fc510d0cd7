"""Derivatives of a function at a point: ``\\nabla f(2, 1)``, ``\\frac{df}{dx}(2, 1)``, ``\\frac{df}{dx} |_{x = 2}``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from backproof.check.definitions.shape import CONSTANTS
from backproof.check.numbers.entrywise import Entrywise, numbers, slopes
from backproof.check.numbers.products import Array, entry, scalar
from backproof.expr import Symbol, Tensor
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import At, Call, Listed, Nabla, Partial, Ref, Term, Times

Functions = Mapping[str, tuple[tuple[str, ...], Term]]


@final
@dataclass(frozen=True, slots=True)
class AtPoint:
    """A derivative of a function by some of its parameters, all of which have numbers."""

    body: Term
    by: tuple[str, ...]
    point: Mapping[str, Term]

    def value(self, entrywise: Entrywise) -> Array | None:
        """The derivatives; None where the body rests on something else, or has no value."""
        values = {name: found for name, term in self.point.items() if (found := _number(term, entrywise)) is not None}
        named = {part.key for part in occurrences(self.body, Ref)}
        if len(values) < len(self.point) or not named <= values.keys() | CONSTANTS:
            return None
        symbols = {name: Symbol(name) for name in values}
        arrays = {name: scalar(Tensor(symbol)) for name, symbol in symbols.items()}
        ways = replace(entrywise, symbols=arrays).ways(self.body)
        if len(ways) != 1 or ways[0].ndim:
            return None
        by = np.array([entry(arrays[name]) for name in self.by], dtype=object)
        return numbers(slopes(ways[0], by), {symbols[name]: value for name, value in values.items()})


def at_point(term: Term, functions: Functions) -> AtPoint | None:
    """What a term says of a function of the document at a point."""
    match term:
        case Nabla(Call(name=name, primes=0, arguments=arguments)) if name.key in functions:
            parameters, body = functions[name.key]
            return _placed(body, parameters, parameters, arguments)
        case Times((Partial(of=Ref() | Call()) as derivative, Listed(None, items))):
            return at_point(At(derivative, (), items, term.span), functions)
        case At(Partial(of=Ref() | Call() as of, by=by), names, values):
            name = of.name if isinstance(of, Call) else of
            if name.key not in functions:
                return None
            parameters, body = functions[name.key]
            if not names:
                return _placed(body, (by.key,), parameters, values)
            named = dict(zip(names, values, strict=True))
            if named.keys() != set(parameters):
                return None
            return _placed(body, (by.key,), parameters, tuple(named[each] for each in parameters))
        case _:
            return None


def _placed(
    body: Term, by: tuple[str, ...], parameters: tuple[str, ...], arguments: tuple[Term, ...]
) -> AtPoint | None:
    if len(parameters) != len(arguments) or not set(by) <= set(parameters):
        return None
    return AtPoint(body, by, dict(zip(parameters, arguments, strict=True)))


def _number(term: Term, entrywise: Entrywise) -> float | None:
    ways = entrywise.ways(term)
    found = numbers(ways[0]) if len(ways) == 1 and not ways[0].ndim else None
    return None if found is None else float(found)
