"""Lines judged by the numbers of the document, beside what is proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backproof.calculus.bench import Bench
from backproof.check.definitions import families
from backproof.check.doubts.finding import Kind
from backproof.check.interpretation.conventions import Court, Judged
from backproof.check.interpretation.recount import Recount
from backproof.check.layers import steps
from backproof.check.layers.step_rules import Recurrences
from backproof.check.numbers import is_constant
from backproof.check.numbers.derivatives import BY_DEFINITIONS
from backproof.check.passes import partly_in_numbers
from backproof.check.passes.proving import proved
from backproof.check.prepared import Prepared, at_point
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import REFUTED, Role, Verdict
from backproof.read.document import Document


def taken(document: Document, ready: Prepared, bench: Bench) -> Judged:
    """Each line judged by proof and by the numbers of the document."""
    return numbered(document, proved(document, ready, bench), bench)


def numbered(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is proved, with what the numbers of the document say."""
    outcomes = partly_in_numbers.settled(document.lines, judged.outcomes, partial(recounted, document, judged, bench))
    judged = replace(judged, outcomes=outcomes)
    plain = replace(document, lines=tuple(map(steps.refused, document.lines)))
    rules = Recurrences(document.lines)
    worked = Court.of(plain, bench).worked(judged.convention, _refuted(document, judged.outcomes), rules).outcomes()
    outcomes = [_together(outcome, worked.get(at)) for at, outcome in enumerate(judged.outcomes)]
    return replace(judged, outcomes=outcomes)


def _refuted(document: Document, outcomes: Sequence[Outcome]) -> dict[int, Verdict]:
    """The formulas that are refuted: a number that comes from one follows."""
    wrong = (at for at, outcome in enumerate(outcomes) if outcome.finding.verdict is Verdict.WRONG)
    sides = ((at, document.lines[at].side) for at in wrong)
    return {at: Verdict.FOLLOWS for at, side in sides if side is not None and not is_constant(side)}


def _together(proved: Outcome, worked: Outcome | None) -> Outcome:
    """What the numbers say of a line goes before what a proof for all values says, unless that proves it."""
    if worked is None:
        return proved
    # A definition is right where nothing speaks against it: that its value has another shape does.
    shown = worked.finding.counterexample
    shaped = proved.role is Role.DEFINITION and shown is not None and isinstance(shown.written, str)
    # A step without its rate is proved as another rule, and the numbers behind it tell which is meant.
    ruled = worked.role is Role.UPDATE and proved.finding.verdict not in REFUTED
    refuted = worked.finding.verdict in REFUTED and not (shaped or ruled)
    # So is a number that a derivative has by the lines that are read alone.
    unseen = proved.finding.kind is Kind.UNREAD and proved.finding.held
    if unseen and worked.finding.reason == BY_DEFINITIONS:
        return proved
    if worked.role is Role.UPDATE and refuted:
        # Refuted by both, it is refuted in every part of the document.
        return replace(proved, finding=replace(proved.finding, kind=Kind.BY_NUMBERS))
    return proved if refuted and proved.finding.verdict is Verdict.RIGHT else worked


def recounted(document: Document, judged: Judged, bench: Bench) -> Recount:
    """What says of a line in the place of another one what the numbers of the document say of it."""
    plain = replace(document, lines=tuple(map(steps.refused, map(at_point, document.lines))))
    court = Court.of(plain, bench)
    rules = Recurrences(document.lines)
    begun = partial(court.worked, judged.convention, _refuted(document, judged.outcomes), rules)
    return Recount(begun, lambda line: families.lettered((steps.refused(at_point(line)),), court.names)[0])
