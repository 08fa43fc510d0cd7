"""What stands beside an equation and is no part of it: its number, that of an exercise, a title."""

from __future__ import annotations

from backproof.read.grammar.nodes import is_kind
from backproof.syntax.tree import Atom, Fence, Kind, Node

SHORTEST_TITLE = 3
"""Letters of a word before a colon."""


def without_label(groups: list[list[Node]]) -> list[list[Node]]:
    """The groups without the number of the equation: ``(18)`` before it, or on its own behind it; or its title."""
    first = groups[0]
    if len(first) > 1 and _is_number(first[0]) and not _joins(first[1]):
        groups = [first[1:], *groups[1:]]
    elif _is_numbered(first):
        groups = [first[2:], *groups[1:]]
    groups = [group[2:] if _is_titled(group) else group for group in groups]
    return [group for group in groups if not (len(groups) > 1 and len(group) == 1 and _is_number(group[0]))]


def _is_numbered(parts: list[Node]) -> bool:
    """``9. f(x) = ...``: the number of an exercise, a full stop, and a gap behind it."""
    match parts:
        case [Atom(Kind.NUMBER, number), Atom(Kind.PUNCTUATION, ".") as stop, behind, *_]:
            return number.isdigit() and behind.span.start > stop.span.end
        case _:
            return False


def _is_titled(parts: list[Node]) -> bool:
    r"""``\text{distance}: d = ...``: a word and a colon before an equation say what it is about."""
    match parts:
        case [Atom(Kind.NAME, word), Atom(text=":"), *equation]:
            return len(word) >= SHORTEST_TITLE and any(is_kind(part, Kind.RELATION) for part in equation)
        case _:
            return False


def _joins(part: Node) -> bool:
    """Whether a sign makes what stands before it a part of a formula: ``(1) + (0)``."""
    return is_kind(part, Kind.OPERATOR, Kind.RELATION)


def _is_number(part: Node) -> bool:
    return isinstance(part, Fence) and part.opening == "(" and is_kind(part.body, Kind.NUMBER)
