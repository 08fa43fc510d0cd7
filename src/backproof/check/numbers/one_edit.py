"""Numbers that one edit would give another value: a sign, a factor, a summand, a power, or another number of the page.

Where a result behind numbers is not theirs, one of both is wrong. Nothing tells which, if one edit of them gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, islice
from typing import Final

from backproof.check.definitions.shape import decimals, is_printed, is_single
from backproof.check.numbers.ledger import Ledger
from backproof.check.numbers.rounding import Result
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, occurrences, rebuilt
from backproof.read.terms.terms import NOWHERE, Num, Plus, Raise, Term, Times

MOST: Final = 2000
TELLING: Final = 3
"""A result of fewer decimals is that of some edit of any numbers."""
ROOM: Final = 2
"""So many times its own rounding a result may be away: the numbers are rounded, too."""
MINUS: Final = Num(Fraction(-1), 0, NOWHERE)
USUAL: Final = (Num(Fraction(2), 0, NOWHERE), Num(Fraction(1, 2), 0, NOWHERE))
"""Factors that are forgotten where a square is differentiated."""


def is_one_edit_away(ledger: Ledger, lines: Sequence[Line], at: int, behind: Line) -> bool:
    """Whether the numbers of a line have the value of the result behind it with one place changed."""
    side, said = lines[at].side, behind.side
    if side is None or said is None or is_printed(side) or not is_single(said) or decimals(said) < TELLING:
        return False
    rounding = ledger.known.rounding(at, behind.relation)
    result = Result.of(said, rounding)
    if {way.size for way in (*result.ways, *rounding.arrays(side))} != {1}:
        return False
    true, room = float(result.ways[0].item()), ROOM * float(result.rooms[0].item())
    known = {part.value: part for each in lines for value in each.sides for part in occurrences(value, Num)}
    for other in islice(edits(side, [*known.values(), *USUAL]), MOST):
        if any(way.size == 1 and abs(float(way.item()) - true) <= room for way in rounding.arrays(other)):
            return True
    return False


def edits(term: Term, known: Sequence[Num]) -> Iterator[Term]:
    """A term of numbers with one place changed, the whole of it first."""
    yield Times((MINUS, term), NOWHERE)
    match term:
        case Num():
            yield from (each for each in known if each.value != term.value)
        case Plus(parts):
            yield from (Plus((*parts[:at], *parts[at + 1 :]), NOWHERE) for at in range(len(parts)) if len(parts) > 1)
        case Times(parts):
            yield from (Times((*parts[:at], *parts[at + 1 :]), NOWHERE) for at in range(len(parts)) if len(parts) > 1)
        case Raise(base, _):
            yield base
        case _:
            pass
    if not isinstance(term, Times):
        yield Raise(term, USUAL[0], NOWHERE)
        yield from (Times((each, term), NOWHERE) for each in known)
    for place, child in enumerate(children(term)):
        yield from (_at(term, place, other) for other in edits(child, known))


def _at(term: Term, place: int, other: Term) -> Term:
    places = count()
    return rebuilt(term, lambda child: other if next(places) == place else child)
