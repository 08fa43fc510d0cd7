r"""Sums over letters that none of their terms has: another sum inside binds them, or they are given.

``\sum_i \sum_i y_i`` adds one number as often as i has values. Without the outer sum a line may be proved; then it
holds for a single value of the letter, and for no more. A sum over samples that are not written has another letter: a
letter of both would be that of the sum inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.indices.unnamed import free
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.instead import is_open, openings, put_in
from backproof.check.verdicts.verdict import Verdict
from backproof.read.document import Document
from backproof.read.terms.rewriting import alike, occurrences, rebuilt
from backproof.read.terms.terms import Big, Num, Partial, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

TERMS: Final = 2
"""So many equal terms a sum is shown with."""


@final
@dataclass(frozen=True, slots=True)
class Idle:
    """A sum over a letter that no term has, and the side that it stands in."""

    sum: Big
    side: Term

    @property
    def without(self) -> Term:
        """The side with one term in the place of the sum."""
        return _put(self.side, self.sum, self.sum.body)

    @property
    def shown(self) -> Term:
        """The side with several equal terms in the place of the sum."""
        number = Num(Fraction(TERMS), 0, self.sum.span)
        return _put(self.side, self.sum, Times((number, self.sum.body), self.sum.span))


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that hold where a sum has a single term."""
    lines, outcomes = document.lines, list(judged.outcomes)
    heads = openings(lines)
    asked: dict[int, Idle] = {}
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        idle = next(_idle(line.side, heads[at]), None) if line.side is not None else None
        if idle is not None and is_open(line, outcome):
            asked[at] = idle
    if not asked:
        return judged
    found = put_in(document, {at: idle.without for at, idle in asked.items()}, judged, bench)
    proved = {at: asked[at].shown for at, several in found.items() if all(each.is_right for each in several)}
    parts = {at: found[at][0].part for at in proved if found[at][0].part}
    for at, several in put_in(document, proved, judged, bench, parts).items() if proved else ():
        findings = [each.outcome.finding for each in several if each.outcome.finding.difference is not None]
        if findings:
            letter = asked[at].sum.letter
            said = f"no term of the sum over {letter} has {letter}, and with {TERMS} of them"
            finding = replace(findings[0], verdict=Verdict.WRONG, reason="", kind=None)
            outcomes[at] = replace(outcomes[at], finding=finding, claims=(), instances=(), network=said)
    return replace(judged, outcomes=outcomes)


def _idle(side: Term, head: Term | None) -> Iterator[Idle]:
    """The sums of a side that none of their terms depends on, where no sum over samples is meant.

    That has a letter of its own, and what is no loss has none: its letter may be bound anywhere inside, or be one of
    the head.
    """
    unit = _is_of_unit(head)
    taken = free(head) if unit and head is not None else frozenset[str]()
    for big in occurrences(side, Big):
        if big.kind != "sum" or not big.letter or big.conditions or big.letter in free(big.body):
            continue
        inside = [each for each in occurrences(big.body, Big) if each.letter == big.letter and _fits(big, each)]
        if big.body in inside or (unit and (inside or big.letter in taken)):
            yield Idle(big, side)


def _fits(outer: Big, inner: Big) -> bool:
    """Whether a sum has no bounds, or those of the one inside."""
    pairs = ((outer.lower, inner.lower), (outer.upper, inner.upper))
    return all(own is None or (other is not None and alike(own, other)) for own, other in pairs)


def _is_of_unit(head: Term | None) -> bool:
    """Whether a head is the derivative of one unit, and not of the loss of one sample."""
    match head:
        case Partial(of=Ref(base=base, subs=subs)):
            return bool(subs) and base not in LOSS_LETTERS | QUANTITY_WORDS
        case _:
            return False


def _put(term: Term, part: Term, instead: Term) -> Term:
    return instead if term is part else rebuilt(term, lambda each: _put(each, part, instead))
