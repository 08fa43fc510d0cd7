"""How wide a formula is, about, and where a long one can be broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread
from backproof.syntax.write import is_prefix

_SCRIPT = 0.7
_LETTER = 0.6
_WIDTHS = {Kind.OPERATOR: 1.2, Kind.RELATION: 1.35, Kind.PUNCTUATION: 0.45, Kind.BIG: 1.6, Kind.SPACE: 1.0}
_SUMS = frozenset({"+", "-"})
_PRODUCTS = frozenset({"cdot", "times", "odot"})


def width(node: Node) -> float:
    r"""The width in a display, in ems of the text, to about a fifth.

    >>> from backproof.syntax.latex import parse
    >>> round(width(parse(r"\frac{\partial L}{\partial w} = 2(y - a)")), 1)
    6.5
    """
    match node:
        case Atom(kind, text):
            return _WIDTHS.get(kind, _LETTER if kind is Kind.LETTER else 0.5 * len(text))
        case Row(items):
            return sum(map(width, items))
        case Script(Atom(Kind.BIG) as base, sub, sup):
            return max(width(base), _SCRIPT * max(_maybe(sub), _maybe(sup)))
        case Script(base, sub, sup, primes):
            return width(base) + _SCRIPT * max(_maybe(sub), _maybe(sup) + 0.4 * primes)
        case Fraction(numerator, denominator):
            return max(width(numerator), width(denominator)) + 0.25
        case Root(body, degree):
            return width(body) + 0.9 + 0.3 * _maybe(degree)
        case Fence(opening, body, closing):
            return width(body) + 0.4 * (bool(opening) + bool(closing))
        case Styled(_, base):
            return width(base)
        case Grid(_, rows, opening, closing):
            columns = zip_longest(*([width(cell) for cell in cells] for cells in rows), fillvalue=0.0)
            return sum(max(column) + 1 for column in columns) + 0.5 * (bool(opening) + bool(closing))
        case Unread(text):
            return 0.5 * len(text)


def _maybe(node: Node | None) -> float:
    return 0.0 if node is None else width(node)


def terms(node: Node, signs: frozenset[str] = _SUMS) -> tuple[Node, ...]:
    """The terms of a sum, each with the sign before it; what is no sum is one term. Other signs part other things.

    >>> from backproof.syntax.latex import parse
    >>> len(terms(parse("-a + b(c - d) - e")))
    3
    """
    match node:
        case Row(items):
            starts = [0, *_starts(items, signs), len(items)]
            parts = [items[start:end] for start, end in pairwise(starts)]
            return tuple(part[0] if len(part) == 1 else Row(part, node.span) for part in parts)
        case _:
            return (node,)


def _starts(items: tuple[Node, ...], signs: frozenset[str]) -> Iterator[int]:
    for at in range(1, len(items) - 1):
        match items[at]:
            case Atom(Kind.OPERATOR, text) as sign if text in signs and not is_prefix(sign, items[at - 1]):
                yield at


def pieces(node: Node, limit: float) -> tuple[Node, ...]:
    """The terms of a sum that is wider than ``limit`` ems, and the factors of a term that still is."""
    if width(node) <= limit:
        return (node,)
    return tuple(part for term in terms(node) for part in _factors(term, limit))


def _factors(term: Node, limit: float) -> tuple[Node, ...]:
    return (term,) if width(term) <= limit else terms(term, _PRODUCTS)


def lines(node: Node, limit: float) -> tuple[Node, ...]:
    """The pieces of a formula put together to lines of at most ``limit`` ems, as far as that is possible."""
    filled: list[list[Node]] = []
    room = 0.0
    for part in pieces(node, limit):
        if not filled or width(part) > room:
            filled.append([])
            room = limit
        filled[-1] += part.items if isinstance(part, Row) else (part,)
        room -= width(part)
    return tuple(Row(tuple(items), node.span) for items in filled)
