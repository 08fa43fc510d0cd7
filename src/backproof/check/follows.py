"""Errors carried forward: a refuted line that is consistent with an earlier refuted one ``follows`` from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import final

from backproof.check.judge import Finding, Judge, guarded
from backproof.check.readings import TABLE
from backproof.check.sides import Claim
from backproof.check.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.rewriting import rebuilt
from backproof.read.terms import Partial, Ref, Term
from backproof.show.text import to_latex

REACH = 12
"""So many refuted lines before it may be what a line follows from."""
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

    def found(self, findings: Sequence[Finding]) -> dict[int, Finding]:
        """The lines that follow from others, with what they follow from."""
        refuted = [at for at, each in enumerate(findings) if each.verdict is Verdict.WRONG]
        found: dict[int, Finding] = {}
        for count, at in enumerate(refuted):
            earlier = refuted[max(0, count - REACH) : count]
            source = next((other for other in reversed(earlier) if self._follows(at, other)), None)
            if source is not None:
                found[at] = Finding(Verdict.FOLLOWS, _reason(findings[source]))
        return found

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


def _reason(source: Finding) -> str:
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
