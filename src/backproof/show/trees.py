"""Short constructors for presentation trees that stand in no document."""

from __future__ import annotations

from typing import Final

from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script

NOWHERE: Final = Span(0, 0)


def letter(text: str) -> Atom:
    """A single sign, by its LaTeX name."""
    return Atom(Kind.LETTER, text, NOWHERE)


def digits(text: str) -> Atom:
    """A number."""
    return Atom(Kind.NUMBER, text, NOWHERE)


def sign(text: str) -> Atom:
    """An operator."""
    return Atom(Kind.OPERATOR, text, NOWHERE)


def relation(text: str) -> Atom:
    """A relation sign."""
    return Atom(Kind.RELATION, text, NOWHERE)


def words(text: str) -> Atom:
    """Words inside of a formula."""
    return Atom(Kind.TEXT, text, NOWHERE)


COMMA: Final = Atom(Kind.PUNCTUATION, ",", NOWHERE)
MINUS: Final = sign("-")


def row(*items: Node) -> Node:
    """Things side by side; rows inside are dissolved, and a single thing needs no row."""
    flat = [part for item in items for part in (item.items if isinstance(item, Row) else (item,))]
    return flat[0] if len(flat) == 1 else Row(tuple(flat), NOWHERE)


def fenced(body: Node, opening: str = "(", closing: str = ")") -> Fence:
    """A body in parentheses, or between other delimiters."""
    return Fence(opening, body, closing, NOWHERE)


def fraction(numerator: Node, denominator: Node) -> Fraction:
    """One thing over another."""
    return Fraction(numerator, denominator, NOWHERE)


def script(base: Node, sub: Node | None = None, sup: Node | None = None, primes: int = 0) -> Script:
    """A base with a subscript, a superscript and primes."""
    return Script(base, sub, sup, primes, NOWHERE)


def listed(items: tuple[Node, ...]) -> Node:
    """The items with commas between them."""
    parts = [part for item in items for part in (COMMA, item)]
    return row(*parts[1:])
