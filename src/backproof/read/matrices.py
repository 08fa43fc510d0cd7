"""Matrix notation in a row: matrices entered entry by entry, and gradients by nabla."""

from __future__ import annotations

from backproof.read.lexicon import items
from backproof.read.nodes import describe, spaced
from backproof.read.reader import Reader
from backproof.read.terms import Entries, Nabla, Partial, Ref, Term, Unreadable
from backproof.source import Span
from backproof.syntax.tree import Atom, Grid, Kind, Node, Row, Script

DOTS = frozenset({"vdots", "ddots", "cdots", "ldots", "dots"})


def term(reader: Reader, node: Node) -> Term:
    """The matrix or the gradient that begins here."""
    reader.at += 1
    match node:
        case Grid():
            return entries(reader, node)
        case Script(sub=sub, sup=None | Atom(Kind.NUMBER, "2") as order, primes=0) if sub is not None:
            return gradient(reader, sub, node.span, twice=order is not None)
        case Script():
            raise Unreadable("this script on \\nabla is not read yet", node.span)
        case _:
            of = reader.factor()
            return Nabla(of, node.span.join(of.span))


def gradient(reader: Reader, sub: Node, span: Span, *, twice: bool) -> Term:
    """``\\nabla_W L`` is the derivative of L by W, ``\\nabla_W^2 L`` that of it by W again."""
    by = reader.inner(sub)
    reader.skip_space()
    of = reader.factor()
    if not isinstance(by, Ref):
        raise Unreadable("a gradient by something that is not a single name is not read yet", sub.span)
    found = Partial(of, by, span.join(of.span))
    return Partial(found, by, found.span) if twice else found


def entries(reader: Reader, grid: Grid) -> Term:
    """A matrix; a cell with spaces in it holds several entries (``\\quad`` for ``&``)."""
    rows = tuple(tuple(reader.inner(part) for cell in row for part in _cells(cell)) for row in grid.rows if any(row))
    if len({len(row) for row in rows}) != 1:
        raise Unreadable("the rows of this matrix have different lengths", grid.span)
    return Entries(rows, grid.span)


def _cells(cell: Node) -> list[Node]:
    """The entries of a cell; dots stand for entries that are not written."""
    dots = next((part for part in items(cell) if isinstance(part, Atom) and part.text in DOTS), None)
    if dots is not None:
        raise Unreadable(f"a matrix with {describe(dots)} for its entries is not read yet", dots.span)
    return [_row(group) for group in spaced(items(cell))]


def _row(group: tuple[Node, ...]) -> Node:
    return group[0] if len(group) == 1 else Row(group, group[0].span.join(group[-1].span))
