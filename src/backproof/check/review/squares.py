r"""Letters that run over two ranges: refuted where a line is wrong for square matrices, too.

The j of ``\partial z_i/\partial x_j = W_{ji}`` runs over the inputs, and in the place of the units. Beside rows and
columns of matrices such ranges are not sure, so the line is left open by itself. Where three other lines of the chapter
are proved with each array whose letters clash, its ranges are what these lines say. The line is a slip if it holds in
no reading even where both ranges are one: no shape is left then that would make it right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.check.doubts.finding import Finding, Kind
from backproof.check.indices.letters import Use, uses
from backproof.check.indices.ranges import Ranges
from backproof.check.judging.judge import Judge
from backproof.check.review.outcome import Outcome
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.expr import Range
from backproof.read.lines import Line


@final
@dataclass(frozen=True)
class Squares:
    """The lines of one document, each judged by itself."""

    judge: Judge
    lines: Sequence[Line]
    outcomes: Sequence[Outcome]

    def refuted(self) -> Iterator[tuple[int, Claim, Finding]]:
        """The lines with letters of two ranges that are wrong whether these differ or not, each with a claim."""
        if self.judge.book.einstein:
            return
        for at, outcome in enumerate(self.outcomes):
            if outcome.finding.kind is Kind.LOOSE_RANGES and outcome.claims:
                found = [self.contradicted(claim) for claim in outcome.claims]
                if found[0] is not None and all(found):
                    yield at, outcome.claims[0], replace(found[0], reason=outcome.finding.reason)

    def contradicted(self, claim: Claim) -> Finding | None:
        """What refutes a claim where the ranges of each of its letters are one; None where nothing does."""
        clashes = self.clashes(claim)
        arrays = frozenset(use.key for clash in clashes for use in clash)
        loose = claim.whole or claim.hedge or claim.conditions or arrays & self.judge.builder.symmetric
        if not clashes or loose or not self.is_borne_out(claim, arrays):
            return None
        joined = self.judge.book.ranges
        for clash in clashes:
            joined = _joined(joined, [joined.of(use.key, use.slot) for use in clash])
        book = replace(self.judge.book, ranges=joined, _built={})
        builder, doubt = replace(self.judge.builder, book=book), replace(self.judge.doubt, book=book)
        finding = replace(self.judge, book=book, builder=builder, doubt=doubt).claim(claim)
        if finding.verdict is not Verdict.WRONG and not self.are_apart(claim, finding):
            return None
        written, true = (self.judge.book.ranges.of(use.key, use.slot) for use in (clashes[0][-1], clashes[0][0]))
        shown = (f"{clashes[0][0].letter} over {self.judge.book.ranges.describe(each)}" for each in (written, true))
        return Finding(Verdict.WRONG, counterexample=Counterexample({}, *shown), claim=claim)

    def clashes(self, claim: Claim) -> list[list[Use]]:
        """The places of each letter that stands for two ranges, one for each of these."""
        ranges = self.judge.book.ranges
        places: defaultdict[tuple[str, object], dict[Range, Use]] = defaultdict(dict)
        for term in (claim.left, claim.right):
            for use in uses(term, self.judge.book.names):
                if isinstance(use, Use) and isinstance(use.letter, str):
                    places[use.letter, use.binder].setdefault(ranges.of(use.key, use.slot), use)
        return [[*found.values()] for found in places.values() if len(found) > 1]

    def are_apart(self, claim: Claim, finding: Finding) -> bool:
        """Whether letters that may be the same leave a finding open, though each has a range of its own at first."""
        names, ranges = self.judge.book.names, self.judge.book.ranges
        places = (use for term in (claim.left, claim.right) for use in uses(term, names) if isinstance(use, Use))
        first = {use.letter: ranges.of(use.key, use.slot) for use in reversed([*places]) if use.binder is None}
        return finding.kind is Kind.SAME_LETTERS and len(set(first.values())) == len(first)

    def is_borne_out(self, claim: Claim, arrays: frozenset[str]) -> bool:
        """Whether enough other lines of the chapter are proved with each of these arrays."""
        chapter, counts = self.lines[claim.line].chapter, dict.fromkeys(arrays, 0)
        for at, outcome in enumerate(self.outcomes):
            sides = outcome.finding.sides
            if at != claim.line and self.lines[at].chapter == chapter and outcome.finding.verdict in PROVED and sides:
                for name in arrays & (sides.reached[0] | sides.reached[1]):
                    counts[name] += 1
        return min(counts.values()) >= FEWEST


def _joined(ranges: Ranges, same: Sequence[Range]) -> Ranges:
    """The ranges with these as one: the one of them that lines give an end."""
    first, names = max(same, key=lambda each: ranges.extents[each.name].last is not None), {each.name for each in same}
    slots = {slot: first if each in same else each for slot, each in ranges.slots.items()}
    always = {letter: first if each in same else each for letter, each in ranges.always.items()}
    return replace(
        ranges, slots=slots, always=always, distinct=frozenset(each for each in ranges.distinct if each != names)
    )
