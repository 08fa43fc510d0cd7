r"""Displays with nothing but white space between them: one that begins with a relation goes on with the chain before.

Many write ``$$a = b$$`` and ``$$= c$$`` below instead of one display of two rows. Where words stand between them, which
chain goes on is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from backproof.read.extract.pieces import Formula, Piece
from backproof.read.grammar.nodes import is_kind, is_space, items
from backproof.read.lines import Line
from backproof.read.terms.terms import Plus, Term
from backproof.syntax.tree import Atom, Grid, Kind, Node

BETWEEN = 12
"""Characters between two displays with nothing but their marks and blank lines between them."""
EQUALITIES = frozenset({"=", "approx", "simeq", "equiv"})
UNFINISHED = "the display behind goes on with this side"


def joined(
    found: Sequence[Line], before: Sequence[Line], pieces: Sequence[Piece], at: int, trees: Mapping[int, Node]
) -> list[Line]:
    """The lines of a formula, those that it begins with in the chain of the display right before it."""
    lines = list(found)
    if lines and adjacent(pieces, at + 1) and _begins_with_sign(trees[at + 1]):
        lines[-1] = replace(lines[-1], limited=lines[-1].limited or UNFINISHED)
    if not adjacent(pieces, at):
        return lines
    start = pieces[at - 1].span.start
    last = list(takewhile(lambda line: line.span.start >= start, reversed(before)))
    if len({line.chain for line in last}) != 1 or last[0].chain is None or not all(line.relation for line in last):
        return lines
    if last[0].limited == UNFINISHED:
        return lines
    return list(_continuing(lines, last[0]))


def _continuing(lines: Sequence[Line], last: Line) -> Iterator[Line]:
    """Lines up to the first head in the chain of a line, under the conditions that hold for it."""
    goes_on = True
    for line in lines:
        goes_on = goes_on and line.head is None and line.chain is None and line.relation in EQUALITIES
        if not goes_on:
            yield line
            continue
        conditions = line.conditions or last.conditions
        said = replace(line.said, hedged=line.said.hedged or last.said.hedged)
        yield replace(line, chain=last.chain, conditions=conditions, said=said)


def summed(before: Sequence[Line], found: Sequence[Line], tree: Node) -> tuple[list[Line], list[Line]]:
    """The sides that a display goes on with, and its lines: one that begins with ``+`` adds its first term to them.

    ``before`` are the lines up to the display. Which of two displays is wrong where their sum is, is not said of the
    first one. One that begins with ``-`` may be an expression of its own.
    """
    lines = list(found)
    last = before[-1] if before else None
    adds = bool(lines) and _first(tree) == "+" and not lines[0].relation and lines[0].problem is None
    if last is None or not adds or last.limited != UNFINISHED or last.problem is not None:
        return list(before), lines
    if last.side is None or lines[0].side is None:
        return list(before), lines
    run = list(takewhile(lambda each: each is last or _adds_to(each, last), reversed(before)))
    whole = Plus((*_terms(last.side), *_terms(lines[0].side)), lines[0].span)
    lines[0] = replace(lines[0], relation=last.relation, chain=last.chain, side=whole, conditions=last.conditions)
    return [*before[: -len(run)], *(replace(each, side=whole) for each in reversed(run))], lines


def _adds_to(line: Line, last: Line) -> bool:
    """Whether a line is an earlier part of the same sum."""
    return line.limited == UNFINISHED and line.chain is not None and line.chain == last.chain


def _terms(side: Term) -> tuple[Term, ...]:
    return side.terms if isinstance(side, Plus) else (side,)


def adjacent(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece and the one before it are displays with nothing between them."""
    match pieces[max(0, at - 1) : at + 1]:
        case [Formula(display=True) as one, Formula(display=True) as other]:
            return one.cell == other.cell and 0 <= other.span.start - one.span.end <= BETWEEN
        case _:
            return False


def _begins_with_sign(tree: Node) -> bool:
    """Whether the first thing in a display is a sign such as ``+``."""
    return _first(tree) is not None


def _first(tree: Node) -> str | None:
    """The sign that a display begins with."""
    parts = [part for part in items(tree) if not is_space(part)]
    match parts:
        case [Grid("aligned", rows), *_]:
            return next((_first(cell) for cell in rows[0] if items(cell)), None)
        case [Atom(text=text) as first, *_] if is_kind(first, Kind.OPERATOR):
            return text
        case _:
            return None
