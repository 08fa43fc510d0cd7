r"""Derivatives by what is computed from what they are of, in lines that are right with another variable.

Where ``s = \sigma(x)``, no line of a chain rule by x has ``\partial (w x)/\partial s`` in it: w x does not come from s,
but s from x. The derivative is no quantity of its own then, as others are that a document leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.chain_rules import Said
from backproof.check.passes.instead import is_open, openings, put_in
from backproof.check.verdicts.verdict import Verdict
from backproof.read.document import Document
from backproof.read.terms.rewriting import bare, occurrences, rebuilt, references
from backproof.read.terms.terms import Num, Partial, Ref, Term

MOST: Final = 3
"""So many other variables are tried."""


@final
@dataclass(frozen=True, slots=True)
class Reversed:
    """A derivative in a side that is by what comes from it."""

    part: Partial
    side: Term
    variables: Sequence[Ref]
    """What it may be by."""

    def by(self, variable: Ref) -> Term:
        """The side with the derivative by another variable."""
        return _put(self.side, self.part, replace(self.part, by=variable))

    @property
    def vanished(self) -> Term:
        """The side without the derivative: what does not come from a variable does not vary with it."""
        return _put(self.side, self.part, Num(Fraction(0), 0, self.part.span))


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that are right with another variable in such a derivative."""
    lines, outcomes = document.lines, list(judged.outcomes)
    open_ = [
        at
        for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True))
        if is_open(line, outcome) and line.side is not None and any(True for _ in occurrences(line.side, Partial))
    ]
    if not open_:
        return judged
    said, heads = Said(lines, coupled=False, declared=document.declared), openings(lines)
    found = ((at, next(_reversed(lines[at].side, heads[at], said), None)) for at in open_)
    asked = {at: each for at, each in found if each is not None}
    right = _right(document, asked, judged, bench)
    vanished = {at: asked[at].vanished for at in right}
    for at, several in put_in(document, vanished, judged, bench).items() if vanished else ():
        findings = [each.outcome.finding for each in several if each.outcome.finding.difference is not None]
        if findings:
            part = asked[at].part
            told = f"what is differentiated by {part.by.key} is not computed from it: with zero for that"
            finding = replace(findings[0], verdict=Verdict.WRONG, reason="", kind=None)
            outcomes[at] = replace(outcomes[at], finding=finding, claims=(), instances=(), network=told)
    return replace(judged, outcomes=outcomes)


def _right(document: Document, asked: Mapping[int, Reversed], judged: Judged, bench: Bench) -> frozenset[int]:
    """The lines that are right with one of the other variables."""
    right: set[int] = set()
    for rank in range(MOST):
        sides = {
            at: each.by(each.variables[rank])
            for at, each in asked.items()
            if rank < len(each.variables) and at not in right
        }
        found = put_in(document, sides, judged, bench) if sides else {}
        right |= {at for at, several in found.items() if all(each.is_right for each in several)}
    return frozenset(right)


def _reversed(side: Term | None, head: Term | None, said: Said) -> Iterator[Reversed]:
    """The derivatives of a side that are by what comes from them, with the variable of the head and of other links."""
    if side is None or not isinstance(head, Partial):
        return
    parts = [*occurrences(side, Partial)]
    for part in parts:
        if said.comes_from(part.by, [*references(part.of)]):
            others = [head.by, *(each.of for each in parts if isinstance(each.of, Ref))]
            named = {bare(each): each for each in others if bare(each) not in {bare(part.by), bare(part.of)}}
            yield Reversed(part, side, [*named.values()])


def _put(term: Term, part: Term, instead: Term) -> Term:
    return instead if term is part else rebuilt(term, lambda each: _put(each, part, instead))
