r"""Sums with bounds that contradict those of proved lines.

``\sum_{i=1}^n`` over what other lines sum to m is left open: authors have two letters for one number. Where three other
lines of the chapter are proved with sums to m over the same range, or by definitions that have them, none has the other
bound, and n is the end of another range, one element too far or no number at all, the bound is a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, final

from backproof.calculus.resolve import needed
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.indices.forest import Extent
from backproof.check.indices.letters import Use, bound_of, number, uses
from backproof.check.judging.judge import Judge
from backproof.check.review.outcome import Outcome
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Counterexample, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Big, Ref, Term

OPEN: Final = frozenset({Kind.BOUND, Kind.LOOSE_RANGES})
"""Why lines with such sums are left open."""


@final
@dataclass(frozen=True)
class Bounds:
    """The sums of one document by the ranges that they are over, with the lines in which they stand."""

    judge: Judge
    lines: Sequence[Line]
    outcomes: Sequence[Outcome]
    written: dict[tuple[str, Extent], set[int]] = field(default_factory=lambda: defaultdict(set), init=False)

    def refuted(self) -> Iterator[tuple[int, Claim, Finding]]:
        """The lines left open for a bound that others contradict, each with a claim."""
        asked = [(at, each) for at, each in enumerate(self.outcomes) if each.finding.kind in OPEN and each.claims]
        if not asked or self.judge.book.einstein:
            return
        for at, line in enumerate(self.lines):
            for term in line.sides:
                for _, range_, extent in self.sums(term):
                    self.written[range_, extent].add(at)
        for at, outcome in asked:
            found = [self.contradicted(claim) for claim in outcome.claims if not (claim.hedge or claim.conditions)]
            if len(found) == len(outcome.claims) and found[0] is not None and all(found):
                yield at, outcome.claims[0], found[0]

    def sums(self, term: Term) -> Iterator[tuple[Big, str, Extent]]:
        """The sums of a term that have both bounds, each with the name of its range."""
        book = self.judge.book
        for big in occurrences(term, Big):
            first, last = number(big.lower), bound_of(big.upper)
            if first is not None and last is not None:
                found = (use for use in uses(big.body, book.names, (big,)) if isinstance(use, Use))
                over = {book.ranges.of(use.key, use.slot).name for use in found if use.binder is big}
                if len(over) == 1:
                    yield big, over.pop(), Extent(first, last)

    def contradicted(self, claim: Claim) -> Finding | None:
        """What refutes a claim for one of its bounds; None where nothing does."""
        for term in (claim.left, claim.right):
            for big, range_, own in self.sums(term):
                usual = self.judge.book.ranges.extents[range_]
                if own != usual and self.is_borne_out(claim, range_, usual, own) and self.is_slip(range_, own, usual):
                    written = f"{big.letter} = {own.first}..{own.last}"
                    true = f"{big.letter} = {usual.first}..{usual.last}"
                    reason = f"the sum is over {written}, and in the other lines, which are proved, over {true}"
                    return Finding(Verdict.WRONG, reason, counterexample=Counterexample({}, written, true))
        return None

    def is_borne_out(self, claim: Claim, range_: str, usual: Extent, own: Extent) -> bool:
        """Whether enough other lines of the chapter are proved with the usual bounds, and none has those of a claim.

        What is proved by a definition with such bounds is proved with them.
        """
        chapter, written = self.lines[claim.line].chapter, self.written[range_, usual] - {claim.line}
        defined = {each.key for each in self.judge.book.definitions if each.line in written}
        near = sum(
            self.lines[at].chapter == chapter and (at in written or bool(defined & self.resting(each.finding)))
            for at, each in enumerate(self.outcomes)
            if at != claim.line and each.finding.verdict in PROVED
        )
        return near >= FEWEST and self.written[range_, own] <= {claim.line}

    @staticmethod
    def resting(finding: Finding) -> frozenset[str]:
        """The names of the definitions by which a line is proved."""
        sides = finding.sides
        found = () if sides is None else needed(sides.model, sides.left, sides.right)
        return frozenset(each.symbol.name for each in found)

    def is_slip(self, range_: str, own: Extent, usual: Extent) -> bool:
        """Whether bounds are no other way to write the usual ones."""
        match own, usual:
            case Extent(int() as first, last), Extent(int() as begins, end) if last == end:
                return first < begins
            case Extent(first, str() as last), Extent(begins, str() as end) if first == begins:
                if last.removesuffix("-1") == end.removesuffix("-1"):
                    # Of K classes one is often left out; those from 0 to K - 1 are all of them.
                    return begins == 0 and end == f"{last}-1"
                return self.is_of_another(range_, last) or self.is_no_number(last)
            case _:
                return False

    def is_of_another(self, range_: str, last: str) -> bool:
        """Whether a bound is the usual one of another range, and no line says that it is any other one."""
        ranges = self.judge.book.ranges
        others = {name for name, extent in ranges.extents.items() if extent.last == last} - {range_}
        lines = {at for (name, extent), found in self.written.items() for at in found if name in others}
        named = last.removesuffix("-1")
        told = any(
            isinstance(line.head, Ref) and isinstance(line.side, Ref) and named in {line.head.key, line.side.key}
            for line in self.lines
        )
        # c_i may be a sum over all j up to i.
        return bool(lines) and not told and named not in self.judge.book.ranges.letters.values()

    def is_no_number(self, last: str) -> bool:
        """Whether a bound is a quantity that the document differentiates."""
        return any(last == name.removeprefix("\\") for pair in self.judge.book.differentiated for name in pair)
