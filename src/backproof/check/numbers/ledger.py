"""The ledger: the values that names have so far, and the verdict on a number from what stands before it.

A result is right where the head of its chain, or a member before it that is right, rounds to it at its own last digit;
integers are exact. An array is right where all of its entries are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

import numpy as np

from backproof.check.catalogue import Catalogue
from backproof.check.letters import resolved
from backproof.check.names import Names
from backproof.check.numbers.compare import Difference, Match, comparable, first_difference
from backproof.check.numbers.entrywise import Entrywise, numbers
from backproof.check.numbers.filling import Filling, Values
from backproof.check.numbers.gradients import Gradients
from backproof.check.numbers.names import key_of
from backproof.check.numbers.products import Array
from backproof.check.numbers.shape import (
    APPROXIMATE,
    EXACT,
    FINE_DIGITS,
    entries,
    half_unit,
    has_arrays,
    is_constant,
    is_printed,
    is_single,
)
from backproof.check.numbers.substitution import Substitution
from backproof.check.verdict import Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms import Entries, Listed, Num, Partial, Ref, Term, rebuilt, references, walk

CARELESS = 1e-5
"""Relative: a line that puts numbers in may drop or mistype digits that no result shows."""
REFUTED = frozenset({Verdict.WRONG, Verdict.FOLLOWS})


@final
@dataclass(frozen=True, slots=True)
class Numeric:
    """What the numbers say of a line; ``exact`` says of each entry of a right result whether it was not rounded.

    ``formula``: it follows from a wrong formula alone, and may be the right number.
    """

    verdict: Verdict
    reason: str = ""
    counterexample: Counterexample | None = None
    assumes: tuple[str, ...] = ()
    exact: tuple[bool, ...] = ()
    formula: bool = False


@final
@dataclass(frozen=True, slots=True)
class Member:
    """What a number is compared with: a side of its chain, and how that was refuted, if it was.

    ``own`` is a derivative as the head itself: what was printed for it before proves nothing, the definitions do.
    ``formula``: a formula that is refuted, or a number that follows from one and from no wrong number.
    """

    term: Term
    refuted: Verdict | None = None
    own: bool = False
    formula: bool = False


@final
@dataclass
class Ledger:
    """The values that names have so far.

    ``values``: as given, or as printed and right. ``printed``: refuted results too. ``computed``: printed results, of
    which the value behind may have more digits; what a document gives is exact. ``mistaken``: refuted results.
    ``past``: values that names had before. ``sections``: where they got the last one. ``told``: what the words give,
    which proves and does not refute. ``softmaxes``: functions that the document defines as one.
    """

    names: Names
    catalogue: Catalogue
    sigma: str = "sigmoid"
    values: dict[str, Term] = field(default_factory=dict)
    printed: dict[str, Term] = field(default_factory=dict)
    computed: set[Fraction] = field(default_factory=set)
    mistaken: set[Fraction] = field(default_factory=set)
    given: set[Fraction] = field(default_factory=set)
    softmaxes: frozenset[str] = frozenset()
    past: dict[str, list[Term]] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    told: Values = field(default_factory=dict)
    at: int = 0
    """The line that is judged: it sees the functions that are defined up to it."""

    def judge(self, at: int, line: Line, before: Sequence[Member], *, anew: bool = False) -> Numeric | None:
        """The verdict on a constant side from the members of its chain before it; None where none has a value.

        What is computed ``anew`` may go on with other numbers than those that its names had: these refute nothing.
        """
        side = line.side
        assert side is not None
        self.at = at
        rough = line.relation in APPROXIMATE
        result = Result(side, self.arrays(side, at), self, at, rough)
        if not result.ways:
            return None
        heads = [each.term for each in before if each.own]
        before = [each for each in before if not each.own]
        trusted = [each.term for each in before if not each.refuted]
        found = [result.against(self.filled(term, line.section, self.values)) for term in trusted]
        matches = [each for each in found if isinstance(each, Match)]
        if matches:
            return Numeric(Verdict.RIGHT, exact=max(match.exact for match in matches))
        stale = next((key for term in trusted for key in self.stale(term, line.section, result)), None)
        if stale is not None:
            return Numeric(Verdict.RIGHT_IF, assumes=(f"{stale} has the value that it had before",))
        renewed = self.renewed()
        if renewed and any(isinstance(result.against(self.filled(t, line.section, renewed)), Match) for t in trusted):
            return Numeric(Verdict.RIGHT_IF, assumes=("the names have their updated values",))
        if self.told and any(isinstance(result.against(self.by_words(term, line.section)), Match) for term in trusted):
            return Numeric(Verdict.RIGHT, "with the numbers that the words give")
        everything = {**self.told, **self.values, **self.printed}
        behind = [each for each in before if each.refuted is not Verdict.WRONG]
        going_on = [result.against(self.filled(each.term, line.section, everything)) for each in behind]
        # A number that was wrong before proves nothing against this one, unless the line itself goes on with it.
        held = [result.against(each.term) for each in before if is_constant(each.term)]
        settled = [not anew and self.is_settled(term, line.section) for term in trusted]
        firm = [each for each, kept in zip(found, settled, strict=True) if kept]
        differences = [each for each in (*firm, *held) if isinstance(each, Difference)]
        shown = Counterexample({}, differences[0].written, differences[0].true) if differences else None
        matched = [each for each, found_so in zip(behind, going_on, strict=True) if isinstance(found_so, Match)]
        carried = self.carried(side, 2 if differences else 3)
        if matched or carried:
            formula = not carried and shown is None and all(each.formula for each in matched)
            reason = "it goes on with a result that was wrong before"
            return Numeric(Verdict.FOLLOWS, reason, shown, formula=formula)
        if differences:
            return Numeric(Verdict.WRONG, f"computed from the numbers before: {differences[0]}", shown)
        derived = (result.against(self.derived(term, line.section, at)) for term in (*heads, *trusted))
        proved = any(isinstance(each, Match) for each in derived)
        return Numeric(Verdict.RIGHT, "the derivative of the definitions at these numbers") if proved else None

    def is_settled(self, term: Term, section: int) -> bool:
        """Whether each name in a term has one value only, or got its last one in this section."""
        keys = (key_of(ref, self.names) or "" for ref in references(term))
        return all(key not in self.past or self.sections[key] == section for key in keys)

    def stale(self, term: Term, section: int, result: Result) -> Iterator[str]:
        """Names of which another value gives the result: ``H`` before the update, where that is held."""
        for ref in references(term):
            key = key_of(ref, self.names) or ""
            for other in self.others(ref, key):
                if isinstance(result.against(self.filled(term, section, {**self.values, key: other})), Match):
                    yield key.partition("[")[0]

    def others(self, ref: Ref, key: str) -> Iterator[Term]:
        """The values that a name had before, and those that its definitions give."""
        yield from self.past.get(key, ())
        if key in self.values:
            without = {other: value for other, value in self.values.items() if other != key}
            for defined in self.catalogue.candidates(resolved(self.names, ref).key, 0):
                yield self.filled(defined.body, defined.section, without)

    def renewed(self) -> Values:
        """The values where updated names have replaced the old ones; nothing where none is updated."""
        updated = {key.replace("'[", "["): value for key, value in self.values.items() if "'[" in key}
        return {**self.values, **updated} if updated else {}

    def by_words(self, term: Term, section: int) -> Term:
        """The term with the values of names, those included that the words give."""
        return self.filled(term, section, {**self.told, **self.values})

    def derived(self, term: Term, section: int, at: int) -> Term:
        """The term with names replaced by their values, and derivatives by what the definitions give."""
        functions = self.catalogue.functions_at(at)
        plain = Filling(self.names, self.catalogue, self.values, section, functions=functions)
        gradients = Gradients(plain, self.entrywise(at))
        return gradients.of(term) if isinstance(term, Partial) else replace(plain, derived=gradients.of).of(term)

    def substitution(self, at: int, line: Line, before: Sequence[Member]) -> Numeric | None:
        """A line that puts numbers in for names without a value gives them their values."""
        side = line.side
        assert side is not None

        def agrees(term: Term, number: Term) -> Match | Difference | None:
            result = Result(number, self.arrays(number, at), self, at, line.relation in APPROXIMATE)
            return result.against(self.filled(term, line.section, self.values))

        for member in before:
            matched = Substitution(self.names, agrees)
            named = isinstance(member.term, Ref) and self.body(member.term, line.section) is None
            puts_in = not is_printed(side) or isinstance(member.term, Listed | Entries) or named
            if puts_in and not (member.refuted or member.own) and matched.fits(member.term, side):
                for name, value in matched.given.values():
                    if self.carried(value, 2):
                        continue
                    fine = any(isinstance(part, Num) and part.decimals >= FINE_DIGITS for part in walk(value))
                    self.note(name, value, Numeric(Verdict.RIGHT) if fine else None, line.section)
                return Numeric(Verdict.RIGHT, "it puts the numbers in", exact=(named,) * len(list(entries(side))))
        return None

    def agree(self, at: int, line: Line, side: Term) -> bool:
        """Whether a number does not contradict the one before it."""
        assert line.side is not None
        result = Result(line.side, self.arrays(line.side, at), self, at, line.relation in APPROXIMATE)
        return not isinstance(result.against(side), Difference)

    def filled(self, term: Term, section: int, values: Values) -> Term:
        """The term with names replaced by their values, or by their definitions where they have none."""
        functions = self.catalogue.functions_at(self.at)
        return Filling(self.names, self.catalogue, values, section, functions=functions).of(term)

    def body(self, term: Ref, section: int) -> Term | None:
        """What defines a name."""
        return Filling(self.names, self.catalogue, self.values, section).body(term)

    def valueless(self, side: Term, at: int) -> bool:
        """Whether a number alone has no value; a list of lists that fits no array is none."""
        return not self.arrays(side, at) and not has_arrays(side)

    def entrywise(self, at: int) -> Entrywise:
        """What builds arrays with the functions that a line sees."""
        return Entrywise(self.catalogue.functions_at(at), self.sigma, softmaxes=self.softmaxes)

    def arrays(self, term: Term, at: int) -> list[Array]:
        """The values of a term of numbers alone, in every way that its shapes allow."""
        if not is_constant(term):
            return []
        ways = self.entrywise(at).ways(term)
        return [found for way in ways if (found := numbers(way)) is not None]

    def carried(self, side: Term, digits: int) -> bool:
        """Whether a side goes on with a wrong result as it was printed; one of few digits may stand there by chance."""
        found = (part for part in walk(side) if isinstance(part, Num) and part.decimals >= digits)
        return any(part.value in self.mistaken for part in found)

    def slack(self, filled: Term, way: int, at: int, *, rough: bool, fine: int | None = None) -> Array:
        """How far the entries can move when the computed decimals in a term are rounded ones.

        Where the line is rough, these are all that the document does not give. Decimals of ``fine`` digits or more
        that it does not give are results that it did not print.
        """
        whole = self.arrays(filled, at)[way]
        total: Array = np.zeros(whole.shape)
        for part in {part for part in walk(filled) if isinstance(part, Num) and part.decimals}:
            unprinted = fine is not None and part.decimals >= fine and part.value not in self.given
            if unprinted or part.value in self.computed or (rough and part.value not in self.given):
                moved = Num(part.value + Fraction(5, 10 ** (part.decimals + 1)), part.decimals, part.span)
                ways = self.arrays(_swapped(filled, part, moved), at)
                total = total + (abs(ways[way] - whole) if way < len(ways) else 0.0)
        return total

    def note(self, head: Term | None, side: Term, found: Numeric | None, section: int) -> None:
        """Remember what a name was given (None) or found to be; a refuted result is kept apart."""
        key = key_of(head, self.names) if head is not None else None
        refuted = found is not None and found.verdict in REFUTED and not found.formula
        if key is not None and is_constant(side):
            self.printed[key] = side
            if not refuted:
                if key in self.values and not same(self.values[key], side):
                    self.past.setdefault(key, []).append(self.values[key])
                self.values[key], self.sections[key] = side, section
        if not is_printed(side):
            return
        printed = [[part for part in walk(entry) if isinstance(part, Num)] for entry in entries(side)]
        if found is None:
            self.given.update(part.value for parts in printed for part in parts)
            return
        exact = found.exact if len(found.exact) == len(printed) else (False,) * len(printed)
        rounded = [part for parts, kept in zip(printed, exact, strict=True) if not kept for part in parts]
        self.computed.update(part.value for part in rounded)
        if refuted:
            self.mistaken.update(part.value for part in rounded)


@final
@dataclass(frozen=True)
class Result:
    """A printed result, with the values that it may stand for."""

    side: Term
    ways: Sequence[Array]
    ledger: Ledger
    at: int
    rough: bool

    def against(self, filled: Term) -> Match | Difference | None:
        """Whether a term with its names filled in gives this result; None where it has no value of this shape."""
        difference: Difference | None = None
        for way, value in enumerate(self.ledger.arrays(filled, self.at)):
            for own, written in enumerate(self.ways):
                pair = comparable(written, value)
                if pair is None:
                    continue
                moved = self.ledger.slack(filled, way, self.at, rough=self.rough).reshape(pair[0].shape)
                here = first_difference(*pair, self.room(own, written).reshape(pair[0].shape) + moved)
                if here is None:
                    exact = (abs(pair[0] - pair[1]) < EXACT) & (moved == 0)
                    return Match(tuple(exact.reshape(-1).tolist()))
                difference = difference or here
        return difference

    def room(self, way: int, written: Array) -> Array:
        """How far the value behind each entry may lie from it."""
        printed = list(entries(self.side))
        if len(printed) != written.size:
            return self.careless(way, written)
        flat = written.reshape(-1)
        rough = self.careless(way, written).reshape(-1) if not is_printed(self.side) else np.zeros(written.size)
        return np.array(
            [
                half_unit(entry, value, rough=self.rough) if is_single(entry) else careless
                for entry, value, careless in zip(printed, flat, rough, strict=True)
            ]
        ).reshape(written.shape)

    def careless(self, way: int, written: Array) -> Array:
        """The room of entries that are still computed."""
        moved = self.ledger.slack(self.side, way, self.at, rough=self.rough, fine=FINE_DIGITS)
        room: Array = moved + CARELESS * abs(written) + EXACT
        return room


def same(one: Term, other: Term) -> bool:
    """Whether two printed values are the same numbers."""
    return [part.value for part in walk(one) if isinstance(part, Num)] == [
        part.value for part in walk(other) if isinstance(part, Num)
    ]


def _swapped(term: Term, part: Num, other: Num) -> Term:
    return other if term == part else rebuilt(term, lambda each: _swapped(each, part, other))
