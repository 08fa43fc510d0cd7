"""The ways in which both sides of a line are tables, the usual one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.check.judging.composed import HANDED_ON
from backproof.check.maps.definitions import Library, is_written_out
from backproof.check.maps.derivatives import table_of
from backproof.check.maps.reading import COMPOSITION, SURPLUS, Reader
from backproof.check.maps.scope import components
from backproof.check.maps.values import Clash, Map, Miscounted, Table, Unknown, Value, alike, names_in, put_in, single
from backproof.expr import Expression, Symbol, Tensor
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Listed, Nabla, Term, Times

TURNED = "a row stands for a column"


@final
@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a line as tables, the functions that they use, and what reading them so assumes."""

    left: Table
    right: Table
    uses: frozenset[int]
    assumes: tuple[str, ...] = ()
    letters: frozenset[Symbol] = frozenset()
    """The letters that the left side names or may depend on."""


@final
@dataclass(frozen=True)
class Ways:
    """Takes lines with the functions of a document."""

    library: Library

    @cached_property
    def parameters(self) -> frozenset[Symbol]:
        """The parameters of all functions."""
        return frozenset(each for map_ in self.maps for each in map_.parameters)

    @cached_property
    def maps(self) -> list[Map]:
        """The functions that are understood."""
        return [each.map for each in self.library.functions if each.map is not None]

    def of(self, at: int, section: int, head: Term, side: Term) -> Iterator[Sides]:
        """The ways in which a line is taken, the usual one first."""
        reader = Reader(self.library.scope(at, section))
        wide = any(isinstance(part, Times) and "circ" in part.signs for part in walk(head)) and has_gradient(head)
        try:
            usual = self.sides(reader, head, side)
            yield usual
            yield from self.handed_on(usual)
        except Miscounted as problem:
            yield self.without_surplus(reader, head, side, problem)
        except (Clash, Unknown):
            if not wide:
                raise
        if wide:
            yield self.sides(replace(reader, composed=True), head, side, COMPOSITION)

    def without_surplus(self, reader: Reader, head: Term, side: Term, problem: Miscounted) -> Sides:
        """The sides without the arguments that functions do not have; the problem is raised where that is no remedy."""
        try:
            return self.sides(replace(reader, spared=True), head, side, SURPLUS)
        except (Clash, Unknown):
            raise problem from None

    def handed_on(self, sides: Sides) -> Iterator[Sides]:
        """The arguments of an outer function, on the right side alone, as what an inner one gives it: a for h_1(x)."""
        used = [each.map for each in self.library.functions if each.line in sides.uses and each.map is not None]
        inside = frozenset(names_in(sides.left))
        strange = frozenset(names_in(sides.right)) - inside
        for outer in used if strange else ():
            for inner in used:
                given = [single(entry) for entry in inner.table.entries]
                if inner is outer or len(given) != len(outer.parameters) or not strange <= frozenset(outer.parameters):
                    continue
                if not frozenset(inner.parameters) <= inside:
                    continue
                right = Map(outer.parameters, sides.right).at(given)
                yield replace(sides, right=right, assumes=(*sides.assumes, HANDED_ON))

    def sides(self, reader: Reader, head: Term, side: Term, *assumes: str) -> Sides:
        """Both sides of a line as tables of one shape, if they can be."""
        try:
            left = reader.value(head)
            named = frozenset(reader.scope.uses)
            one, other = matched(left, reader.value(side))
        except Clash as clash:
            if not reader.scope.uses:
                raise Unknown("no function that is written out is named here") from clash
            raise
        maps = [each.map for each in self.library.functions if each.line in named and each.map is not None]
        bound = frozenset((*names_in(one), *(symbol for map_ in maps for symbol in map_.parameters)))
        other = self.with_components(reader, other, frozenset(names_in(one)), bound)
        own = {symbol.name for symbol in self.parameters}
        names = {symbol.name for table in (one, other) for symbol in names_in(table)}
        both = is_written_out(head) and is_written_out(side) and not isinstance(head, Listed) and names <= own
        if not named and not both:
            raise Unknown("no function that is written out is named on the left")
        letters = bound | {Symbol(ref.key) for ref in references(head)}
        if one.shape == other.shape:
            return Sides(one, other, frozenset(reader.scope.uses), assumes, letters)
        if one.shape == other.shape[::-1] and one.is_vector:
            turned = other.transposed()
            return Sides(one, turned, frozenset(reader.scope.uses), (*assumes, TURNED), letters)
        raise Clash("both sides have different shapes", other.said(), one.said())

    @staticmethod
    def with_components(reader: Reader, table: Table, left: frozenset[Symbol], bound: frozenset[Symbol]) -> Table:
        """A table with the entries of functions for their names: h_1, where a vector h is written out."""
        strange = frozenset(names_in(table)) - left
        values: dict[Symbol, Expression] = {}
        for key, found in reader.scope.known.items() if strange else ():
            for each in found[:1]:
                if each.map is not None and not each.map.table.is_scalar and frozenset(each.parameters) <= bound:
                    own = components(key, each.map)
                    reader.scope.uses.update({each.line} if strange & own.keys() else ())
                    values |= {symbol: entry for symbol, entry in own.items() if symbol in strange}
        return table.each(lambda entry: put_in(entry, values)) if values else table


def matched(left: Value, right: Value) -> tuple[Table, Table]:
    """Two values as tables of the same letters, a list laid as the other one is."""
    match left, right:
        case Map() as one, Map() as other:
            if len(one.parameters) != len(other.parameters):
                raise Unknown("these are functions of different numbers of arguments")
            tables = one.table, other.at([single(Tensor(each)) for each in one.parameters])
        case _:
            tables = table_of(left), table_of(right)
    return alike(*tables)


def has_gradient(term: Term) -> bool:
    """Whether a gradient by all arguments stands in a term."""
    return has(term, Nabla)
