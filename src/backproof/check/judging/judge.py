"""The judgement of a claim: its sides under each reading of the table, compared at fresh points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import final

from backproof.calculus.outcome import Different, Equal
from backproof.calculus.resolve import depends
from backproof.check.charity import corners, counts, nilpotent, past_kinks, supposed_values
from backproof.check.doubts import hedges, through
from backproof.check.doubts.finding import Excuse, Finding, Kind, guarded, unread
from backproof.check.doubts.unlayered import Units
from backproof.check.elaboration.builder import Attempt
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.judging import at_optimum, at_point, composed, elements, implied_sums, label_cases
from backproof.check.judging.comparer import Comparer
from backproof.check.judging.sizes import Sizes, sizes
from backproof.check.names import chosen
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import ANY_LOSS, COUNTED, ONE_HOT, SIMPLEX, STATED, TABLE, Entry
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.expr import Assumptions, Expression, IllFormed
from backproof.expr.build import ZERO
from backproof.read.terms.terms import Unreadable
from backproof.records import replace


@final
@dataclass(frozen=True)
class Judge(Comparer):
    """Judges claims: each reading of the table is compared, and what a line may be meant as excuses a difference."""

    def claim(self, claim: Claim, table: Sequence[Entry] = TABLE, *, proving: bool = False) -> Finding:
        """The verdict of the first reading that proves the claim; otherwise why none does.

        ``proving``: it is asked only whether one does, and not what excuses a difference.
        """
        first: Finding | None = None
        clashed = False
        tried: set[tuple[Expression, Expression, Assumptions, int]] = set()
        attempt = self.builder.attempt(claim)
        for entry in table:
            trial = attempt.of_one_sample if entry.single else attempt
            if trial is None or (entry.opens and first is not None and first.verdict is Verdict.WRONG):
                continue
            try:
                sides = trial.sides(entry)
            except Unreadable as problem:
                if first is not None and entry.single:
                    continue
                return unread(problem)
            except IllTyped as problem:
                if clashed:
                    continue
                clashed = True
                # Where sums are implied, letters are reused so freely that a clash refutes nothing.
                open_ = self.unsaid(claim, attempt)
                if open_ is not None:
                    return open_
                loose = self.book.einstein or claim.lowered or "has no element" in str(problem)
                loose = loose or self.guesses.of_ranges(claim) or self.doubt.only_claimed(claim, problem.names)
                # The axes of a symmetric matrix are one, whatever the sums of the document say of them.
                loose = loose or any(
                    resolved(self.book.names, each).key in self.builder.symmetric for each in claim.names()
                )
                clash = Verdict.UNCHECKED if loose and not problem.declared else Verdict.WRONG
                shown = Counterexample({}, problem.written, problem.true) if clash is Verdict.WRONG else None
                kind = Kind.LOOSE_RANGES if shown is None else None
                first = first or Finding(clash, str(problem), counterexample=shown, kind=kind)
                continue
            except IllFormed as problem:
                first = first or Finding(Verdict.UNCHECKED, str(problem))
                continue
            if (
                sides is None
                or sides.varies_labels
                or (question := (sides.left, sides.right, sides.model.assumptions, entry.linked + entry.slopes))
                in tried
            ):
                continue
            tried.add(question)
            counts = first is None or ((entry.way.alike or entry.single) and first.kind is Kind.ONE_OR_ALL)
            # Why a reading proves nothing is asked of the one that counts.
            if not (counts or self.equal(sides)):
                continue
            finding = self.decide(trial.claim, sides, entry)
            if finding.verdict in PROVED:
                return replace(finding, claim=claim)
            if counts:
                first = finding
        if first is not None and first.verdict is Verdict.UNCHECKED and table is TABLE:
            first = self.linked(claim, attempt) or first
        found = first or Finding(Verdict.UNCHECKED, "no reading of this line was tried")
        return self.settled(claim, found, excusing=not proving)

    def unsaid(self, claim: Claim, attempt: Attempt) -> Finding | None:
        """Why a clash of the letters of a claim refutes nothing, where it does not."""
        if attempt.unreadable is not None and not claim.hedge:
            return unread(attempt.unreadable)
        doubt = hedges.doubt(claim) or self.guesses.behind(claim)
        return self.units.left_open(claim, self.holds) if doubt is None else doubt.finding()

    def holds(self, claim: Claim) -> bool:
        """Whether a claim is proved as it is written, or for any loss that the document leaves open."""
        attempt = self.builder.attempt(claim)
        found = (guarded(partial(self.under, attempt, entry)) for entry in (TABLE[0], ANY_LOSS))
        return any(each.verdict in PROVED for each in found)

    @cached_property
    def units(self) -> Units:
        """The units of the document, where all are computed by the same weights."""
        return Units(self.book, self.charity.hidden)

    def linked(self, claim: Claim, attempt: Attempt) -> Finding | None:
        """What refutes a chain rule of a loss that is left open for every loss, where anything does."""
        if not through.is_cut(claim, self.book):
            return None
        finding = guarded(partial(self.under, attempt, ANY_LOSS))
        return finding if finding.verdict is Verdict.WRONG else None

    def settled(self, claim: Claim, finding: Finding, *, excusing: bool = True) -> Finding:
        """The finding of the reading that counts, unless what the line may be meant as excuses its difference."""
        finding = replace(finding, claim=claim) if finding.verdict is Verdict.WRONG else finding
        if finding.sides is None:
            return finding
        if finding.kind in {Kind.AT_NUMBERS, Kind.UNDEFINED}:
            excuse = self.held(counts.of_counts(finding.sides)) if excusing else None
            return finding if excuse is None else finding.excused(excuse)
        if finding.kind in past_kinks.SIDES:
            return self.on_side(claim, finding) or finding
        if finding.kind is Kind.ELEMENTS:
            return self.by_elements(claim, finding.sides) or finding
        if finding.kind is Kind.NO_VALUE:
            # The distance of something from itself has no slope.
            return self.off_diagonal(claim, finding.sides) or finding
        if finding.verdict is not Verdict.WRONG:
            return finding
        if sectioned := self.up_to_section(claim, finding.sides):
            return sectioned
        if self.book.einstein and (sums := implied_sums.unsaid(self.builder.attempt(claim), finding.sides, self.bench)):
            return replace(finding, verdict=Verdict.UNCHECKED, reason=sums, held=True)
        if series := self.up_to_power(claim, finding.sides):
            return series
        excuse = self.excused(claim, finding.sides) if excusing else None
        if excuse is not None:
            return finding.excused(excuse)
        by_size = self.numbered(claim) or self.sized(claim, self.sizes.ranges, self.sizes.unsaid)
        by_case = by_size or self.off_diagonal(claim, finding.sides) or self.of_other_class(claim, finding.sides)
        return by_case or self.handed_on(claim) or finding

    def up_to_power(self, claim: Claim, sides: Sides) -> Finding | None:
        """A claim that holds where a power of a name is zero, as the document says."""
        begun = nilpotent.up_to_powers(claim.line, sides, self.charity.vanishing, self.bench)
        found = next((each for each in begun if self.equal(each)), None)
        return None if found is None else replace(self.proved(found, TABLE[0]), claim=claim)

    def on_some_side(self, finding: Finding) -> bool:
        """Whether what is refuted holds on one side of a kink; what is to be zero, where the kink is idle."""
        if finding.sides is None:
            return False
        bent = past_kinks.on_side(finding.sides, active=finding.sides.right != ZERO)
        return bent is not None and self.equal(bent)

    def for_some_label(self, finding: Finding) -> bool:
        """Whether what is refuted holds for one value of a label, and perhaps on one side of a kink."""
        fixed = label_cases.cases(finding.sides) if finding.sides is not None else ()
        sides = (each for case in fixed for each in (case, *past_kinks.both(case)))
        return any(self.equal(each) for each in sides)

    def on_side(self, claim: Claim, finding: Finding) -> Finding | None:
        """What is found of a claim on the side of a kink that its words name; None where nothing is."""
        sides = finding.sides and past_kinks.on_side(finding.sides, active=finding.kind is Kind.ACTIVE)
        if sides is None:
            return None
        match self.compared(sides):
            case Equal():
                return replace(self.proved(sides, TABLE[0]), claim=claim)
            case Different() as outcome if self.doubt.of(replace(claim, hedge=""), sides) is None:
                return Finding(Verdict.WRONG, sides=sides, difference=outcome, claim=claim)
            case _:
                return None

    def as_meant(self, claim: Claim, said: tuple[str, ...], sides: Sides) -> Finding | None:
        """What is proved of a claim where its sides are meant so, with what is said of that."""
        return Finding(Verdict.RIGHT_IF, "", said, sides=sides, claim=claim) if self.equal(sides) else None

    def up_to_section(self, claim: Claim, sides: Sides) -> Finding | None:
        """A claim about a loss that is left open, for what is computed up to its section: later ones go on."""
        if (found := through.later(sides, claim.section, self.book)) is None:
            return None
        said = f"{', '.join(found[0])}, which a later section defines, is of another network"
        return self.as_meant(claim, (said,), found[1])

    @cached_property
    def sizes(self) -> Sizes:
        """How many elements ranges have that end with a letter, as far as numbers say it."""
        return sizes(self.book, self.numbers)

    def off_diagonal(self, claim: Claim, sides: Sides) -> Finding | None:
        """A claim that holds for different letters, beside a line that speaks of equal ones, or on the diagonal."""
        found = corners.of_elements(claim, sides)
        found = corners.apart(sides, self.charity.cases) if found is None and not claim.conditions else found
        return None if found is None else self.as_meant(claim, (found[0],), found[1])

    def of_other_class(self, claim: Claim, sides: Sides) -> Finding | None:
        """A claim that holds for a class that is not the true one, which a sum behind it leaves out."""
        found = chosen.of_other_class(claim, sides)
        return None if found is None else self.as_meant(claim, found.own, found)

    def by_elements(self, claim: Claim, sides: Sides) -> Finding | None:
        """A claim that holds where small letters name the elements of the capitals beside them."""
        found = elements.of_capitals(sides)
        return None if found is None else self.as_meant(claim, found[1], found[0])

    def handed_on(self, claim: Claim) -> Finding | None:
        """A claim that holds where the parameters of an outer function are what it is applied to."""
        for each in composed.handed_on(claim, self.book.functions):
            finding = guarded(partial(self.claim, each, STATED))
            if finding.verdict in PROVED:
                assumes = tuple(dict.fromkeys((composed.HANDED_ON, *finding.assumes)))
                return replace(finding, verdict=Verdict.RIGHT_IF, assumes=assumes, claim=claim)
        return None

    def numbered(self, claim: Claim) -> Finding | None:
        """A claim that holds where there are as many elements as the document names by number, and not for more."""
        return self.sized(claim, self.book.ranges.numbered, (COUNTED,))

    def sized(self, claim: Claim, sizes: Mapping[str, int], unsaid: tuple[str, ...]) -> Finding | None:
        """What is proved where ranges, by their names, have so many elements; ``unsaid`` is what this assumes."""
        if not sizes:
            return None
        attempt = replace(self.builder, book=self.book.sized(sizes)).attempt(claim)
        for entry in STATED:
            finding = guarded(partial(self.under, attempt, entry))
            if finding.verdict in PROVED:
                verdict = Verdict.RIGHT_IF if unsaid else finding.verdict
                return replace(finding, verdict=verdict, assumes=tuple(dict.fromkeys((*unsaid, *finding.assumes))))
        return None

    def excused(self, claim: Claim, sides: Sides) -> Excuse | None:
        """Why a difference refutes nothing, where the sides are equal as they may be meant."""
        placed = at_point.excuses(claim, sides, self.numbers, self.charity.supposed, self.bench)
        return self.held(chain(self.charity.excuses(claim, sides), placed)) or self.excused_for_labels(claim, sides)

    def held(self, every: Iterable[Excuse]) -> Excuse | None:
        """The first excuse with which the sides are equal, and do not only vanish at an optimum."""
        held = (each for each in every if self.equal(each.sides))
        return next((each for each in held if not at_optimum.vanishing(each.sides, self.equal)), None)

    def excused_for_labels(self, claim: Claim, sides: Sides) -> Excuse | None:
        """Values that sentences suppose, or numbers of terms, where labels sum to one, too: neither alone makes the
        derivative p - y."""
        supposed = self.charity.supposed
        asked = bool(supposed) or any(True for _ in counts.with_counts(sides))
        if not asked or (meant := self.builder.attempt(claim).sides(SIMPLEX)) is None:
            return None
        every = chain(supposed_values.excuses(claim, meant, supposed, self.book), counts.with_counts(meant))
        return next((excuse for excuse in every if self.equal(excuse.sides)), None)

    def by(self, book: Book) -> Judge:
        """The judge of a document that says something else of its names."""
        return replace(self, book=book, builder=replace(self.builder, book=book))

    def right_with(self, claim: Claim, instead: Mapping[str, Defined], functions: tuple[UserFunction, ...]) -> bool:
        """Whether a claim is right as written under other definitions."""
        try:
            attempt = self.builder.attempt(claim, instead, functions)
            said = attempt.sides(ONE_HOT) if self.one_hot else None
            sides = said or attempt.sides(TABLE[1]) or attempt.sides(TABLE[0])
        except (Unreadable, IllTyped, IllFormed):
            return False
        # 0 = 0 proves nothing: a definition that unlinks the sides is no other meaning of the line.
        if sides is None or any(not depends(each.of, each.by.symbol, sides.model) for each in sides.derivatives()):
            return False
        equal = self.equal(sides)
        return equal and self.decide(claim, sides, TABLE[0]).verdict is Verdict.RIGHT
