r"""Derivatives on one line, ``\partial L / \partial \sigma^2``, put upright: what is read of fractions is read of them.

The sign has no other use before a slash, so that all that stands between them is differentiated. What a derivative is
by ends with the name behind the second sign; letters and digits that touch may be one name, and are left to the
grammar.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final

from backproof.read.grammar.nodes import is_kind, rebuilt
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script

SLASHED: Final = re.compile(r"/\s*(?:\\partial|∂)")
"""Formulas without it are left alone."""
ENDS: Final = (Kind.OPERATOR, Kind.RELATION, Kind.PUNCTUATION, Kind.SPACE, Kind.TEXT, Kind.BIG)
"""What ends a product that is differentiated."""


def upright(tree: Node, text: str) -> Node:
    r"""The tree of a formula with such derivatives as fractions.

    >>> from backproof.syntax.latex import parse
    >>> one, other = r"\partial^2 L/\partial w^2", r"\partial L/\partial net_j"
    >>> [type(upright(parse(each), each)).__name__ for each in (one, other)]
    ['Fraction', 'Row']
    """
    return _with(tree) if SLASHED.search(text) else tree


def _with(node: Node) -> Node:
    node = rebuilt(node, _with)
    if not isinstance(node, Row):
        return node
    parts, at = list(node.items), 0
    while at < len(parts):
        if (found := _derivative(parts[at:])) is not None:
            fraction, length = found
            parts[at : at + length] = [fraction]
        at += 1
    if len(parts) == len(node.items):
        return node
    return parts[0] if len(parts) == 1 else replace(node, items=tuple(parts))


def _derivative(parts: list[Node]) -> tuple[Fraction, int] | None:
    """The derivative that parts begin with, and how many of them it takes."""
    if not _is_sign(parts[0]):
        return None
    above = [parts[0], *takewhile(lambda part: not is_kind(part, *ENDS) and not _is_sign(part), parts[1:])]
    match parts[len(above) :]:
        case [Atom(Kind.OPERATOR, "/"), Atom(Kind.LETTER, "partial") as sign, by, *behind] if not is_kind(by, *ENDS):
            below = [sign, by, *_arguments(by, behind)]
            if _touch(by, behind):
                return None
            span = parts[0].span.join(below[-1].span)
            return Fraction(_row(above), _row(below), span), len(above) + 1 + len(below)
        case _:
            return None


def _is_sign(part: Node) -> bool:
    match part:
        case Atom(Kind.LETTER, "partial") | Script(Atom(Kind.LETTER, "partial"), None, Atom(Kind.NUMBER)):
            return True
        case _:
            return False


def _arguments(by: Node, behind: list[Node]) -> list[Node]:
    r"""The parentheses behind an upright word, ``\operatorname{vec}(W)``."""
    return behind[:1] if is_kind(by, Kind.NAME) and isinstance(behind[0] if behind else None, Fence) else []


def _touch(by: Node, behind: list[Node]) -> bool:
    """Whether a Latin letter stands directly before another one, or before a number."""
    if not (behind and is_kind(by, Kind.LETTER) and len(by.span) == 1):
        return False
    follows = behind[0].base if isinstance(behind[0], Script) else behind[0]
    touches = isinstance(follows, Atom) and follows.span.start == by.span.end
    one = is_kind(follows, Kind.LETTER) and len(follows.span) == 1
    return touches and (one or is_kind(follows, Kind.NUMBER))


def _row(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Row(tuple(parts), parts[0].span.join(parts[-1].span))
