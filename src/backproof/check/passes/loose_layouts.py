r"""Gradients laid out the other way in a text that says it does so: "up to a transpose", "the layout does not matter".

Where the words say so, ``\partial E/\partial W = x \delta^T`` beside ``u = W x`` is no slip. A line that is refuted by
its shapes alone is held against the same factors in either order and with either of them transposed: it is right if it
is meant as one that holds, and open where nothing refutes one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from backproof.calculus.bench import Bench
from backproof.check.doubts.finding import Finding
from backproof.check.interpretation.conventions import Judged
from backproof.check.passes.proving import proved
from backproof.check.prepared import prepared
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role, Verdict
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.terms import Partial, Term, Times, Transposed

LAYOUT: Final = r"(?:transpos|layout|orientation|row(?:s)? (?:and|or|vs\.?) column|column(?:s)? (?:and|or) row)"
LOOSE: Final = (
    r"(?:up to|modulo|ignor|omit|disregard|dropp|drop the|leave out|left out|suppress|sloppy|loose|without writing"
    r"|(?:does|do) not matter|no matter|not (?:distinguish|care|worry)|don't (?:distinguish|care|worry))"
)
SAID: Final = re.compile(rf"{LOOSE}[^.!?]{{0,60}}{LAYOUT}|{LAYOUT}[^.!?]{{0,60}}{LOOSE}", re.IGNORECASE)
"""Words that leave the layout of arrays to the reader."""
MEANT: Final = "rows and columns are laid out the other way, which the words leave open"
FACTORS: Final = 2
"""A gradient by weights has so many."""


def settled(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with lines that hold in another layout in a text that leaves it open."""
    refuted = [at for at, each in enumerate(judged.outcomes) if _is_misshapen(each)]
    refuted = [at for at in refuted if _factors(document.lines[at])]
    if not refuted or SAID.search(document.words) is None:
        return judged
    outcomes = list(judged.outcomes)
    for way in range(len(list(_ways(_factors(document.lines[refuted[0]]))))):
        waiting = [at for at in refuted if outcomes[at].finding.verdict not in PROVED]
        lines = list(document.lines)
        for at in waiting:
            lines[at] = _turned(lines[at], way)
        other = replace(document, lines=tuple(lines))
        again = proved(other, prepared(other), bench).outcomes if waiting else ()
        for at in waiting:
            meant = _meant(again[at].finding)
            if meant is not None:
                outcomes[at] = replace(outcomes[at], finding=meant, claims=(), instances=())
    return replace(judged, outcomes=outcomes)


def _meant(found: Finding) -> Finding | None:
    """What is found of a line as it is meant in another layout; None where that refutes it."""
    if found.verdict in PROVED:
        return Finding(Verdict.RIGHT_IF, "", (MEANT, *found.assumes))
    return None if found.verdict in REFUTED else Finding(Verdict.UNCHECKED, found.reason)


def _is_misshapen(outcome: Outcome) -> bool:
    """Whether shapes alone refute a claim."""
    shown = outcome.finding.counterexample
    shapes = shown is not None and isinstance(shown.written, str)
    return outcome.finding.verdict is Verdict.WRONG and outcome.role is Role.CLAIM and shapes


def _factors(line: Line) -> Sequence[Term]:
    """The two factors of a derivative of one thing by an array; nothing where a line says something else."""
    match line:
        case Line(head=Partial(), side=Times(factors)) if len(factors) == FACTORS:
            return factors
        case _:
            return ()


def _ways(factors: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """The factors in either order, with either of them transposed, but as they are written."""
    for order, turned in product((factors, tuple(reversed(factors))), product((False, True), repeat=FACTORS)):
        found = tuple(_transposed(each) if turn else each for each, turn in zip(order, turned, strict=True))
        if found != tuple(factors):
            yield found


def _turned(line: Line, way: int) -> Line:
    assert isinstance(line.side, Times)
    return replace(line, side=replace(line.side, factors=list(_ways(_factors(line)))[way]))


def _transposed(term: Term) -> Term:
    match term:
        case Transposed(base):
            return base
        case _:
            return Transposed(term, term.span)
