"""What equality or difference of the two sides of a claim means for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Different, Equal, Undecided
from backproof.calculus.resolve import expand
from backproof.check.charity import biases, observed
from backproof.check.charity.at_given import Given, at_given
from backproof.check.charity.charity import Charity
from backproof.check.definitions.captured import captured
from backproof.check.doubts import relettered, unseen
from backproof.check.doubts.doubt import Doubt, unknown, unlikely
from backproof.check.doubts.finding import Finding, Kind, crossed, undecided
from backproof.check.doubts.guesses import Guesses
from backproof.check.elaboration.builder import Attempt, Builder
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.judging import at_optimum, sides_of_kinks
from backproof.check.losses import addends
from backproof.check.verdicts.idle import idle, repeats
from backproof.check.verdicts.readings import Entry
from backproof.check.verdicts.sides import Claim, Sides, hollow, says_zero
from backproof.check.verdicts.verdict import Verdict
from backproof.expr import CompareValues, Indicator
from backproof.expr.build import ZERO
from backproof.expr.walk import walk as walk_parts
from backproof.read.terms.terms import Ref
from backproof.records import replace


@dataclass(frozen=True)
class Comparer:
    """Compares the sides of claims under one typing of a document; ``one_hot`` says whether the prose calls labels
    one-hot."""

    book: Book
    builder: Builder
    doubt: Doubt
    charity: Charity
    one_hot: bool = False
    bench: Bench = field(default_factory=Bench)
    numbers: Mapping[str, Given] = field(default_factory=dict)
    """The single names to which the document gives one number each."""

    @cached_property
    def guesses(self) -> Guesses:
        """What is guessed of the names of the document."""
        return Guesses(self.book)

    def under(self, attempt: Attempt, entry: Entry) -> Finding:
        """What one entry of the table says of a claim."""
        sides = attempt.sides(entry)
        return Finding(Verdict.UNCHECKED) if sides is None else self.decide(attempt.claim, sides, entry)

    def decide(self, claim: Claim, sides: Sides, entry: Entry) -> Finding:
        """Compare the sides, and say what equality or difference means for the claim."""
        if unlikely(sides):
            reason = "whether two values are equal, on which this depends, is left to chance at random points"
            return Finding(Verdict.UNCHECKED, reason, sides=sides)
        outcome = self.compared(sides)
        match outcome:
            case Equal() if sides.vacuous and self.equal(replace(sides, right=ZERO)):
                reason = "both sides vanish, because the document does not say what depends on what"
                return Finding(Verdict.UNCHECKED, reason, sides=sides)
            case Equal() if (freed := at_optimum.off(claim, sides, self.book, self.equal)) is not None:
                return self.decide(claim, freed, entry)
            case Equal() if zero := at_optimum.vanishing(sides, self.equal):
                return Finding(Verdict.UNCHECKED, zero, sides=sides, held=True)
            case Equal(vanishing=True) if hollow(sides):
                reason = "both sides are zero by what the document defines, which proves nothing"
                return Finding(Verdict.UNCHECKED, reason, sides=sides)
            case Equal() if self.never(sides):
                return Finding(Verdict.UNCHECKED, "no point that was tried satisfies its condition", sides=sides)
            case Equal() if (said := self.idle(claim, sides)) and expand(sides.left, sides.model) == sides.right:
                # Its own definition proves a line, and is open itself.
                return Finding(Verdict.UNCHECKED, said, sides=sides)
            case Equal() if says_zero(sides) and (hidden := self.doubt.unread(claim, sides)):
                return Finding(Verdict.UNCHECKED, hidden, sides=sides, kind=Kind.UNREAD)
            case Equal() if said := addends.unsaid(sides, self.book.links.losses) or relettered.unsaid(sides):
                return Finding(Verdict.UNCHECKED, said, sides=sides, held=True)
            case Equal() if claim.lowered and (said := repeats(claim.left) or repeats(claim.right)):
                return Finding(Verdict.UNCHECKED, said, sides=sides, held=True)
            case Equal() if hidden := unseen.between(sides, self.book, self.equal):
                return Finding(Verdict.UNCHECKED, hidden, sides=sides, kind=Kind.UNREAD, held=True)
            case Equal():
                apart = None if self.book.einstein else relettered.unbound(claim, sides)
                return self.proved(sides, entry) if apart is None else apart
            case Undecided(reason, part):
                return Finding(Verdict.UNCHECKED, undecided(reason, part), sides=sides, kind=Kind.NO_VALUE)
            case Different() if (held := observed.held(sides)) is not None:
                return self.decide(claim, held, entry)
            case Different():
                doubt = self.doubt.of(claim, sides) or self.guesses.of_layers(claim, sides)
                if doubt is None and (letters := self.doubt.crossed(claim, sides)) is not None:
                    return crossed(sides, letters)
                if doubt is None:
                    return Finding(Verdict.WRONG, sides=sides, difference=outcome)
                found = self.at_given(claim, sides, entry) if doubt.kind is Kind.AT_NUMBERS else None
                open_ = Finding(Verdict.UNCHECKED, doubt.said, sides=sides, difference=outcome, kind=doubt.kind)
                return found or open_

    def idle(self, claim: Claim, sides: Sides) -> str:
        """Why what a line says of its head may not be what its author means."""
        head = claim.left
        own = self.book.in_scope(resolved(self.book.names, head).key, claim.section) if isinstance(head, Ref) else None
        return idle(sides.right) or (captured(own) if own is not None else "")

    def at_given(self, claim: Claim, sides: Sides, entry: Entry) -> Finding | None:
        """What refutes a claim at the numbers that the document gives, for which alone it may hold; what proves it on
        the sides of kinks where these lie."""
        bent = sides_of_kinks.straight(claim, sides, self.numbers)
        if bent is not None and isinstance(self.compared(bent), Equal):
            return self.proved(replace(bent, own=(*bent.own, sides_of_kinks.SAID)), entry)
        if bent is not None:
            return self.refuted_at(sides_of_kinks.at_numbers(claim, bent, self.numbers, self.bench), claim)
        return self.refuted_at(at_given(claim, sides, self.numbers, self.book.given), claim)

    def refuted_at(self, placed: Sides | None, claim: Claim) -> Finding | None:
        """What a difference at numbers says of a claim."""
        outcome = None if placed is None else self.compared(placed)
        if placed is None or not isinstance(outcome, Different) or not outcome.is_visible:
            return None
        doubted = unknown(placed) or self.guesses.of_layers(claim, placed)
        return None if doubted else Finding(Verdict.WRONG, sides=placed, difference=outcome)

    def never(self, sides: Sides) -> bool:
        """Whether the sides were compared at no point that satisfies a condition on values."""
        inside = (part.condition for part in walk_parts(sides.where) if isinstance(part, Indicator))
        on_values = any(isinstance(condition, CompareValues) for condition in inside)
        return on_values and self.equal(replace(sides, left=sides.where, right=ZERO))

    def equal(self, sides: Sides) -> bool:
        """Whether sides are the same at random points."""
        return isinstance(self.compared(sides), Equal)

    def compared(self, sides: Sides) -> Equal | Different | Undecided:
        """The sides at random points; where the document says that the inputs of biases are 1, they are."""
        outcome = compare(sides.left, sides.right, sides.model, bench=self.bench)
        biased = isinstance(outcome, Different) and biases.with_units(sides, self.charity.units)
        if not biased:
            return outcome
        meant = compare(biased.left, biased.right, biased.model, bench=self.bench)
        return meant if isinstance(meant, Equal) else outcome

    def proved(self, sides: Sides, entry: Entry) -> Finding:
        """``right`` where the line and the document say all that the proof needs."""
        stated = not entry.lowers or (entry.labels == "one_hot" and self.one_hot)
        assumes = dict.fromkeys((*((entry.sentence,) if entry.sentence else ()), *sides.own, *sides.inherited))
        verdict = Verdict.RIGHT if stated and not sides.own else Verdict.RIGHT_IF
        return Finding(verdict, "", tuple(assumes), sides=sides)
