"""Derivatives at the numbers of a document: the definitions differentiated where every value they rest on is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

import numpy as np

from backproof.check.definitions.shape import entries
from backproof.check.numbers.entrywise import Entrywise, is_everywhere, numbers, slopes
from backproof.check.numbers.filling import Filling, Opaque
from backproof.check.numbers.names import key_of, slope_element, wholes
from backproof.check.numbers.paths import only_through
from backproof.check.numbers.products import Array, scalar
from backproof.expr import Symbol, Tensor
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Entries, Listed, Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.source import Span

ANYWHERE = 0.7390851332151607
"""A point that no document takes."""


@final
@dataclass(frozen=True)
class Jacobian:
    """The derivatives of the entries of one array by those of another: the axes of the first, then of the second."""

    slopes: Array
    above: tuple[int, ...]
    below: tuple[int, ...]


@final
@dataclass(frozen=True)
class Gradients:
    """Differentiates: ``filling`` knows the values and the definitions, ``entrywise`` the functions of a line.

    ``adjoints`` are the derivatives of a loss that the document has computed, with their heads.
    """

    filling: Filling
    entrywise: Entrywise
    adjoints: Iterable[tuple[Nabla | Partial, Term]] = ()
    loss: Ref | None = None
    """What a gradient is of that does not name it."""

    def of(self, term: Term) -> Term:
        """The value of a derivative, or the term as it is where something that it rests on is not known."""
        return next(self.ways(term), term)

    def ways(self, term: Term) -> Iterator[Term]:
        """The values of a derivative: by the definitions alone, then by each derivative that is printed before it."""
        if (named := self.named(term)) is not None and (value := self.value(named)) is not None:
            yield value
        elif isinstance(term, Nabla) and (entry := slope_element(term, self.whole)) is not None:
            yield entry
        if isinstance(term, Partial | Nabla):
            yield from self.passed_on(term)

    def whole(self, term: Nabla) -> Term | None:
        """A gradient by a whole array, by the definitions alone."""
        named = self.named(term)
        return None if named is None else self.value(named)

    def named(self, term: Term) -> Partial | None:
        """A derivative with what it is of."""
        match term:
            case Partial():
                return term
            case Nabla(Ref() as by) if self.loss is not None:
                return Partial(self.loss, by, term.span)
            case _:
                return None

    def value(self, term: Partial) -> Term | None:
        """A number by an array, or an array by a number, at the values of the document."""
        found = self.jacobian(term.of, term.by)
        if found is None or (found.above and found.below):
            return None
        return written(found.slopes, term.span)

    def passed_on(self, term: Partial | Nabla) -> Iterator[Term]:
        """``dL/dq`` as it is printed, times ``dq/dw`` by the definitions, where w acts through q alone."""
        by = term.by if isinstance(term, Partial) else term.of
        if not isinstance(by, Ref):
            return
        for head, value in self.adjoints:
            through = head.by if isinstance(head, Partial) else head.of
            if not isinstance(through, Ref) or not _same_loss(head, term) or through.key == by.key:
                continue
            if not only_through(through, by, self.filling):
                continue
            found = self.jacobian(through, by)
            adjoint = list(entries(value))
            if found is not None and len(adjoint) == int(np.prod(found.above)):
                yield contracted(adjoint, found, term.span)

    def jacobian(self, of: Term, by: Ref) -> Jacobian | None:
        """The derivatives of a term by a name at the values of the document."""
        key = key_of(by, self.filling.names)
        points = self.entrywise.ways(self.filling.of(by))
        point = numbers(points[0]) if points else None
        if key is None:
            return None
        if point is None:
            # Without a value for the name, the derivative has one where it is the same everywhere.
            return self.at(of, by, key, np.array(ANYWHERE), everywhere=True)
        return self.at(of, by, key, point)

    def at(self, of: Term, by: Ref, key: str, point: Array, *, everywhere: bool = False) -> Jacobian | None:
        """The derivatives of a term by a name at a point; ``everywhere``: where they are the same at any other one."""
        exact = replace(self.filling, exact=True, kept=frozenset({key}))
        try:
            whole = exact.of(of)
        except Opaque:
            return None
        inside = {ref: place for ref in references(whole) if (place := self.place(ref, key, point.shape)) is not None}
        # The v_{11} of a line and the v_{1,1} of a formula with numbers for its letters are one name.
        same = {ref.key for ref in references(whole) if ref.key == by.key or key_of(ref, self.filling.names) == key}
        if not inside and not same:
            return None
        symbols: Array = np.empty(point.shape, dtype=object)
        values: dict[Symbol, float] = {}
        for place, value in np.ndenumerate(point):
            symbol = Symbol(f"{key}{list(place)}")
            symbols[place], values[symbol] = Tensor(symbol), float(value)
        # What has no value may drop out of the derivative; where it does not, the derivative has none either.
        others = {ref.key: scalar(Tensor(Symbol(ref.key))) for ref in references(whole)}
        own = {ref.key: scalar(symbols[place]) for ref, place in inside.items()}
        ways = replace(self.entrywise, symbols={**others, **own, **dict.fromkeys(same, symbols)}).ways(whole)
        if not ways:
            return None
        found = slopes(ways[0], symbols)
        slope = numbers(found, values)
        if slope is None or (everywhere and not all(is_everywhere(each, symbols.item()) for each in found.flat)):
            return None
        above, below = _proper(ways[0].shape), _proper(point.shape)
        return Jacobian(slope.reshape((*above, *below)), above, below)

    def place(self, ref: Ref, key: str, shape: tuple[int, ...]) -> tuple[int, ...] | None:
        """Where an element stands in the array of a key; None where it is none of it."""
        for whole, places in wholes(ref):
            if key_of(whole, self.filling.names) != key:
                continue
            flat = [at for at, size in enumerate(shape) if size > 1]
            if len(places) == 1 and len(shape) > 1 and len(flat) <= 1:
                full = [places[0] if at in flat else 1 for at in range(len(shape))]
            else:
                full = places
            if len(full) == len(shape) and all(1 <= at <= size for at, size in zip(full, shape, strict=True)):
                return tuple(at - 1 for at in full)
        return None


def _proper(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of an array; that of a single entry is none."""
    return () if int(np.prod(shape)) == 1 else shape


