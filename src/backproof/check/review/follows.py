"""Errors carried forward: a refuted line that is consistent with an earlier refuted one ``follows`` from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import prod
from typing import final

from backproof.check.doubts.finding import Finding, guarded
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references
from backproof.read.terms.terms import Num, Partial, Plus, Ref, Term, Times
from backproof.show.text import to_latex

REACH = 12
"""So many refuted lines before it may be what a line follows from."""
FEWEST = 2
"""One name is no formula that a line goes on with."""
LITERAL = TABLE[:2]
"""As written, with labels that sum to one: a slip that is carried forward needs no charity."""


@final
@dataclass(frozen=True)
class Carried:
    """Refuted lines against each other.

    ``opening`` is the line that opens a chain, ``meanings`` what the head of a line stands for.
    """

    judge: Judge
    lines: Sequence[Line]
    opening: Mapping[int | None, int]
    meanings: Callable[[int, Term], Iterable[Term]]

    def found(self, findings: Sequence[Finding], claims: Sequence[Sequence[Claim]]) -> dict[int, Finding]:
        """The lines that follow from others, with what they follow from; ``claims`` are what each was taken for."""
        refuted = [at for at, each in enumerate(findings) if each.verdict is Verdict.WRONG]
        found: dict[int, Finding] = {}
        for count, at in enumerate(refuted):
            earlier = refuted[max(0, count - REACH) : count]
            source = next((other for other in reversed(earlier) if self._follows(at, other)), None)
            if source is None:
                restored = partial(self._restored, findings[at].claim, claims=claims)
                source = next((other for other in reversed(earlier) if restored(source=other)), None)
            if source is not None:
                why, root = reason(findings[source]), self.lines[source].span
                found[at] = replace(findings[at], verdict=Verdict.FOLLOWS, reason=why, root=root)
        return found

    def _restored(self, claim: Claim | None, *, claims: Sequence[Sequence[Claim]], source: int) -> bool:
        """Whether a claim is right where what an earlier line says of its head is the head again.

        So a line may go on with one that fits nothing, and can't be put in for anything.
        """
        wrong = self.lines[source].side
        if claim is None or wrong is None or self.lines[source].conditions:
            return False
        for head in dict.fromkeys(each.left for each in claims[source]):
            side = restored(claim.right, wrong, head)
            again = None if side is None else replace(claim, right=side)
            if again is not None and guarded(partial(self.judge.claim, again, LITERAL)).verdict is Verdict.RIGHT:
                return True
        return False

    def _follows(self, at: int, source: int) -> bool:
        """Whether a line is right by what an earlier line says."""
        line = self.lines[at]
        claims = (
            Claim(base, line.side, line.conditions, line.section, at)
            for base in self._bases(at, source)
            if line.side is not None
        )
        return any(guarded(partial(self.judge.claim, claim, LITERAL)).verdict is Verdict.RIGHT for claim in claims)

    def _bases(self, at: int, source: int) -> Iterator[Term]:
        """What a line is compared with: the line before it in its chain, and its head with what that line says."""
        line, wrong = self.lines[at], self.lines[source]
        if wrong.side is None or wrong.conditions:
            return
        if wrong.chain is not None and wrong.chain == line.chain:
            yield wrong.side
        claimed = wrong.head or self._head(wrong)
        opening = at if line.head is not None else self.opening.get(line.chain)
        if claimed is None or opening is None:
            return
        head = self.lines[opening].head
        members = [self.lines[other] for other in range(opening, at) if self.lines[other].chain == line.chain]
        bases = [*(self.meanings(opening, head) if head is not None else ()), *(each.side for each in members)]
        for base in bases:
            changed = _replaced(base, claimed, wrong.side) if base is not None else None
            if changed is not None and changed != base:
                yield changed

    def _head(self, line: Line) -> Term | None:
        opening = self.opening.get(line.chain) if line.chain is not None else None
        return self.lines[opening].head if opening is not None else None


def restored(term: Term, side: Term, head: Term) -> Term | None:
    """A term with a head where the factors of a side stand in one of its products; None where they do not."""
    wanted = Counter(bare(each) for each in _factors(side) if not isinstance(each, Num))
    if len(list(references(side))) < FEWEST:
        return None
    if isinstance(term, Times):
        own = list(_factors(term))
        if not wanted - Counter(bare(each) for each in own):
            kept = []
            for factor in own:
                if wanted[bare(factor)] > 0 and not isinstance(factor, Num):
                    wanted[bare(factor)] -= 1
                elif not isinstance(factor, Num):
                    kept.append(factor)
            share = Num(_number(own) / _number(_factors(side)), 0, term.span)
            return Times((share, *kept, head), term.span)
    inner = [restored(part, side, head) for part in (term.terms if isinstance(term, Plus) else ())]
    if isinstance(term, Plus) and any(inner):
        return replace(term, terms=tuple(new or old for new, old in zip(inner, term.terms, strict=True)))
    return None


def _factors(term: Term) -> Iterator[Term]:
    for factor in term.factors if isinstance(term, Times) else (term,):
        if isinstance(factor, Times):
            yield from _factors(factor)
        else:
            yield factor


def _number(factors: Iterable[Term]) -> Fraction:
    return prod((each.value for each in factors if isinstance(each, Num)), start=Fraction(1))


def reason(source: Finding) -> str:
    """What is said of a line that goes on with another one."""
    if source.sides is None:
        return "it goes on with a line that is wrong before"
    return f"it goes on with {to_latex(source.sides.left)} = {to_latex(source.sides.right)}, which is wrong before"


def _replaced(term: Term, head: Term, side: Term) -> Term:
    """The term with a head replaced by what a line says of it."""
    return side if _is_same(term, head) else rebuilt(term, lambda part: _replaced(part, head, side))


def _is_same(one: Term, other: Term) -> bool:
    """Whether two names, or two derivatives of names, are the same."""
    match one, other:
        case Ref(), Ref():
            return one.key == other.key
        case Partial(Ref() as of, by), Partial(Ref() as other_of, other_by):
            return of.key == other_of.key and by.key == other_by.key
        case _:
            return False
