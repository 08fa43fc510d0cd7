"""Trees with some of their nodes replaced, and what they end in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from backproof.records import replace
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Node, Root, Row, Script, Styled, Unread

NOWHERE: Final = Span(0, 0)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node changed, the parts of a node before the node itself."""

    def recur(part: Node) -> Node:
        return rebuilt(part, change)

    match node:
        case Atom() | Unread():
            return change(node)
        case Row(items, span):
            return change(Row(tuple(map(recur, items)), span))
        case Script(base, sub, sup, primes, span):
            return change(Script(recur(base), sub and recur(sub), sup and recur(sup), primes, span))
        case Fraction(numerator, denominator, span):
            return change(Fraction(recur(numerator), recur(denominator), span))
        case Root(body, degree, span):
            return change(Root(recur(body), degree and recur(degree), span))
        case Fence(opening, body, closing, span):
            return change(Fence(opening, recur(body), closing, span))
        case Styled(style, base, span):
            return change(Styled(style, recur(base), span))
        case Grid(kind, rows, opening, closing, span):
            return change(Grid(kind, tuple(tuple(map(recur, cells)) for cells in rows), opening, closing, span))


def alike(one: Sequence[Node], other: Sequence[Node]) -> bool:
    """Whether two rows of nodes differ in their places only.

    >>> from backproof.syntax.latex import parse
    >>> alike([parse("w_1")], [parse("w _ 1")]), alike([parse("w_1")], [parse("w^1")])
    (True, False)
    """
    kinds = [type(each) for each in one] == [type(each) for each in other]
    return kinds and [rebuilt(each, _placeless) for each in one] == [rebuilt(each, _placeless) for each in other]


def _placeless(node: Node) -> Node:
    return replace(node, span=NOWHERE)


def leaves(node: Node) -> Iterator[Atom | Unread]:
    """The signs and the words of a tree, in no order.

    >>> from backproof.syntax.latex import parse
    >>> sorted(leaf.text for leaf in leaves(parse(r"\\frac{a}{b_i}")))
    ['a', 'b', 'i']
    """
    pending = [node]
    while pending:
        match pending.pop():
            case Atom() | Unread() as leaf:
                yield leaf
            case Row(items):
                pending.extend(items)
            case Script(base, sub, sup):
                pending.extend(part for part in (base, sub, sup) if part is not None)
            case Fraction(numerator, denominator):
                pending += (numerator, denominator)
            case Root(body, degree):
                pending.extend(part for part in (body, degree) if part is not None)
            case Fence(_, body) | Styled(_, body):
                pending.append(body)
            case Grid(_, rows):
                pending.extend(cell for cells in rows for cell in cells)
