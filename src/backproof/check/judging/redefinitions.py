"""Letters that a document defines again, as a sequence of examples does: which of the definitions is in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import final

from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Ref, Term

Definer = Defined | UserFunction


@final
class Again:
    """The names of a document with more than one definition."""

    def __init__(self, judge: Judge, lines: Sequence[Line]) -> None:
        self.judge = judge
        self.lines = lines
        self.functions = sorted(judge.book.functions, key=lambda each: each.line)

    def is_confirmed(self, own: Definer, before: Definer, verdicts: Sequence[Verdict]) -> bool:
        """Whether a line that follows a second definition is proved with it, and would not be with the one before."""
        return any(
            verdicts[at] in PROVED and _names(line, own.key) and not self._holds(at, line, before)
            for at, line in self._examples(own)
        )

    def _examples(self, own: Definer) -> list[tuple[int, Line]]:
        """The claims behind a definition, up to the next one of the same name."""
        definers: list[Definer] = [*self.functions, *self.judge.book.definitions]
        end = min(
            (each.line for each in definers if each.key == own.key and each.line > own.line), default=len(self.lines)
        )
        defining = {each.line for each in definers}
        behind = list(enumerate(self.lines))[own.line + 1 : end]
        heads = {line.chain: line.head for _, line in behind if line.head is not None}
        headed = [
            (at, line if line.head or line.chain is None else replace(line, head=heads.get(line.chain)))
            for at, line in behind
        ]
        return [
            (at, line)
            for at, line in headed
            if line.head is not None and line.side is not None and line.problem is None and at not in defining
        ]

    def _holds(self, at: int, line: Line, definer: Definer) -> bool:
        assert line.head is not None
        assert line.side is not None
        claim = Claim(line.head, line.side, line.conditions, line.section, at)
        match definer:
            case Defined(key=key):
                return self.judge.right_with(claim, {key: definer}, ())
            case UserFunction():
                return self.judge.right_with(claim, {}, (definer,))

    def meant(self, claim: Claim) -> str:
        """The function defined last before a claim, where the claim means it by its letter alone: f for ``f_c``."""
        before = [each for each in self.functions if each.line < claim.line]
        key = before[-1].key if before else ""
        short = key.split("_", maxsplit=1)[0]
        named = {ref.key for ref in claim.names()}
        if short == key or short not in named:
            return ""
        last = UserFunction(short, before[-1].parameters, before[-1].body, before[-1].line)
        return key if self.judge.right_with(claim, {}, (last,)) else ""


def _names(line: Line, key: str) -> bool:
    return any(_is_named(part, key) for term in line.sides for part in walk(term))


def _is_named(part: Term, key: str) -> bool:
    match part:
        case Call(name=name):
            return key in {name.base, name.key}
        case Ref():
            return part.key == key
        case _:
            return False
