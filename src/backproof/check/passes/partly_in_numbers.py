r"""Formulas into which some numbers are put: behind ``\partial E/\partial z = 12``, ``\partial E/\partial w = 12 x``.

Such a line speaks of the numbers of the document, though it goes on with a name: with all of them put in it is judged
by these, and no other value of the name refutes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from backproof.check.definitions.shape import value_of
from backproof.check.interpretation.recount import Recount
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references, substituted
from backproof.read.terms.terms import Call, Num, Partial, Ref, Term

COEFFICIENTS: Final = frozenset(map(Fraction, ("0", "1", "2", "3", "1/2")))
"""Numbers that formulas have of themselves."""


def settled(lines: Sequence[Line], outcomes: Sequence[Outcome], recount: Callable[[], Recount]) -> list[Outcome]:
    """The outcomes, with what the numbers say of refuted slopes in which some of them are put."""
    found = list(outcomes)
    mixed = list(_mixed(lines, outcomes))
    if not mixed:
        return found
    counted = recount()
    for at, line in mixed:
        finding = counted.finding(at, line)
        if finding is not None and finding.verdict in PROVED:
            found[at] = replace(found[at], finding=finding, claims=(), instances=())
    return found


def _mixed(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Iterator[tuple[int, Line]]:
    """The refuted slopes with a number from before beside names that have one, with all numbers put in."""
    values: dict[str, set[Term]] = {}
    printed: set[Fraction] = set()
    for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)):
        value = None if line.side is None else value_of(line.side)
        refuted = outcome.role is Role.CLAIM and outcome.finding.verdict is Verdict.WRONG
        if refuted and isinstance(line.head, Partial) and line.side is not None and _has_one(line.side, printed):
            given = {key: next(iter(each)) for key, each in values.items() if len(each) == 1}
            names = {ref.key for ref in references(line.side)}
            if names and names <= given.keys():
                yield at, replace(line, side=substituted(line.side, given))
        if value is not None and line.side is not None:
            printed.add(value)
            if isinstance(line.head, Ref):
                values.setdefault(line.head.key, set()).add(Num(value, 0, line.side.span))


def _has_one(side: Term, printed: set[Fraction]) -> bool:
    """Whether a side without derivatives and functions has a number that was printed before, and no coefficient."""
    numbers = (part.value for part in occurrences(side, Num))
    return not has(side, Partial, Call) and any(each in printed - COEFFICIENTS for each in numbers)
