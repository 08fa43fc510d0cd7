r"""Newton's steps: ``w \leftarrow w - H^{-1} \nabla L``, where H is the second derivative of L, whatever it is called.

A step is Newton's where the second derivative times it is the negative gradient (Boyd and Vandenberghe, Convex
Optimization, section 9.5.1), perhaps times a rate. One that goes the other way is refuted; other steps by an inverse
may be of another kind, and stay open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from backproof.calculus.outcome import Different
from backproof.check.doubts.finding import Finding
from backproof.check.judging.judge import Judge
from backproof.check.passes.stationary import attempted, losses
from backproof.check.review.outcome import Outcome
from backproof.check.steps.other_rules import CURVATURE
from backproof.check.steps.rates import RATES
from backproof.check.steps.updates import before_step
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import Verdict
from backproof.matrix.values import relettered
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Num, Partial, Plus, Ref, Term, Times, minus
from backproof.read.vocabulary import INVERSE

OPPOSITE: Final = "Newton's step is the opposite one: the second derivative times it is the negative gradient"
OTHER: Final = "j'''"
"""A letter that no line has."""


def settled(document: Document, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with steps by an inverse proved where they are Newton's, and refuted where they are the opposite."""
    pairs = zip(document.lines, outcomes, strict=True)
    return [_held(line, each) if each.finding.reason == CURVATURE else each for line, each in pairs]


def _held(line: Line, outcome: Outcome) -> Outcome:
    judge = outcome.judge
    at = next((at for at, each in enumerate(outcome.lines) if each.span == line.span), None)
    if judge is None or at is None or not _is_inverse(outcome.lines[at]):
        return outcome
    lines = outcome.lines
    if any(map(judge.equal, _sides(lines, at, judge))):
        return replace(outcome, finding=Finding(Verdict.RIGHT))
    for forward, backward in zip(_sides(lines, at, judge), _sides(lines, at, judge, backwards=True), strict=True):
        difference = judge.compared(forward)
        if isinstance(difference, Different) and not forward.opaque and judge.equal(backward):
            return replace(outcome, finding=Finding(Verdict.WRONG, OPPOSITE, sides=forward, difference=difference))
    return outcome


def _is_inverse(line: Line) -> bool:
    found = occurrences(line.side, Big) if line.side is not None else ()
    return isinstance(line.head, Ref) and len(_letters(line.head)) == 1 and any(each.kind == INVERSE for each in found)


def _sides(lines: Sequence[Line], at: int, judge: Judge, *, backwards: bool = False) -> Iterator[Sides]:
    """For each loss and rate: the second derivative times the step, plus the rate times the gradient; and zero."""
    line = lines[at]
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None:
        return
    old, zero = before_step(head), Num(Fraction(0), 0, line.span)
    step = side if head.base.startswith("\\Delta ") else Plus((side, minus(old, line.span)), line.span)
    step = minus(step, line.span) if backwards else step
    rates = [ref for ref in references(side) if ref.base in RATES and not ref.subs]
    for loss in losses(lines, at, judge):
        for factors in ((), *((rate,) for rate in rates)):
            claim = Claim(_left(loss, old, step, factors), zero, (), line.section, at, lowered=True)
            if (sides := attempted(claim, judge)) is not None:
                yield sides


def _left(loss: Term, old: Ref, step: Term, factors: tuple[Ref, ...]) -> Term:
    (letter,) = _letters(old)
    span, other = step.span, {letter: OTHER}
    slope = Partial(loss, old, span)
    second = Partial(slope, replace(old, subs=tuple(other.get(each, each) for each in old.subs)), span)
    turned = Big("sum", OTHER, None, None, (), Times((second, relettered(step, other)), span), span)
    return Plus((turned, Times((*factors, slope), span) if factors else slope), span)


def _letters(ref: Ref) -> list[str]:
    return [each for each in ref.subs if len(each.rstrip("'")) == 1]
