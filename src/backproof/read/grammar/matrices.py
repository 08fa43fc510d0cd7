"""Matrix notation in a row: matrices entered entry by entry, and gradients by nabla."""

from __future__ import annotations

from backproof.read.grammar import dotted
from backproof.read.grammar.nodes import items, spaced
from backproof.read.grammar.reader import Reader
from backproof.read.terms import dots
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import (
    Call,
    Compare,
    Entries,
    Nabla,
    Partial,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script


def term(reader: Reader, node: Node) -> Term:
    """The matrix or the gradient that begins here."""
    reader.at += 1
    match node:
        case Grid():
            found = entries(reader, node)
            squared = isinstance(found, Entries) and len(found.rows) == len(found.rows[0])
            determinant = node.opening == "|" and squared
            return Call(Ref("det", (), (), node.span), 0, (found,), node.span) if determinant else found
        case Script(sub=sub, sup=None | Atom(Kind.NUMBER, "2") as order, primes=0) if sub is not None:
            return gradient(reader, sub, node.span, twice=order is not None)
        case Script(sub=None, sup=Atom(Kind.NUMBER, "2"), primes=0):
            reader.skip_space()
            return _hessian(reader.factor(), node.span)
        case Script():
            raise Unreadable("this script on \\nabla is not read yet", node.span)
        case _:
            return _nabla(reader, node.span)


def _hessian(of: Term, span: Span) -> Term:
    """``\\nabla^2 f(x)``: the second derivative by what f is applied to, where that is written."""
    span = span.join(of.span)
    match of:
        case Call(arguments=(Ref() as by,)):
            return Partial(Partial(of, by, span), by, span)
        case _:
            return Nabla(Nabla(of, span), span)


def _nabla(reader: Reader, span: Span) -> Term:
    """``\\nabla y[i]^2`` is the square of a gradient: the brackets keep the power off the name."""
    behind = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    of = reader.factor()
    match behind, of:
        case Script(Fence("[")), Raise(Ref() as base, exponent):
            return Raise(Nabla(base, span.join(base.span)), exponent, span.join(of.span))
        case _, Transposed(Call() as value):
            # Nobody takes the gradient of a transposed number.
            return Transposed(Nabla(value, span.join(value.span)), span.join(of.span))
        case _:
            of = _applied(reader, of)
            return Nabla(of, span.join(of.span))


def _applied(reader: Reader, of: Term, by: Term | None = None) -> Term:
    """``\\nabla E(w)``: a loss with names in parentheses behind it is a function of these, not their multiple.

    So it is with anything there that has what the gradient is taken ``by``: ``\\nabla_w E(w - \\gamma v)``.
    """
    match of, reader.here:
        case Ref(base), Fence("(") as node if base in LOSS_LETTERS:
            at = reader.at
            arguments = reader.arguments(node)
            moved = isinstance(by, Ref) and any(ref.key == by.key for each in arguments for ref in references(each))
            if moved or all(isinstance(each, Ref) for each in arguments):
                reader.at = at + 1
                return Call(of, 0, arguments, of.span.join(node.span))
            reader.at = at
            return of
        case _:
            return of


def gradient(reader: Reader, sub: Node, span: Span, *, twice: bool) -> Term:
    """``\\nabla_W L`` is the derivative of L by W, ``\\nabla_W^2 L`` that of it by W again."""
    by = reader.inner(sub)
    reader.skip_space()
    of = reader.factor()
    if not any(True for _ in references(of)) and reader.starts_factor():
        # Nobody takes the gradient of a number: it is that of the product which the number begins.
        rest = reader.product()
        of = Times((of, rest), of.span.join(rest.span))
    if isinstance(of, Transposed) and isinstance(of.base, Call):
        return Transposed(gradient_by(of.base, by, sub, span, twice=twice), span.join(of.span))
    return gradient_by(_applied(reader, of, by), by, sub, span, twice=twice)


def gradient_by(of: Term, by: Term, sub: Node, span: Span, *, twice: bool) -> Term:
    """The gradient of something by a name, or the gradient of that."""
    if not isinstance(by, Ref):
        raise Unreadable("a gradient by something that is not a single name is not read yet", sub.span)
    found = Partial(of, by, span.join(of.span))
    return Partial(found, by, found.span) if twice else found


def entries(reader: Reader, grid: Grid) -> Term:
    """A matrix; a cell with spaces in it holds several entries (``\\quad`` for ``&``)."""
    cells = [[part for cell in row for part in _cells(cell)] for row in grid.rows if any(row)]
    if any(map(dots.is_dots, (part for row in cells for part in row))):
        return dotted.matrix(reader, [row for row in cells if row], grid.span)
    rows = tuple(tuple(_entry(reader, part) for part in row) for row in cells)
    if not any(rows):
        raise Unreadable("a matrix without entries", grid.span)
    if len({len(row) for row in rows}) != 1:
        raise Unreadable("the rows of this matrix have different lengths", grid.span)
    return Entries(rows, grid.span)


def _cells(cell: Node) -> list[Node]:
    """The entries of a cell; dots stand for entries that are not written."""
    groups: list[list[Node]] = [[]]
    for part in items(cell):
        if dots.is_dots(part):
            groups += [[part], []]
        else:
            groups[-1].append(part)
    return [_row(group) for each in groups for group in spaced(tuple(each))]


def _entry(reader: Reader, node: Node) -> Term:
    r"""An entry; it may have its name before it: ``\frac{\partial f_1}{\partial x} = 2 x``."""
    parts = items(node)
    equal = [at for at, part in enumerate(parts) if isinstance(part, Atom) and part.text == "="]
    if len(equal) != 1 or not 0 < equal[0] < len(parts) - 1:
        return reader.inner(node)
    name, value = reader.read(parts[: equal[0]]), reader.read(parts[equal[0] + 1 :])
    return Compare("=", name, value, node.span)


def _row(group: tuple[Node, ...]) -> Node:
    return group[0] if len(group) == 1 else Row(group, group[0].span.join(group[-1].span))
