"""What the lines of a document say of each other, once each of them was judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, final

from backproof.check.doubts.finding import Finding
from backproof.check.gradients import hats
from backproof.check.judging.heads import Heads
from backproof.check.judging.judge import Judge
from backproof.check.judging.redefinitions import Again, Definer
from backproof.check.review import (
    between,
    borne_out,
    bounds,
    lone,
    lost_sigmoids,
    lost_signs,
    lost_slopes,
    meant,
    members,
    miscounted,
    misdefined,
    misnamed,
    misshapen,
    restated,
    reworded,
    squares,
    unborne,
    units,
)
from backproof.check.review.follows import Carried
from backproof.check.review.outcome import Outcome, assuming
from backproof.check.samples import own_loss
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, REFUTED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Term

CUSTOMS: Final[Mapping[str, Callable[[Sequence[tuple[str, ...]]], bool]]] = {
    hats.UNSAID: hats.is_usual,
    own_loss.UNSAID: own_loss.is_usual,
}
"""What a document may do throughout: what is said where it may not, and whether its proved lines show that it does."""


@final
@dataclass(frozen=True)
class Review:
    """The lines of one document, each judged by itself.

    ``doubtful`` are second definitions by their lines, with the ones before; ``customary`` are lines that need a custom
    of the document, such as leaving hats out: which, and what they are where it has it. ``settled`` and ``spared``
    leave what is refuted open where another definition may be meant.
    """

    judge: Judge
    lines: Sequence[Line]
    heads: Heads
    again: Again
    doubtful: Mapping[int, tuple[Definer, Definer]]
    customary: Mapping[int, tuple[str, Outcome]]
    settled: Callable[[Claim, Finding], Finding]
    spared: Callable[[int, Line, Outcome], Outcome]

    def reviewed(self, found: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes with what each step makes of those of the step before."""
        lines, judge = self.lines, self.judge
        found = _with(found, self._confirmed(found))
        found = _with(found, self._per_unit(found))
        found = self._as_is_usual(found)
        found = _with(found, lone.reopened(lines, _findings(found)))
        granted = meant.meant(lines, _findings(found))
        found = _with(found, {**granted, **lost_sigmoids.mended(lines, _findings(found), granted, judge)})
        found = _with(found, miscounted.disputed(lines, _findings(found), judge, self.heads.opening))
        found = _with(found, self._mended(found))
        found = _with(found, self._with_signs(found))
        found = _with(found, self._as_named(found))
        found = _with(found, lost_slopes.refuted(lines, _findings(found), judge))
        found = _with(found, members.judged(lines, _findings(found), judge))
        named = between.refuted(lines, found)
        found = [named.get(at, outcome) for at, outcome in enumerate(found)]
        carried = Carried(judge, lines, self.heads.opening, self._meant)
        found = _with(found, carried.found(_findings(found), [each.claims for each in found]))
        found = _with(found, reworded.carried(lines, found, judge))
        found = _with(found, unborne.reopened(lines, found))
        found = _with(found, restated.reopened(found, judge))
        found = self._by_neighbours(found)
        shapeless = misshapen.refuted(lines, found)
        return [shapeless.get(at, outcome) for at, outcome in enumerate(found)]

    def _by_neighbours(self, found: list[Outcome]) -> list[Outcome]:
        """The outcomes with the lines refuted that contradict what others are proved by."""
        known = (self.judge, self.lines, found)
        refuted = (each(*known).refuted() for each in (borne_out.Neighbours, bounds.Bounds, squares.Squares))
        for at, claim, finding in [*chain.from_iterable(refuted)]:
            outcome = replace(found[at], finding=self.settled(claim, finding))
            found[at] = outcome if self.spared(at, self.lines[at], outcome).finding.verdict in REFUTED else found[at]
        return found

    def _confirmed(self, found: Sequence[Outcome]) -> Mapping[int, Finding]:
        """Second definitions with which lines behind them are proved."""
        verdicts = [each.finding.verdict for each in found]
        assumed = {at: self.lines[at].assumes for at in self.doubtful}
        return {
            at: Finding(Verdict.RIGHT_IF if assumed[at] else Verdict.RIGHT, "", assumed[at])
            for at, (own, before) in self.doubtful.items()
            if self.again.is_confirmed(own, before, verdicts)
        }

    def _per_unit(self, found: Sequence[Outcome]) -> Mapping[int, Finding]:
        """Definitions with names of which other lines need one entry for each unit."""
        return {
            at: Finding(Verdict.RIGHT_IF, "", (f"{names} has one entry for each unit",))
            for at, names in units.read_with(_findings(found), self.judge.book).items()
            if at >= 0 and found[at].finding.verdict is Verdict.RIGHT
        }

    def _as_is_usual(self, found: Sequence[Outcome]) -> list[Outcome]:
        """The lines that need a custom of the document, where its other lines show that it has it."""
        proved = [each.assumes for each in _findings(found) if each.verdict in PROVED]
        usual = {custom for custom, is_usual in CUSTOMS.items() if is_usual(proved)}
        known = {at: outcome for at, (custom, outcome) in self.customary.items() if custom in usual}
        return [known.get(at, outcome) for at, outcome in enumerate(found)]

    def _mended(self, found: Sequence[Outcome]) -> Mapping[int, Finding]:
        """Errors that a slip defines, and the lines that hold by what it should say."""
        findings, claims = _findings(found), [each.claims for each in found]
        said: dict[int, Finding] = {}
        for mended in misdefined.mended(self.lines, findings, self.judge, self.heads.opening):
            said |= {**mended.findings, **dict(mended.updates(findings, claims, self.judge))}
        changed = ((at, replace(found[at], finding=finding)) for at, finding in said.items())
        return {at: assuming(outcome, self.lines[at].assumes).finding for at, outcome in changed}

    def _with_signs(self, found: Sequence[Outcome]) -> Mapping[int, Finding]:
        """Cross-entropies that lost their minus, and the lines that hold with it."""
        if not any(line.said.entropy for line in self.lines):
            return {}
        definitions = {each.line: each for each in self.judge.book.definitions}
        claims = [each.claims for each in found]
        return lost_signs.mended(self.lines, _findings(found), claims, definitions, self.judge)

    def _as_named(self, found: Sequence[Outcome]) -> Mapping[int, Finding]:
        """Functions that are not those which the words name, and the lines that hold with these."""
        if not any(line.said.function for line in self.lines):
            return {}
        return misnamed.mended(self.lines, _findings(found), [each.claims for each in found], self.judge)

    def _meant(self, at: int, head: Term) -> list[Term]:
        return [each.term for each in self.heads.meanings(at, head)]


def _findings(outcomes: Sequence[Outcome]) -> list[Finding]:
    return [each.finding for each in outcomes]


def _with(outcomes: Sequence[Outcome], said: Mapping[int, Finding]) -> list[Outcome]:
    """The outcomes with other findings for some lines."""
    return [replace(each, finding=said[at]) if at in said else each for at, each in enumerate(outcomes)]
