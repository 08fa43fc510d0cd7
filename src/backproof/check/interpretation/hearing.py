"""A line heard against the equations that it may continue: its own head, that of its chain, or those before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import final

from backproof.check.doubts.finding import Finding, Kind, guarded, says_more
from backproof.check.doubts.hedges import OWN_NAME, hands_on, hedge
from backproof.check.elaboration.where import ORDERS
from backproof.check.judging.disputes import Disputes
from backproof.check.judging.heads import Head, Heads
from backproof.check.judging.judge import Judge
from backproof.check.judging.redefinitions import Again
from backproof.check.names import sampling
from backproof.check.review.outcome import Outcome, assuming
from backproof.check.steps import penalties
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Compare, Ref
from backproof.records import dataclass, replace

ANOTHER_FUNCTION = "it holds for the function of the document, and not for the one that the words name"
IN_A_CASE = "it holds on one side of a kink, and the words beside it speak of a case, which is not read"
FOR_A_LABEL = "it holds for one value of a label, of which the words beside it may speak"
NO_CHAIN = "this expression continues no equation of its section"


@final
@dataclass(frozen=True, slots=True)
class Hearing:
    """The lines of one document, with the equations that are open at each; ``unchecked`` are those left open so far.

    ``proving``: it is asked only what is proved, and not whether what is refuted turns on a definition.
    """

    judge: Judge
    lines: Sequence[Line]
    heads: Heads
    again: Again
    disputes: Disputes
    unchecked: set[int]
    proving: bool = False

    def best(self, at: int, line: Line, heads: list[Head]) -> Outcome:
        """The first head that proves the line; else the finding against the head that fits best."""
        own = line.head is not None or (line.chain is not None and line.chain in self.heads.opening)
        first: Outcome | None = None
        stays: Outcome | None = None
        disputed = False
        refuting = heads[0].term
        claims = [self.claim(at, line, head) for head in heads]
        for head, claim in zip(heads, claims, strict=True):
            finding = self.against(head, claim)
            if finding.verdict in PROVED:
                return Outcome(head.role, finding)
            if finding.held:
                stays = stays or Outcome(head.role, finding)
                continue
            # What fits one equation badly may continue another one that is not determined, with the same letters.
            upgrades = own or self.heads.letters(head.term) >= self.heads.letters(refuting)
            # What a step by its own loss leaves open is refuted by no loss of another section.
            unknown = first is not None and (first.finding.sides is None or first.finding.kind is Kind.UNDETERMINED)
            distant = unknown and head.role is Role.UPDATE and bool(head.needs)
            refutes = upgrades and not disputed and not head.part and not distant
            if first is None or (refutes and says_more(finding, first.finding)):
                first, refuting = Outcome(head.role, self.settled(claim, finding)), head.term
                # What holds of this head under another definition is no slip because another head is far from it.
                disputed = finding.verdict is Verdict.WRONG and first.finding.verdict is Verdict.UNCHECKED
        if stays is not None:
            return stays
        assert first is not None
        if first.finding.verdict is not Verdict.WRONG:
            within = self.proved_within(at, line, heads) if first.finding.verdict is Verdict.UNCHECKED else None
            return within or replace(first, claims=tuple(claims))
        if line.case is not None and (outcome := self.in_its_case(at, line, line.case, heads)) is not None:
            return outcome
        if line.said.in_case and not line.conditions and self.judge.on_some_side(first.finding):
            return replace(first, finding=Finding(Verdict.UNCHECKED, IN_A_CASE, sides=first.finding.sides, held=True))
        if line.said.of_pairs and self.judge.for_some_label(first.finding):
            return replace(first, finding=Finding(Verdict.UNCHECKED, FOR_A_LABEL, sides=first.finding.sides, held=True))
        guessed = not line.relation and (not line.display or isinstance(refuting, Ref))
        if not own and (self.follows_unread(at) or guessed):
            return Outcome(first.role, Finding(Verdict.UNCHECKED, NO_CHAIN, kind=Kind.NO_CHAIN))
        return replace(first, claims=tuple(claims))

    def claim(self, at: int, line: Line, head: Head) -> Claim:
        """What a line says of a head."""
        assert line.side is not None
        one = sampling.of_one(head.term, line.side) if head.role is Role.UPDATE else ""
        if head.role is Role.UPDATE and not one:
            one = penalties.instead_of_loss(head.term, line.side, self.heads.rules)
        opening = self.heads.opening.get(line.chain) if line.head is None else None
        handed = "" if opening is None else hands_on(self.lines[opening], line)
        hedged = ("" if self.is_equation(at, line) else hedge(line)) or one or handed
        whole = line.whole or (line.head is None and head.whole)
        return Claim(head.term, line.side, line.conditions, line.section, at, hedged, line.lowered, whole)

    def against(self, head: Head, claim: Claim) -> Finding:
        """The finding of a claim about a head, which may leave what is proved open or need a reading of its own."""
        finding = guarded(partial(self.judge.claim, claim, head.table, proving=self.proving))
        if head.stays and finding.verdict in PROVED:
            return Finding(Verdict.UNCHECKED, head.stays, sides=finding.sides, held=True)
        sides = finding.sides if finding.verdict in PROVED else None
        if sides is not None and (unfit := self.unfit(claim, sides)):
            return Finding(Verdict.UNCHECKED, f"it rests on {unfit}, of which the shapes do not fit", sides=sides)
        if sides is not None and self.again.is_of_another(claim, sides):
            return Finding(Verdict.UNCHECKED, ANOTHER_FUNCTION, sides=sides, held=True)
        if head.needs and finding.verdict in PROVED:
            return replace(finding, verdict=Verdict.RIGHT_IF, assumes=(*finding.assumes, head.needs))
        if head.needs and finding.held:
            return replace(finding, assumes=(*finding.assumes, head.needs))
        return finding

    def unfit(self, claim: Claim, sides: Sides) -> str:
        """The names on which a claim rests and whose definitions have shapes that do not fit."""
        found = (self.judge.book.in_scope(each.symbol.name, claim.section, claim.line) for each in sides.model)
        written = (each for each in found if each is not None and 0 <= each.line < len(self.lines))
        return ", ".join(sorted({each.key for each in written if self.lines[each.line].misfit}))

    def in_its_case(self, at: int, line: Line, case: Compare, heads: list[Head]) -> Outcome | None:
        """A refuted line in the case that its section was last in; None where that does not prove it."""
        outcome = self.best(at, replace(line, conditions=(*line.conditions, case), case=None), heads)
        if case.relation in ORDERS:
            return outcome
        if outcome.finding.verdict not in PROVED:
            return None
        return assuming(outcome, ("it is still the case of indices that the text spoke of before",))

    def proved_within(self, at: int, line: Line, heads: list[Head]) -> Outcome | None:
        """An open line that is proved for the values that the words before it speak of, ``for $z > 0$``."""
        if line.case is None or line.case.relation not in ORDERS:
            return None
        outcome = self.in_its_case(at, line, line.case, heads)
        return outcome if outcome is not None and outcome.finding.verdict in PROVED else None

    def is_equation(self, at: int, line: Line) -> bool:
        """Whether a line with its name on both sides is an equation that goes on: what is assigned ends there."""
        goes_on = line.chain is not None and any(each.chain == line.chain for each in self.lines[at + 1 : at + 2])
        return goes_on and line.head is not None and line.relation == "=" and hedge(line) == OWN_NAME

    def follows_unread(self, at: int) -> bool:
        """Whether the equation just before, which a line would continue, is not read: it continues no other one.

        An expression beside that equation may be what goes on, too: ``u + v \\Rightarrow a = b``, and ``= c`` below.
        """
        before = next((near for near in range(at - 1, -1, -1) if self.lines[near].relation), None)
        if before is None or before in self.unchecked:
            return before is not None
        beside = self.lines[before - 1] if before else self.lines[before]
        return not beside.relation and beside.section == self.lines[at].section and before - 1 in self.unchecked

    def settled(self, claim: Claim, finding: Finding) -> Finding:
        """Before ``wrong`` is said: a verdict that turns on which definition is meant is unchecked."""
        if finding.verdict is Verdict.WRONG and (meant := self.again.meant(claim) or self.again.spoken(claim)):
            return replace(finding, verdict=Verdict.RIGHT_IF, reason="", assumes=(f"the function meant is {meant}",))
        if finding.kind is Kind.UNDEFINED:
            key = self.disputes.disputed(claim)
            said = (f"{key} is what another line says",)
            return replace(finding, verdict=Verdict.RIGHT_IF, reason="", kind=None, assumes=said) if key else finding
        key = self.disputes.disputed(claim) if finding.verdict is Verdict.WRONG and not self.proving else ""
        return (
            replace(finding, verdict=Verdict.UNCHECKED, reason=f"it depends on which definition of {key} is meant")
            if key
            else finding
        )
