r"""Sums of which the terms have another letter: ``\sum_i y_l / a`` beside a left side without l.

No term varies with i, and l is on one side only. Where the line is proved with i for l, that is what is meant: a sum
over samples that are not written has terms which vary with nothing that the left side lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.doubts.finding import Finding
from backproof.check.indices.unnamed import free
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.instead import is_open, openings, put_in
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.matrix.values import relettered
from backproof.read.document import Document
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Big, Term


@final
@dataclass(frozen=True, slots=True)
class Lost:
    """A sum whose terms have another letter, and the side with its own one there."""

    letter: str
    written: str
    side: Term


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that hold with the letter of a sum in its terms."""
    lines, outcomes = document.lines, list(judged.outcomes)
    heads = openings(lines)
    asked: dict[int, Lost] = {}
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        head, implied = heads[at], outcome.judge is not None and outcome.judge.book.einstein
        if line.side is None or head is None or implied or not is_open(line, outcome):
            continue
        if (lost := next(_lost(line.side, head), None)) is not None:
            asked[at] = lost
    found = put_in(document, {at: each.side for at, each in asked.items()}, judged, bench) if asked else {}
    for at, several in found.items():
        if several and all(each.is_right for each in several):
            letter, written = asked[at].letter, asked[at].written
            said = f"no term of the sum over {letter} has {letter}, and {written} is on the right side only"
            finding = Finding(Verdict.WRONG, said, counterexample=Counterexample({}, written, letter))
            outcomes[at] = replace(outcomes[at], finding=finding, claims=(), instances=())
    return replace(judged, outcomes=outcomes)


def _lost(side: Term, head: Term) -> Iterator[Lost]:
    """The sums of a side over a letter that their terms lack, while these have one that nothing binds."""
    loose = (free(side) - free(head)) & INDEX_LETTERS
    for big in occurrences(side, Big) if len(loose) == 1 else ():
        (written,) = loose
        own = free(big.body)
        if big.kind == "sum" and big.letter and not big.conditions and big.letter not in own and written in own:
            meant = replace(big, body=relettered(big.body, {written: big.letter}))
            yield Lost(big.letter, written, _put(side, big, meant))


def _put(term: Term, part: Term, instead: Term) -> Term:
    return instead if term is part else rebuilt(term, lambda each: _put(each, part, instead))
