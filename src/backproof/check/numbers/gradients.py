"""Derivatives at the numbers of a document: the definitions differentiated where every value they rest on is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

import numpy as np

from backproof.check.numbers.entrywise import Entrywise, numbers, slopes
from backproof.check.numbers.filling import Filling, Opaque
from backproof.check.numbers.names import key_of
from backproof.check.numbers.products import Array, scalar
from backproof.expr import Symbol, Tensor
from backproof.read.terms import Entries, Listed, Num, Partial, Term, references
from backproof.source import Span


@final
@dataclass(frozen=True)
class Gradients:
    """Differentiates: ``filling`` knows the values and the definitions, ``entrywise`` the functions of a line."""

    filling: Filling
    entrywise: Entrywise

    def of(self, term: Term) -> Term:
        """The value of a derivative, or the term as it is where something that it rests on is not known."""
        value = self.value(term) if isinstance(term, Partial) else None
        return term if value is None else value

    def value(self, term: Partial) -> Term | None:
        """A number by an array, or an array by a number, at the values of the document."""
        key = key_of(term.by, self.filling.names)
        points = self.entrywise.ways(self.filling.of(term.by))
        point = numbers(points[0]) if points else None
        if key is None or point is None:
            return None
        exact = replace(self.filling, exact=True, kept=frozenset({key}))
        try:
            whole = exact.of(term.of)
        except Opaque:
            return None
        if not any(ref.key == term.by.key for ref in references(whole)):
            return None
        symbols: Array = np.empty(point.shape, dtype=object)
        at: dict[Symbol, float] = {}
        for place, value in np.ndenumerate(point):
            symbol = Symbol(f"{key}{list(place)}")
            symbols[place], at[symbol] = Tensor(symbol), float(value)
        # What has no value may drop out of the derivative; where it does not, the derivative has none either.
        others = {ref.key: scalar(Tensor(Symbol(ref.key))) for ref in references(whole)}
        ways = replace(self.entrywise, symbols={**others, term.by.key: symbols}).ways(whole)
        slope = slopes(ways[0], symbols, at) if ways and 1 in {ways[0].size, point.size} else None
        shape = point.shape if ways and ways[0].size == 1 else ways[0].shape if ways else ()
        return None if slope is None else written(slope.reshape(shape), term.span)


def written(array: Array, span: Span) -> Term:
    """An array of numbers as a term."""
    match array.ndim:
        case 0:
            return Num(Fraction(float(array)), 0, span)
        case 1:
            return Listed(None, tuple(written(value, span) for value in array), span)
        case _:
            return Entries(tuple(tuple(written(value, span) for value in row) for row in array), span)
