"""The search for a repair: single edits, the usual slips first, then what the numbers at a point say is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import final

from backproof.calculus.named import Axes
from backproof.check.indices.letters import resolved
from backproof.check.repairs import factors, indices, matrices, numbers, sums
from backproof.check.repairs.guide import Guide
from backproof.check.repairs.probe import Probe, Sample
from backproof.check.repairs.proof import Prover
from backproof.check.repairs.site import Change, Site
from backproof.check.repairs.words import NO_WORDS
from backproof.read.terms.rewriting import bare, occurrences, references
from backproof.read.terms.terms import Num, Partial, Ref, Term

Generator = Callable[[Site], Iterator[Change]]

SMALL: tuple[Generator, ...] = (
    indices.transposed,
    indices.wrong_index,
    numbers.wrong_sign,
    indices.wrong_bound,
    factors.wrong_prime,
    sums.missing_sum,
    factors.extra_factor,
    sums.extra_sum,
    sums.extra_term,
    numbers.wrong_constant,
    numbers.wrong_exponent,
    indices.wrong_layer,
    indices.exchanged,
    indices.as_elsewhere,
)
"""What one edit of the line itself may be, the commonest slips first."""
SUMS_FIRST: tuple[Generator, ...] = (indices.transposed, indices.wrong_index, sums.missing_sum, *SMALL[2:])
"""The same where the side has a letter that the other one lacks."""
LARGE: tuple[Generator, ...] = (
    factors.wrong_variable,
    factors.wrong_factor,
    factors.missing_factor,
    sums.dropped_term,
)
"""What takes a word from elsewhere."""
WHOLE: tuple[Generator, ...] = (
    matrices.transposed,
    numbers.wrong_sign,
    factors.wrong_prime,
    factors.extra_factor,
    indices.wrong_bound,
    sums.extra_sum,
    numbers.wrong_constant,
    sums.extra_term,
    numbers.wrong_exponent,
    indices.wrong_index,
    indices.wrong_layer,
)
"""The same in matrix notation."""
WORDS: tuple[Generator, ...] = (matrices.missing_in_column, matrices.missing_factor, matrices.wrong_variable)
HEAD: tuple[Generator, ...] = (
    indices.transposed,
    indices.wrong_index,
    indices.wrong_layer,
    indices.as_elsewhere,
    factors.wrong_variable,
)
LETTERS: tuple[Generator, ...] = (indices.transposed, indices.as_elsewhere)
"""Edits of a left side that has the letters of another line."""
SECOND: tuple[Generator, ...] = (
    factors.extra_factor,
    sums.missing_sum,
    numbers.wrong_sign,
    sums.extra_sum,
    indices.wrong_bound,
    indices.transposed,
    factors.wrong_prime,
)
"""A second edit, after one that makes the line fit."""
SINGLES = 300
OTHERS = 120
FIRSTS = 16
SUMMED = 8
PAIRED = 6
SECONDS = 40
LEFTS = 6
KEPT = 0.5
"""More of the names of a line stay where several slips are mended."""
PROOFS = 20
"""Candidates that agree at the point, and turn out not to be proved."""


@final
@dataclass(frozen=True, slots=True)
class Mended:
    """A side that makes the claim true, and the edits that lead to it."""

    side: Term
    changes: tuple[Change, ...]
    prover: Prover | None = None
    """What proves it, where the left side is another one, too."""

    @property
    def together(self) -> tuple[Change, ...]:
        """The edits, one factor for another as one."""
        match self.changes:
            case (Change("extra_factor", _, cut, was), Change("missing_factor" | "missing_derivative", side, put, now)):
                splices = None if cut is None or put is None else (*cut, *put)
                return (Change("wrong_variable", side, splices, {"part": was["part"], "true": now["part"]}),)
            case _:
                pass
        return self.changes


@final
@dataclass(frozen=True, slots=True)
class Start:
    """A side after some edits, with its values."""

    changes: tuple[Change, ...]
    site: Site
    sample: Sample


@final
@dataclass
class Budget:
    """What the searches for one line may still try; a side in matrix notation costs more than one with indices."""

    left: int = 1500

    def pays(self, *, whole: bool) -> bool:
        """Whether there is enough left for one more side, which it pays for."""
        self.left -= 5 if whole else 1
        return self.left >= 0


@final
@dataclass
class Search:
    """One side of a claim, changed until the claim is true."""

    site: Site
    prover: Prover
    probe: Probe | None = None
    proofs: int = PROOFS
    budget: Budget = field(default_factory=Budget)
    _firsts: list[tuple[Change, Sample]] = field(default_factory=list)
    """The edits that fit, with the values that they lead to."""
    _guides: dict[Axes, Guide] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether the side is one in matrix notation."""
        return self.prover.rewriting is not None

    def small(self) -> Iterator[Mended]:
        """One edit within the line."""
        usual = WHOLE if self.is_whole else SUMS_FIRST if self.site.free.keys() - self.site.goal.keys() else SMALL
        yield from self.tried(self.site, usual, SINGLES, (), self._firsts)

    def lacking(self) -> Iterator[Mended]:
        """One factor or one term that is left out."""
        sample = self.sample(self.site.side)
        if sample is not None:
            start = Start((), self.site, sample)
            yield from self.told(start, self.guide(start).missing(start.site, sample, terms=True))

    def another(self) -> Iterator[Mended]:
        """Another name."""
        yield from self.tried(self.site, LARGE[:1], OTHERS, (), [])

    def within(self) -> Iterator[Mended]:
        """A term that a factor lacks."""
        sample = self.sample(self.site.side)
        if sample is not None:
            start = Start((), self.site, sample)
            yield from self.told(start, self.guide(start).within(start.site, sample))

    def both(self) -> Iterator[Mended]:
        """Other letters on the left, as the document has them elsewhere, and one edit of the line."""
        claim = self.prover.claim
        if claim is None or self.is_whole:
            return
        known = {bare(part) for piece in self.site.vocabulary.factors for part in references(piece.term)}
        left = replace(self.site, side=claim.left, other=claim.right)
        heads = [each for each in edits(left, LETTERS) if {bare(part) for part in references(each.side)} <= known]
        for change in heads[:LEFTS]:
            site = replace(self.site, other=change.side)
            search = Search(site, self.prover.about(change.side), proofs=self.proofs, budget=self.budget)
            yield from (Mended(each.side, (change, *each.changes), search.prover) for each in search.small())

    def head(self) -> Iterator[Mended]:
        """One edit of the left side of an equation: its letters, or what is differentiated.

        What is zero, or the derivative of a name by itself or of one that nothing defines, is so whatever the line was
        meant to say.
        """
        if isinstance(self.site.other, Num) and self.site.other.value == 0:
            return
        own = [part for part in self.site.parts if isinstance(part, Partial)]
        for found in self.tried(self.site, HEAD, SINGLES, (), []):
            if all(self.says_something(part, own) for part in occurrences(found.side, Partial)):
                yield found

    def says_something(self, found: Partial, own: Sequence[Partial]) -> bool:
        """Whether a derivative is one of those that were written, or of a quantity that the document defines."""
        if any(bare(found) == bare(each) for each in own) or not isinstance(found.of, Ref):
            return True
        names, known = self.site.names, self.prover.judge.book.definitions
        defined = any(each.key == resolved(names, found.of).key for each in known)
        return found.of.key != found.by.key and (defined or any(bare(found.of) == bare(each.of) for each in own))

    def guided(self) -> Iterator[Mended]:
        """What is left out after a first edit, and two factors that are."""
        for start in self.starts():
            guide = self.guide(start)
            agrees = bool(start.changes) and start.sample.agrees and natural(self.site.side, start.changes)
            if agrees and self.proved(start.site.side):
                yield Mended(start.site.side, start.changes)
            if start.changes:
                yield from self.told(start, guide.missing(start.site, start.sample, terms=False))
            yield from self.told(start, guide.missing_two(start.site, start.sample))

    def large(self) -> Iterator[Mended]:
        """Another name, a factor inside of a sum, and two edits within the line."""
        for generator in WORDS if self.is_whole else LARGE[1:]:
            yield from self.tried(self.site, (generator,), OTHERS, (), [])
        starts = [start for start in self.starts() if start.changes]
        for start in starts[:PAIRED]:
            yield from self.tried(start.site, SECOND, SECONDS, start.changes, [])
        for start in [each for each in starts if each.changes[-1].kind == "missing_sum"][:PAIRED]:
            yield from self.tried(start.site, (factors.missing_factor,), OTHERS, start.changes, [])

    # -- what the search goes on from ----------------------------------------------------------------------------

    def starts(self) -> list[Start]:
        """The line, and the line after each first edit that fits; those with the letters of the other side first."""
        own = self.sample(self.site.side)
        starts = [] if own is None else [Start((), self.site, own)]
        starts += [Start((change,), replace(self.site, side=change.side), sample) for change, sample in self._firsts]
        starts.sort(key=_order)
        summed = [found for each in starts[:SUMMED] if (found := self.summed(each)) is not None]
        return sorted([*starts, *summed], key=_order)[:FIRSTS]

    def summed(self, start: Start) -> Start | None:
        """The side summed over the letters that the other side lacks; None where there are none."""
        stray = [letter for letter in start.site.free if letter not in start.site.goal]
        site, changes = start.site, start.changes
        for letter in stray[:2]:
            change = sums.summed(site, site.side, letter)
            site, changes = replace(site, side=change.side), (*changes, change)
        sample = self.sample(site.side) if stray else None
        return None if sample is None else Start(changes, site, sample)

    def guide(self, start: Start) -> Guide:
        """The words of the document at the point, over the letters of a side."""
        if start.sample.axes not in self._guides:
            assert self.probe is not None
            site = replace(start.site, vocabulary=NO_WORDS) if self.is_whole else start.site
            self._guides[start.sample.axes] = Guide(self.probe, site, start.sample)
        return self._guides[start.sample.axes]

    def sample(self, side: Term) -> Sample | None:
        """A changed side at the point; None where it has no value, or enough was tried."""
        claims = self.prover.claims(side) if self.budget.pays(whole=self.is_whole) else ()
        if self.probe is None and claims:
            self.probe = Probe.of(self.prover.judge, claims[0])
        return self.probe.sample(claims[0]) if self.probe is not None and claims else None

    # -- candidates and proofs -----------------------------------------------------------------------------------

    def tried(
        self, site: Site, generators: Iterable[Generator], most: int, before: tuple[Change, ...],
        fitting: list[tuple[Change, Sample]],
    ) -> Iterator[Mended]:  # fmt: skip
        """The edits of some classes that make the claim true; those that fit are noted."""
        for change in islice(edits(site, generators), most):
            sample = self.sample(change.side)
            if sample is None:
                continue
            fitting.append((change, sample))
            changes = (*before, change)
            agrees = sample.agrees or (self.is_whole and self.prover.counts(change.side))
            if agrees and natural(self.site.side, changes) and self.proved(change.side):
                yield Mended(change.side, changes)

    def told(self, start: Start, candidates: Iterable[Change]) -> Iterator[Mended]:
        """Those candidates that are proved."""
        for change in candidates:
            changes = (*start.changes, change)
            if natural(self.site.side, changes) and self.proved(change.side):
                yield Mended(change.side, changes)

    def proved(self, side: Term) -> bool:
        """Whether a candidate is proved; so many are tried."""
        if self.proofs <= 0:
            return False
        self.proofs -= 1
        return self.prover.proves(side)


def natural(written: Term, changes: Sequence[Change]) -> bool:
    """Whether somebody may have made several slips at once: most of the line stays, and nothing is cancelled."""
    if len(changes) < 2:
        return True
    own, now = (Counter(ref.base for ref in references(term)) for term in (written, changes[-1].side))
    kept = sum((own & now).values()) > KEPT * sum(own.values())
    cut = any(change.kind == "extra_term" for change in changes)
    nothing = any(change.kind == "wrong_constant" and change.words.get("part") == "0" for change in changes)
    return kept and not cut and not nothing and not any(change.inverse for change in changes)


def _order(start: Start) -> tuple[int, int, bool]:
    """What a side has to do with the other one: no letters that this one lacks, few edits, nothing cut out."""
    cut = any(change.kind == "extra_factor" for change in start.changes)
    return len(start.sample.axes), len(start.changes) + cut, cut


def edits(site: Site, generators: Iterable[Generator]) -> Iterator[Change]:
    """The edits of some classes, each side once."""
    seen = {bare(site.side)}
    for generator in generators:
        for change in generator(site):
            if (key := bare(change.side)) not in seen:
                seen.add(key)
                yield change
