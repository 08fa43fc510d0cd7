r"""Matrices with dots for some of their entries: vectors, whole rows, ``diag`` of what stands down the diagonal."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.grammar.reader import Reader
from backproof.read.terms import diagonals, dots
from backproof.read.terms.terms import Call, Entries, Num, Ranged, Ref, Term, Unreadable
from backproof.source import Span
from backproof.syntax.tree import Atom, Node


def matrix(reader: Reader, rows: list[list[Node]], span: Span) -> Term:
    """A matrix some of whose entries are dots; raises Unreadable where it is not clear what they stand for."""
    found = _diagonal(reader, rows, span)
    return found if found is not None else _ranged(reader, rows, span)


def _ranged(reader: Reader, rows: list[list[Node]], span: Span) -> Term:
    """A matrix of runs, across or down or both."""
    gaps = [all(map(dots.is_dots, row)) for row in rows]
    written = [[reader.inner(part) for part in row] for row, gap in zip(rows, gaps, strict=True) if not gap]
    if not any(gaps):
        return _in_pieces([dots.pieces(row, span, across=True) for row in written], span)
    if all(len(row) == 1 for row in rows):
        column = [_more(span) if gap else reader.inner(row[0]) for row, gap in zip(rows, gaps, strict=True)]
        return _in_pieces([(piece,) for piece in dots.pieces(column, span, across=False)], span)
    if gaps.index(True) != len(rows) - 2:
        raise Unreadable(dots.UNCLEAR, span)
    if (square := diagonals.unlike(written, span)) is not None:
        return square
    body, down, across = dots.column([dots.row(row, span) for row in written], span)
    return Ranged(body, down, across, span)


def _in_pieces(rows: Sequence[tuple[Term, ...]], span: Span) -> Term:
    """A matrix of entries and runs of them; a run alone is the whole of it."""
    match rows:
        case [(Ranged() as whole,)]:
            return whole
        case _ if len({len(row) for row in rows}) == 1:
            return Entries(tuple(rows), span)
        case _:
            raise Unreadable("the rows of this matrix have different lengths", span)


def _diagonal(reader: Reader, rows: list[list[Node]], span: Span) -> Term | None:
    """A matrix with dots down its diagonal and nothing but zeros and dots beside it: ``diag`` of what stands there."""
    written = [[part for part in row if not dots.is_dots(part)] for row in rows]
    if not any(isinstance(part, Atom) and part.text == "ddots" for row in rows for part in row):
        return None
    terms = [[(at, reader.inner(part)) for at, part in enumerate(row)] for row in written]
    beside = [each for row in terms for each in row if not _is_zero(each[1])]
    first, *_, last = [row for row in terms if row]
    ends = len(beside) > 1 and beside[0] == first[0] and beside[-1] == last[-1]
    if not ends or any(sum(not _is_zero(term) for _, term in row) > 1 for row in terms):
        return None
    entries = [term for _, term in beside]
    body, down = dots.row([*entries[:-1], _more(span), entries[-1]], span)
    return Call(Ref("diag", (), (), span), 0, (Ranged(body, down, None, span),), span)


def _is_zero(term: Term) -> bool:
    return isinstance(term, Num) and term.value == 0


def _more(span: Span) -> Ref:
    return Ref("vdots", (), (), span)
