r"""Lines that definitions refute which their neighbours bear out.

What a document leaves open is taken for what it puts there, or for any smooth function of what it is differentiated by;
a name that only a later section defines is taken for that. By itself this proves lines and refutes none. Where several
other lines of the section are proved by these very definitions, they are what the section means: a line that they
refute is a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import takewhile
from typing import Final, final

from backproof.calculus.outcome import Different
from backproof.calculus.resolve import expand, needed
from backproof.check.doubts.doubt import Doubt
from backproof.check.doubts.finding import Finding, Kind, guarded
from backproof.check.elaboration.builder import Attempt
from backproof.check.judging import implied_sums
from backproof.check.judging.judge import Judge
from backproof.check.review import varying
from backproof.check.review.outcome import Outcome
from backproof.check.review.superfluous import UNKNOWN, Superfluous
from backproof.check.review.varying import FEWEST
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import STATED, TABLE, Entry
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.expr import Definition, IllFormed
from backproof.expr.walk import derivatives
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Unreadable

AS_WRITTEN: Final = TABLE[0]
MEANT: Final = tuple(entry for entry in STATED if not (entry.linked or entry.single or entry.counted))
ENTRIES: Final = (AS_WRITTEN, *(entry for entry in TABLE if entry.linked and not entry.single))


@final
@dataclass(frozen=True)
class Neighbours:
    """The lines of one document, each judged by itself, and what the proved ones rest on."""

    judge: Judge
    lines: Sequence[Line]
    outcomes: Sequence[Outcome]
    resting: dict[tuple[int, Definition], set[int]] = field(default_factory=lambda: defaultdict(set), init=False)
    """The lines of a section that are proved by a definition."""
    naming: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set), init=False)
    """The lines that are proved for all values of a name."""

    def __post_init__(self) -> None:
        for at, (line, outcome) in enumerate(zip(self.lines, self.outcomes, strict=True)):
            sides = outcome.finding.sides
            if outcome.finding.verdict in PROVED and sides is not None and sides.left != sides.right:
                for each in needed(sides.model, sides.left, sides.right):
                    self.resting[line.chapter, each].add(at)
                for name in sides.reached[0] & sides.reached[1]:
                    self.naming[name].add(at)

    def refuted(self) -> Iterator[tuple[int, Claim, Finding]]:
        """The lines left open of which each reading contradicts what others are proved by, each with a claim."""
        shown = {chapter for (chapter, _), proved in self.resting.items() if len(proved) >= FEWEST}
        for at, outcome in enumerate(self.outcomes):
            finding = outcome.finding
            # Where no definition is borne out, neighbours tell at most what a name is not.
            entries = ENTRIES if self.lines[at].chapter in shown else (AS_WRITTEN,)
            if finding.verdict is Verdict.UNCHECKED and finding.kind in UNKNOWN and finding.difference is not None:
                special = self.special(outcome.claims) if finding.kind is Kind.UNDEFINED else frozenset[str]()
                each = (self.judged(claim, entries, special) for claim in outcome.claims)
                refuted = [*takewhile(lambda found: found.verdict is Verdict.WRONG, each)]
                if refuted and len(refuted) == len(outcome.claims):
                    yield at, outcome.claims[0], refuted[0]

    def special(self, claims: Sequence[Claim]) -> frozenset[str]:
        """The names of which a line holds for nothing but special values, in one of its meanings: it is the one that is
        meant, but for the name."""
        every = (sides for claim in claims for sides in self.meanings(claim) if not sides.opaque)
        found = ((name, claims[0], sides) for sides in every for name in self.judge.doubt.unexplained(sides))
        return frozenset(name for name, claim, sides in found if self.superfluous.is_special(claim, name, sides))

    def meanings(self, claim: Claim) -> Iterator[Sides]:
        """The sides of a claim, as it may be meant without more being said."""
        attempt = self.judge.builder.attempt(claim)
        for entry in MEANT:
            try:
                sides = attempt.sides(entry)
            except (Unreadable, IllTyped, IllFormed):
                return
            if sides is not None:
                yield sides

    def judged(self, claim: Claim, entries: Sequence[Entry], special: frozenset[str]) -> Finding:
        """What the definitions that others bear out say of a claim, under the first entry that rests on no other."""
        attempt = self.judge.builder.attempt(claim)
        found = (guarded(partial(self.under, attempt, entry, special)) for entry in entries)
        refuted = next((each for each in found if each.verdict is Verdict.WRONG), None)
        return Finding(Verdict.UNCHECKED) if refuted is None else self.judge.settled(claim, refuted)

    def under(self, attempt: Attempt, entry: Entry, special: frozenset[str]) -> Finding:
        """What one entry of the table says of a claim; ``special`` names vary."""
        claim, sides = attempt.claim, attempt.sides(entry)
        if (
            sides is None
            or sides.opaque
            or (self.may_sum(sides) and not implied_sums.differs(attempt, self.judge.bench))
        ):
            return Finding(Verdict.UNCHECKED)
        resting = [*needed(sides.model, sides.left, sides.right)]
        shown = frozenset(each.symbol.name for each in resting if self.is_borne_out(claim, each))
        if entry is not AS_WRITTEN and any(each.symbol.name not in shown for each in resting):
            return Finding(Verdict.UNCHECKED)
        outcome = self.judge.compared(sides)
        if not isinstance(outcome, Different):
            return Finding(Verdict.UNCHECKED)
        doubt = replace(self.judge.doubt, borne_out=shown | self.beneath(claim, sides))
        for name in doubt.unexplained(sides):
            if name in special or self.superfluous.is_special(claim, name, sides):
                doubt = replace(doubt, borne_out=doubt.borne_out | {name})
        if (resting or isinstance(claim.left, Call)) and self.is_answered(doubt, claim, sides):
            return Finding(Verdict.WRONG, sides=sides, difference=outcome)
        free = self.superfluous.freed(claim, sides, doubt)
        differing = None if free is None else self.judge.compared(free)
        if isinstance(differing, Different):
            return Finding(Verdict.WRONG, sides=free, difference=differing)
        return Finding(Verdict.UNCHECKED)

    def is_answered(self, doubt: Doubt, claim: Claim, sides: Sides) -> bool:
        """Whether nothing else explains a difference; what no derivative has in it once it is carried out, does not."""
        kinds = {kind for kind, said in doubt.doubts(claim, sides) if said}
        if kinds != {Kind.UNDEFINED}:
            return not kinds
        carried = self.carried_out(sides)
        return all(kind is not Kind.UNDEFINED for kind, said in doubt.doubts(claim, carried) if said)

    def carried_out(self, sides: Sides) -> Sides:
        """The sides with their derivatives carried out, and those that errors are defined as."""
        by = {each.by.symbol for each in sides.derivatives()}
        errors = tuple(each for each in sides.model if each.symbol not in by and derivatives(each.body))
        defined = replace(sides.model, definitions=errors)
        sides = replace(sides, left=expand(sides.left, defined), right=expand(sides.right, defined))
        left, model = self.judge.bench.resolved(sides.left, sides.model)
        right, model = self.judge.bench.resolved(sides.right, model)
        slopes = replace(model, definitions=tuple(each for each in model if sides.model.get(each.symbol) is None))
        return replace(sides, left=expand(left, slopes), right=expand(right, slopes))

    def beneath(self, claim: Claim, sides: Sides) -> frozenset[str]:
        """Names of which the defining line is not read, and that no derivative of a claim has in it: of what rests on
        them others hold for any value."""
        book, line = self.judge.book, self.lines[claim.line]
        if line.chain in self.pieces:
            return frozenset()
        unread = {
            name
            for name in sides.reached[0] | sides.reached[1]
            if book.is_missing(name, sides.model)
            and sum(self.lines[at].chapter == line.chapter for at in self.naming[name] - {claim.line}) >= FEWEST
        }
        carried = self.carried_out(sides) if unread else sides
        return frozenset(unread - {symbol.name for side in (carried.left, carried.right) for symbol in side.symbols})

    @cached_property
    def pieces(self) -> frozenset[int | None]:
        """The chains with members that no sign joins: a table of shapes, or formulas beside each other."""
        return frozenset(line.chain for line in self.lines if not line.relation) - {None}

    @cached_property
    def superfluous(self) -> Superfluous:
        """What names would have to be."""
        known = self.lines, self.outcomes
        return Superfluous(self.judge, self.naming, varying.computed(*known), varying.letters(*known))

    def may_sum(self, sides: Sides) -> bool:
        """Whether a letter that the right side alone has may be summed over, as where sums are implied."""
        return self.judge.book.einstein and not sides.right.free <= sides.left.free

    def is_borne_out(self, claim: Claim, definition: Definition) -> bool:
        """Whether other lines of the section are proved by a definition; for a claim before the section that gives it,
        lines before it are: those behind it say nothing of what the name was until then."""
        proved = self.resting[self.lines[claim.line].chapter, definition] - {claim.line}
        known = self.judge.book.candidates(definition.symbol.name, claim.section) if len(proved) >= FEWEST else []
        if known and all(each.section > claim.section and each.line > claim.line for each in known):
            proved = {at for at in proved if at < min(each.line for each in known)}
        return len(proved) >= FEWEST
