"""What derivatives are at the numbers that names have: a number beside one is proved or refuted by the definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np

from backproof.check.definitions.shape import CONSTANTS, is_constant
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.numbers.compare import Difference, Match
from backproof.check.numbers.filling import Filling
from backproof.check.numbers.gradients import Gradients, written
from backproof.check.numbers.known import Known
from backproof.check.numbers.names import key_of
from backproof.check.numbers.numeric import Numeric
from backproof.check.numbers.points import at_point
from backproof.check.numbers.rounding import Result
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Nabla, Partial, Plus, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

PASSED_ON = 0.005
"""Relative: what a printed derivative may lack for another one to be proved by it."""

BY_DEFINITIONS: Final = "the derivative of the definitions at these numbers"
"""What is said of a number that is one, whatever stands before it."""


@final
@dataclass(frozen=True, slots=True)
class Derivatives:
    """The derivatives of one document at the values that its names have so far."""

    known: Known

    def judge(self, at: int, line: Line, result: Result, terms: Sequence[Term]) -> Numeric | None:
        """A number that derivatives give; it is refuted where all that one rests on is a function and its arguments."""
        functions = self.known.catalogue.written_with(line.section, at) | self.known.catalogue.functions_at(at)
        missed: list[Difference] = []
        for term in terms:
            if isinstance(term, Partial) and isinstance(term.of, Ref) and self.known.catalogue.labels(term.of.key, at):
                continue
            placed = at_point(term, functions)
            value = placed.value(result.rounding.entrywise) if placed is not None else None
            if value is not None:
                return self.beside(result, written(value if value.size > 1 else value.reshape(()), line.span))
            found = [result.against(each, PASSED_ON) for each in self.ways(term, line.section, at)]
            if any(isinstance(each, Match) for each in found):
                # One member of its chain gives it, and another one, which says the same, does not.
                return None if missed else Numeric(Verdict.RIGHT, BY_DEFINITIONS)
            first = found[0] if found else None
            if isinstance(first, Difference) and self.is_of_a_function(term, line.section, at):
                shown = Counterexample({}, first.written, first.true)
                return Numeric(Verdict.WRONG, f"the derivative at the numbers of its arguments: {first}", shown)
            apart = [each for each in found if isinstance(each, Difference) and each.is_plain]
            if len(apart) == len(found) and (rests := self.rests(term, line.section, at)) is not None:
                firm = self.is_firm(term, line.section, at, rests)
                missed += apart if firm else self.missed_throughout(at, line, result, term, rests)
        if missed:
            shown = Counterexample({}, missed[0].written, missed[0].true)
            return Numeric(Verdict.WRONG, f"the derivative of the definitions at these numbers: {missed[0]}", shown)
        return None

    @staticmethod
    def beside(result: Result, value: Term) -> Numeric | None:
        """A number beside the derivative of a function at a point."""
        match result.against(value):
            case Match():
                return Numeric(Verdict.RIGHT, "the derivative of the function at this point")
            case Difference() as found:
                shown = Counterexample({}, found.written, found.true)
                return Numeric(Verdict.WRONG, f"the derivative of the function at this point: {found}", shown)
            case None:
                return None

    def rests(self, term: Term, section: int, at: int) -> frozenset[str] | None:
        """The names that a derivative rests on, where each has one definition and the loss has one.

        What has a value and gets a formula only behind the line may be another name there.
        """
        losses = [part.of for part in walk(term) if isinstance(part, Partial)]
        known = all(isinstance(of, Ref) and self.known.body(of, section) is not None for of in losses)
        if not losses or not known:
            return None
        reached: dict[str, None] = {}
        valued = {entry.partition("[")[0] for entry in self.known.book.values}
        waiting = [resolved(self.known.names, ref).key for ref in references(term)]
        while waiting:
            key = waiting.pop()
            if key in reached:
                continue
            reached[key] = None
            formulas = self.formulas(key, section)
            later = key in valued and formulas and all(each.line > at for each in formulas)
            if later or (len(formulas) > 1 and not self.agree_on(formulas, section, at)):
                return None
            waiting += [resolved(self.known.names, ref).key for each in formulas for ref in references(each.body)]
        return frozenset(reached)

    def formulas(self, key: str, section: int) -> list[Defined]:
        """The definitions of a name by others."""
        return [each for each in self.known.catalogue.candidates(key, section) if not is_constant(each.body)]

    def is_firm(self, term: Term, section: int, at: int, reached: Set[str]) -> bool:
        """Whether a derivative rests on one value of each name, which nothing has changed yet."""
        return not self.is_handed_on(term, reached) and not self.is_renewed(at, section, reached)

    def is_sure(self, term: Term, section: int, at: int) -> bool:
        """Whether all that a derivative rests on has one definition and one value."""
        reached = self.rests(term, section, at)
        return reached is not None and self.is_firm(term, section, at, reached)

    def missed_throughout(self, at: int, line: Line, result: Result, term: Term, reached: Set[str]) -> list[Difference]:
        """The last difference, where a derivative is another one with the values of every pass through the document."""
        book = self.known.book
        # Values that no step has made are those of another sample: what is said may be the sum over all of them.
        if book.primed or isinstance(term, Plus) or not (book.moved or book.handed):
            return []
        given = {key for key in reached if not self.formulas(key, line.section)}
        found: list[Difference] = []
        for values in book.passes(given):
            state = replace(self.known, book=replace(book, values=values, adjoints={}))
            ways = [result.against(each, PASSED_ON) for each in Derivatives(state).ways(term, line.section, at)]
            if not ways or not all(isinstance(each, Difference) and each.is_plain for each in ways):
                return []
            found = [each for each in ways if isinstance(each, Difference)]
        return found

    def is_handed_on(self, term: Term, reached: Set[str]) -> bool:
        """Whether another name has the next value of one that is ``reached``; a step goes on from its own alone."""
        if self.known.book.primed:
            return True
        handed = {key.partition("[")[0] for key in self.known.book.handed}
        match term:
            case Plus((Ref() as own, *_)):
                return resolved(self.known.names, own).key in handed
            case _:
                return not handed.isdisjoint(reached)

    def agree_on(self, formulas: Sequence[Defined], section: int, at: int) -> bool:
        """Whether all formulas for a name have one value."""
        filled = [self.known.filled(each.body, section, self.known.book.values, at) for each in formulas]
        ways = [self.known.rounding(at).arrays(each) for each in filled]
        return all(len(found) == 1 and np.allclose(found[0], ways[0][0]) for found in ways)

    def is_renewed(self, at: int, section: int, reached: Set[str]) -> bool:
        """Whether a name has had two values in a section, and not one that is printed with more digits or fewer.

        What a section gives anew is another quantity there. Of other sections, what is ``reached`` counts.
        """
        book = self.known.book
        own = {key: values for key, values in book.changed.items() if book.sections[key] == section}
        elsewhere = (key for key in book.past if book.sections[key] != section)
        others = {key: book.past[key] for key in elsewhere if key.partition("[")[0] in reached}
        pairs = ((book.values[key], old) for key, values in (own | others).items() for old in values)
        return not all(
            isinstance(Result.of(now, self.known.rounding(at)).against(old), Match)
            or isinstance(Result.of(old, self.known.rounding(at)).against(now), Match)
            for now, old in pairs
        )

    def is_of_a_function(self, term: Term, section: int, at: int) -> bool:
        """Whether a derivative is of a function, and rests on arguments alone that got numbers in this section."""
        functions = self.known.catalogue.functions_at(at)
        if not isinstance(term, Partial) or not isinstance(term.of, Ref) or term.of.key not in functions:
            return False
        parameters, body = functions[term.of.key]
        named = [part for part in occurrences(body, Ref) if part.key not in CONSTANTS]
        known = all(self.known.book.sections.get(key_of(ref, self.known.names) or "") == section for ref in named)
        free = not any(self.is_computed(ref, section) for ref in named)
        return known and free and all(ref.key in parameters for ref in named)

    def is_computed(self, ref: Ref, section: int) -> bool:
        """Whether a line computes a name: it is another one than the argument of a function with a number here."""
        key = resolved(self.known.names, ref).key
        return any(not is_constant(each.body) for each in self.known.catalogue.candidates(key, section))

    def again(self, at: int, line: Line, result: Result, terms: Sequence[Term]) -> Numeric | None:
        """A result of gradients that were printed for other values of what they are by: those of the values now."""
        renewed = (each for each in terms if self.known.book.renews_gradient(each))
        ways = (way for each in renewed for way in self.ways(each, line.section, at))
        if any(isinstance(result.against(way, PASSED_ON), Match) for way in ways):
            return Numeric(Verdict.RIGHT, BY_DEFINITIONS)
        return None

    def ways(self, term: Term, section: int, at: int) -> Iterator[Term]:
        """The term with names replaced by their values, and derivatives by what the definitions give, in every way."""
        functions = self.known.catalogue.functions_at(at)
        book = self.known.book
        plain = Filling(
            self.known.names, self.known.catalogue, book.values, section, functions=functions, moved=book.moved
        )
        gradients = Gradients(plain, self.known.entrywise(at), tuple(book.adjoints.values()))
        if isinstance(term, Partial | Nabla):
            yield from gradients.ways(term)
            return
        yield replace(plain, derived=gradients.of).of(term)
        # What was printed for a gradient may belong to the pass before.
        values = {key: value for key, value in book.values.items() if key not in book.adjoints}
        own = replace(gradients, adjoints=(), loss=self.loss)
        yield replace(plain, values=values, derived=own.of).of(term)

    @property
    def loss(self) -> Ref | None:
        """The one loss that the document defines."""
        heads = (each.head for each in self.known.catalogue.definitions)
        found = {head.key: head for head in heads if isinstance(head, Ref) and head.base in LOSS_LETTERS}
        return next(iter(found.values())) if len(found) == 1 else None