def _same_loss(head: Nabla | Partial, term: Nabla | Partial) -> bool:
    """Whether two derivatives are of one loss; a gradient names none."""
    match head, term:
        case Nabla(), Nabla():
            return True
        case Partial(Ref() as one), Partial(Ref() as other):
            return one.key == other.key
        case _:
            return False


def contracted(adjoint: list[Term], jacobian: Jacobian, span: Span) -> Term:
    """The derivative by each entry: the printed ones times the slopes, so that what was rounded still shows."""
    count = len(adjoint)
    rows = jacobian.slopes.reshape(count, -1)
    found = np.empty(rows.shape[1], dtype=object)
    for at in range(rows.shape[1]):
        terms = tuple(
            Times((each, Num(Fraction(float(slope)), 0, span)), span)
            for each, slope in zip(adjoint, rows[:, at], strict=True)
        )
        found[at] = terms[0] if count == 1 else Plus(terms, span)
    return laid_out(found.reshape(jacobian.below), span)


def written(array: Array, span: Span) -> Term:
    """An array of numbers as a term."""
    terms = np.empty(array.shape, dtype=object)
    for place, value in np.ndenumerate(array):
        terms[place] = Num(Fraction(float(value)), 0, span)
    return laid_out(terms, span)


def laid_out(array: Array, span: Span) -> Term:
    """An array of terms as one term."""
    match array.ndim:
        case 0:
            entry: Term = array.item()
            return entry
        case 1:
            return Listed(None, tuple(array), span)
        case _:
            return Entries(tuple(tuple(row) for row in array), span)
