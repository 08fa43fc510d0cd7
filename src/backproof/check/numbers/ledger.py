"""The ledger: the verdict on a number from what stands before it.

A result is right where the head of its chain, or a member before it that is right, rounds to it at its own last digit;
integers are exact. An array is right where all of its entries are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import final

import numpy as np

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import (
    FINE_DIGITS,
    entries,
    has_arrays,
    is_constant,
    is_printed,
)
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.check.numbers.book import Book
from backproof.check.numbers.compare import Difference, Match
from backproof.check.numbers.derivatives import Derivatives
from backproof.check.numbers.fewer import is_for_fewer
from backproof.check.numbers.filling import Values
from backproof.check.numbers.known import Known
from backproof.check.numbers.lacking import lacks_a_bias
from backproof.check.numbers.misshapen import clash, unfitting
from backproof.check.numbers.mixed import mixes
from backproof.check.numbers.names import key_of
from backproof.check.numbers.numeric import Member, Numeric, misshapen
from backproof.check.numbers.products import FIRST, LAST, Array
from backproof.check.numbers.rounding import Result
from backproof.check.numbers.samples import counted
from backproof.check.numbers.substitution import Substitution
from backproof.check.numbers.summands import misfit
from backproof.check.numbers.undone import UNDONE, undone
from backproof.check.verdicts.verdict import PROVED, REFUTED, Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references, walk
from backproof.read.terms.terms import Big, Entries, Listed, Nabla, Num, Partial, Ref, Term
from backproof.records import replace

COMPUTED_DIGITS = 6
"""A decimal of so many digits was computed, whether or not the document says from what: it was rounded, too."""
EXACT = 5e-5
"""So much may the length of an exact list differ from one."""
RENEWED = "the names have their updated values"
GOES_ON = "it goes on with a result that was wrong before"
EARLIER = "it goes on with the derivative as it was printed before"
OF_ALL = "it goes on with the derivatives of all samples together"
CONVENTION = 2
"""A convention needs so many lines that it proves before it refutes one."""


@final
@dataclass
class Ledger:
    """Judges numbers by the values that names have so far.

    ``told``: what the words give, which proves and does not refute. ``softmaxes``: functions that the document defines
    as one; ``sums`` those up to a name; ``biased`` counts the lines that hold with a 1 for the bias at an end.
    """

    names: Names
    catalogue: Catalogue
    sigma: str = "sigmoid"
    softmaxes: frozenset[str] = frozenset()
    told: Values = field(default_factory=dict)
    sums: Sequence[Big] = ()
    known: Known = field(init=False)
    biased: Counter[str] = field(default_factory=Counter)
    at: int = 0
    """The line that is judged: it sees the functions that are defined up to it."""

    def __post_init__(self) -> None:
        self.known = Known(self.names, self.catalogue, Book(self.names), self.sigma, self.softmaxes)

    @property
    def book(self) -> Book:
        """The values that names have so far."""
        return self.known.book

    @property
    def derivatives(self) -> Derivatives:
        """What derivatives are at these values."""
        return Derivatives(self.known)

    def apart(self) -> Ledger:
        """A copy, in which lines can be judged that this one never sees."""
        again = copy(self)
        again.known, again.biased = replace(self.known, book=self.book.apart()), Counter(self.biased)
        return again

    def judge(self, at: int, line: Line, before: Sequence[Member], *, anew: bool = False) -> Numeric | None:
        """The verdict on a constant side from the members of its chain before it; None where none has a value.

        What is computed ``anew`` may go on with other numbers than those that its names had: these refute nothing.
        """
        side = line.side
        assert side is not None
        self.at = at
        result = Result.of(side, self.known.rounding(at, line.relation))
        if not result.ways:
            return misshapen(clash(side, self.known.entrywise(at)) if is_constant(side) else None)
        heads = [each.term for each in before if each.own]
        before = [each for each in before if not each.own]
        trusted = [each.term for each in before if not each.refuted]
        if (
            proved := self.proof(line, result, trusted) or self.derivatives.again(at, line, result, trusted)
        ) is not None:
            return proved
        refuted = self.refutation(line, result, before, anew=anew)
        derived = self.derivatives.judge(at, line, result, (*heads, *trusted))
        if derived is not None and derived.verdict is Verdict.WRONG and self.book.carried(side, 2):
            return replace(derived, verdict=Verdict.FOLLOWS, reason=GOES_ON)
        if refuted is None and derived is None:
            renewed = self.renewed(at, line, result, (*heads, *trusted))
            return renewed or misshapen(unfitting(result, trusted))
        if refuted is not None and refuted.formula and derived is not None and derived.verdict in REFUTED:
            # What follows from a wrong formula is no value that other lines may go on with where its head has another.
            refuted = replace(refuted, formula=False, agreeing=derived.agreeing)
        # What the head of the chain gives is right, whatever another member of it has made of that.
        return derived if refuted is None or (derived is not None and derived.verdict is Verdict.RIGHT) else refuted

    def renewed(self, at: int, line: Line, result: Result, terms: Sequence[Term]) -> Numeric | None:
        """A derivative that is proved where names have the values that others have for them after a step."""
        if not self.book.handed:
            return None
        again = self.apart()
        again.book.renew(line.section)
        derived = again.derivatives.judge(at, line, result, terms)
        if derived is None or derived.verdict is not Verdict.RIGHT:
            return None
        return replace(derived, verdict=Verdict.RIGHT_IF, assumes=(RENEWED,))

    def unit(self, at: int, side: Term) -> Numeric | None:
        """What is called a unit vector and has another length, or is divided by something else that is usual."""
        result = Result.of(side, self.known.rounding(at))
        for way, vector in enumerate(result.ways):
            room = float(result.rooms[way].sum()) + EXACT
            lengths = _lengths(vector, room)
            if vector.size > 1 and all(abs(length - 1) > room for length in lengths):
                shown = Counterexample({}, float(f"{lengths[0]:.6g}"), 1.0)
                return Numeric(Verdict.WRONG, f"a unit vector has the length 1, this one has {lengths[0]:.6g}", shown)
        return None

    def partly(self, at: int, line: Line, before: Sequence[Member]) -> Numeric | None:
        """A side with decimals for some of its names beside names with values, as the number that it is then.

        So is any such side behind a number: ``2 (-0.5) \\cdot 3 = -x_2`` speaks of the number of this x.
        Only a derivative refutes it: another head may be that of a formula which the decimals are put into.
        """
        assert line.side is not None
        behind = line.head is None and any(is_constant(each.term) for each in before)
        if not behind and not any(isinstance(part, Num) and part.decimals for part in walk(line.side)):
            return None
        side = self.filled(line.side, line.section, self.book.values)
        result = Result.of(side, self.known.rounding(at, line.relation))
        if not result.ways:
            return None
        terms = [each.term for each in before if not each.refuted]
        trusted = [each.term for each in before if not (each.refuted or each.own or self.says(line, each.term))]
        return self.proof(line, result, trusted) or self.derivatives.judge(at, line, result, terms)

    def says(self, line: Line, term: Term) -> bool:
        """Whether a line is what says a name: its value proves nothing of it."""
        body = self.known.body(term, line.section) if isinstance(term, Ref) else None
        return body is not None and line.side is not None and alike(body, line.side)

    def proof(self, line: Line, result: Result, terms: Sequence[Term]) -> Numeric | None:
        """A member of the chain that gives the result: with the values that names have, then with others."""
        section, values = line.section, self.book.values
        found = self.against(result, terms, section, values)
        matches = [each for each in found if isinstance(each, Match)]
        if matches:
            return Numeric(Verdict.RIGHT, exact=max(match.exact for match in matches))
        if any(isinstance(each, Difference) for term, each in zip(terms, found, strict=True) if is_constant(term)):
            # The numbers that the chain puts in are those that its names have.
            return None
        stale = next((key for term in terms for key in self.stale(term, section, result)), None)
        if stale is not None:
            return Numeric(Verdict.RIGHT_IF, assumes=(f"{stale} has the value that it had before",))
        if said := next(filter(None, (self.fits_gradient(term, section, result) for term in terms)), ""):
            return Numeric(Verdict.RIGHT_IF, assumes=(said,))
        if (former := self.book.former()) and self.gives(result, terms, section, former):
            return Numeric(Verdict.RIGHT_IF, assumes=("the names have the values that they had before",))
        if (renewed := self.book.renewed()) and self.gives(result, terms, section, renewed):
            return Numeric(Verdict.RIGHT_IF, assumes=(RENEWED,))
        if self.told and self.gives(result, terms, section, {**self.told, **values}):
            return Numeric(Verdict.RIGHT, "with the numbers that the words give")
        # A member that has a value without them has no sum with an open end.
        counts = counted(self.sums, self.names, values) if None in found else {}
        if counts and self.gives(result, terms, section, {**values, **counts}):
            self.book.values.update(counts)
            return Numeric(Verdict.RIGHT, "summed over the samples that have values")
        for end in (self.bias,) if self.bias else (FIRST, LAST):
            if self.gives(with_bias(result, end), terms, section, values):
                self.biased[end] += 1
                return Numeric(Verdict.RIGHT_IF, assumes=(f"a 1 for the bias stands {end} the elements",))
        return None

    @property
    def bias(self) -> str:
        """Where the 1 for the bias stands, once enough lines say so."""
        return next((end for end, count in self.biased.items() if count >= CONVENTION), "")

    def refutation(self, line: Line, result: Result, before: Sequence[Member], *, anew: bool) -> Numeric | None:
        """A result that no member of its chain gives, or that goes on with one that was wrong."""
        assert line.side is not None
        sure = (each.term for each in before if not each.refuted)
        trusted = [term for term in sure if not self.is_of_another(term, result, line.section)]
        everything = {**self.told, **self.book.values, **self.book.printed}
        going_on = [result.against(self.filled(each.term, line.section, everything)) for each in before]
        # A number that was wrong before proves nothing against this one, unless the line itself goes on with it.
        held = [result.against(each.term) for each in before if is_constant(each.term)]
        meant = with_bias(result, self.bias) if self.bias else result
        found = self.against(meant, trusted, line.section, self.book.values)
        settled = [not anew and self.book.is_settled(term, line.section) for term in trusted]
        firm = [each for each, kept in zip(found, settled, strict=True) if kept]
        differences = [each for each in (*firm, *held) if isinstance(each, Difference)]
        shown = Counterexample({}, differences[0].written, differences[0].true) if differences else None
        matched = [each for each, found_so in zip(before, going_on, strict=True) if isinstance(found_so, Match)]
        carried = self.book.carried(line.side, 2 if differences else 3, surely=not differences)
        if matched or carried:
            formula = not carried and shown is None and all(each.formula for each in matched)
            return Numeric(Verdict.FOLLOWS, GOES_ON, shown, formula=formula)
        if differences and any(isinstance(result.against(each), Match) for each in self.exactly(before, line.section)):
            return Numeric(Verdict.FOLLOWS, "it goes on with a result before it was rounded", shown)
        if differences and not firm and undone(meant, before, self.known, line.section, self.at):
            return Numeric(Verdict.UNCHECKED, UNDONE)
        if differences and not self.fits_before_rounding(result, trusted, line.section):
            said, agreeing = f"computed from the numbers before: {differences[0]}", differences[0].agreeing
            return Numeric(Verdict.WRONG, said, shown, agreeing=agreeing)
        return None

    def is_of_another(self, term: Term, result: Result, section: int) -> bool:
        """Whether a formula is that of another network: of fewer elements, or without a bias that is given here."""
        formula = self.filled(term, section, {})
        fewer = is_for_fewer(formula, self.names, self.book.values)
        return fewer or lacks_a_bias(term, result, self.known, section, self.at)

    def fits_before_rounding(self, result: Result, terms: Sequence[Term], section: int) -> bool:
        """Whether a result fits where the long decimals that the document gives were rounded themselves."""
        long = {each for each in self.book.sources if each.decimals >= COMPUTED_DIGITS}
        rounding = result.rounding
        computed = rounding.computed | {each.value for each in long}
        rounded = replace(result, rounding=replace(rounding, computed=computed, sources=rounding.sources - long))
        return bool(long) and self.gives(rounded, terms, section, self.book.values)

    def misfit(self, at: int, line: Line, before: Sequence[Member]) -> Counterexample | None:
        """The shapes of a summand and of what the sum is equal to, where they do not fit."""
        assert line.side is not None
        rounding = self.known.rounding(at, line.relation)
        terms = (each for each in before if not each.refuted)
        values = (value for each in terms for value in self.derivatives.ways(each.term, line.section, at))
        whole = next((ways for value in values if (ways := rounding.arrays(value))), [])
        return misfit(rounding.arrays(line.side), whole)

    def against(
        self, result: Result, terms: Sequence[Term], section: int, values: Values
    ) -> list[Match | Difference | None]:
        """A result beside each of some terms, with names replaced by values."""
        return [result.against(self.filled(term, section, values)) for term in terms]

    def gives(self, result: Result, terms: Sequence[Term], section: int, values: Values) -> bool:
        """Whether one of some terms gives a result."""
        return any(isinstance(each, Match) for each in self.against(result, terms, section, values))

    def exactly(self, members: Sequence[Member], section: int) -> Iterator[Term]:
        """The members with what names were computed from in place of what was printed for them."""
        values = {**self.told, **self.book.values, **self.book.printed, **self.book.unrounded}
        return (self.filled(each.term, section, values) for each in members if not is_constant(each.term))

    def stale(self, term: Term, section: int, result: Result) -> Iterator[str]:
        """Names of which another value gives the result: ``H`` before the update, where that is held."""
        for ref in references(term):
            key = key_of(ref, self.names) or ""
            for other in self.others(term, ref, key):
                if isinstance(result.against(self.filled(term, section, {**self.book.values, key: other})), Match):
                    yield key.partition("[")[0]

    def fits_gradient(self, term: Term, section: int, result: Result) -> str:
        """What is assumed where a step fits with derivatives that were printed since the last step; else nothing."""
        for gradient in occurrences(term, Nabla, Partial):
            key = key_of(gradient, self.names) or ""
            for said, others in ((EARLIER, self.book.since(gradient)), (OF_ALL, self.book.over_all(gradient))):
                for other in others:
                    if self.gives(result, (term,), section, {**self.book.values, key: other}):
                        return said
        return ""

    def others(self, term: Term, ref: Ref, key: str) -> Iterator[Term]:
        """The values that a name in a term had before, and those that its definitions give."""
        over = self.book.is_over(key) or mixes(term, key, self.book, self.catalogue)
        yield from () if over else self.book.past.get(key, ())
        if key in self.book.values:
            without = {other: value for other, value in self.book.values.items() if other != key}
            for defined in self.catalogue.candidates(resolved(self.names, ref).key, 0):
                yield self.filled(defined.body, defined.section, without)

    def substitution(self, at: int, line: Line, before: Sequence[Member]) -> Numeric | None:
        """A line that puts numbers in for names without a value gives them their values."""
        side = line.side
        assert side is not None

        def agrees(term: Term, number: Term) -> Match | Difference | None:
            result = Result.of(number, self.known.rounding(at, line.relation))
            return result.against(self.filled(term, line.section, self.book.values))

        for member in before:
            matched = Substitution(self.names, agrees)
            named = isinstance(member.term, Ref) and self.known.body(member.term, line.section) is None
            puts_in = not is_printed(side) or isinstance(member.term, Listed | Entries) or named
            if puts_in and not (member.refuted or member.own) and matched.fits(member.term, side):
                for name, value in matched.given.values():
                    if self.book.carried(value, 2):
                        continue
                    fine = any(isinstance(part, Num) and part.decimals >= FINE_DIGITS for part in walk(value))
                    self.note(name, value, Numeric(Verdict.RIGHT) if fine else None, line.section)
                return Numeric(Verdict.RIGHT, "it puts the numbers in", exact=(named,) * len(list(entries(side))))
        return None

    def agree(self, at: int, line: Line, side: Term) -> bool:
        """Whether a number does not contradict the one before it."""
        assert line.side is not None
        result = Result.of(line.side, self.known.rounding(at, line.relation))
        return not isinstance(result.against(side), Difference)

    def filled(self, term: Term, section: int, values: Values) -> Term:
        """The term with names replaced by their values, or by their definitions where they have none."""
        return self.known.filled(term, section, values, self.at)

    def ways(self, side: Term, section: int, at: int) -> list[Array]:
        """What a side is with the numbers of its names, right or wrong, in every way.

        A vector that may lack the 1 for the bias has a product.
        """
        filled = self.filled(side, section, {**self.told, **self.book.values, **self.book.printed})
        result = Result.of(filled, self.known.rounding(at))
        return [way for each in (result, with_bias(result, FIRST)) for way in each.rounding.arrays(filled)]

    def valueless(self, side: Term, at: int) -> bool:
        """Whether a number alone has no value; a list of lists that fits no array is none."""
        return not self.known.rounding(at).arrays(side) and not has_arrays(side)

    def note(self, head: Term | None, side: Term, found: Numeric | None, section: int) -> None:
        """Remember what a name was given (None) or found to be; a refuted result is kept apart."""
        if found is None:
            self.book.give(head, side, section)
        else:
            refuted = found.verdict in REFUTED and not found.formula
            proved = found.verdict in PROVED
            self.book.find(head, side, section, found.exact, found.agreeing, refuted=refuted, proved=proved)
            meant = self.known.body(head, section) if isinstance(head, Ref) and not refuted else None
            if isinstance(meant, Partial | Nabla) and is_printed(side):
                self.book.hand_back(meant, side)


def _lengths(vector: Array, room: float) -> list[float]:
    """The length of a vector, its sum and its largest entry; around its mean its deviation, too."""
    square = float((vector**2).sum())
    found = [float(np.sqrt(square)), float(abs(vector).sum()), float(abs(vector).max())]
    centred = vector.size > 1 and abs(float(vector.sum())) <= room
    return found + [float(np.sqrt(square / count)) for count in (vector.size, vector.size - 1) if centred]


def with_bias(result: Result, end: str) -> Result:
    """A result of products in which a vector may lack the 1 for the bias at an end."""
    rounding = replace(result.rounding, entrywise=replace(result.rounding.entrywise, bias=end))
    return replace(result, rounding=rounding)
