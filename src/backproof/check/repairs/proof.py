"""Whether a changed side makes a claim true: by the judge of the document, under what the document itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import final

from backproof.calculus.outcome import Equal
from backproof.check.elaboration.counted import counted
from backproof.check.indices.letters import resolved
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import STATED, Entry
from backproof.check.verdicts.rewritten import Rewriting
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED
from backproof.expr import IllFormed
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare
from backproof.read.terms.terms import Ref, Term, Unreadable
from backproof.source import BackproofError

ENTRIES = STATED
"""What the line, the document or the field says."""
PROBLEMS = (Unreadable, IllTyped, IllFormed, BackproofError, RecursionError, KeyError)


@final
@dataclass
class Prover:
    """Proves changed sides of one claim; ``left``: it is the left side that is changed.

    ``rewriting`` lowers a side that is written in matrix notation; its line may fit nothing, and has no claim then.
    """

    judge: Judge
    claim: Claim | None
    left: bool = False
    rewriting: Rewriting | None = None
    entries: Sequence[Entry] = ENTRIES
    """What the line may be read with."""

    @property
    def read_with(self) -> str:
        """What is assumed beyond what the document or the field says; empty where nothing is."""
        return self.entries[0].sentence if self.entries[0].lowers else ""

    def about(self, left: Term) -> Prover:
        """The same for another left side."""
        return replace(self, claim=None if self.claim is None else replace(self.claim, left=left))

    def claims(self, side: Term) -> tuple[Claim, ...]:
        """What the line says with a changed side; nothing where it does not fit."""
        if self.rewriting is not None:
            return tuple(self._lowered(side, self.rewriting))
        if self.claim is None:
            return ()
        return (replace(self.claim, left=side) if self.left else replace(self.claim, right=side),)

    def _lowered(self, side: Term, rewriting: Rewriting) -> Iterator[Claim]:
        for line in rewriting.lowered(side):
            left = line.head
            if left is None or line.side is None or not self._assumed >= {*line.assumes}:
                return
            if self.claim is None:
                if isinstance(left, Ref) and self._defines(left, line):
                    return
            elif isinstance(left, Ref) or self._means:
                if self._head is None or bare(left) != bare(self._head):
                    return
                left = self.claim.left
            yield Claim(left, line.side, line.conditions, line.section, rewriting.line, lowered=True)

    def _defines(self, head: Ref, line: Line) -> bool:
        """Whether the line itself is what defines its head, or nothing does: then it proves nothing."""
        book, at = self.judge.book, self.rewriting.line if self.rewriting is not None else -1
        known = book.in_scope(resolved(book.names, head).key, line.section, at)
        return known is None or known.line == at

    @cached_property
    def _written(self) -> Line | None:
        """The line as it is written, in indices, where it fits."""
        found = self.rewriting.lowered(self.rewriting.side) if self.rewriting is not None else []
        return found[0] if found else None

    @property
    def _assumed(self) -> frozenset[str]:
        """What the line is read with as it is written: a repair needs nothing else."""
        return frozenset(self._written.assumes) if self._written is not None else frozenset()

    @property
    def _head(self) -> Term | None:
        """The head of the line in indices, where it fits."""
        return None if self._written is None else self._written.head

    @cached_property
    def _means(self) -> bool:
        """Whether the head stands for something else than it says."""
        return self.claim is not None and self._head is not None and bare(self._head) != bare(self.claim.left)

    def counts(self, side: Term) -> bool:
        """Whether a side names the elements of ranges by number: it holds for so many, and no point has another one."""
        book = self.judge.book
        return any(counted(tuple(claim.parts()), book) for claim in self.claims(side))

    def proves(self, side: Term) -> bool:
        """Whether the line is right with a changed side."""
        claims = self.claims(side)
        return bool(claims) and all(map(self.holds, claims))

    def holds(self, claim: Claim) -> bool:
        """Whether a claim is proved."""
        attempt = self.judge.builder.attempt(claim)
        for entry in self.entries:
            with suppress(*PROBLEMS):
                sides = attempt.sides(entry)
                if sides is None or not isinstance(self.judge.compared(sides), Equal):
                    continue
                if self.judge.decide(claim, sides, entry).verdict in PROVED:
                    return True
        return False

    def sides(self, side: Term) -> Sides | None:
        """The sides of the claim with a changed side, as written."""
        with suppress(*PROBLEMS):
            claims = self.claims(side)
            return self.judge.builder.attempt(claims[0]).sides(self.entries[0]) if claims else None
        return None
