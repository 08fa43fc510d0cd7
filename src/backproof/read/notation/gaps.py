r"""Wide spaces inside of an equation, ``a \quad = \quad b \quad + \quad c``: they separate nothing."""

from __future__ import annotations

from collections.abc import Set

from backproof.read.grammar.nodes import is_kind, is_space
from backproof.syntax.tree import Atom, Kind, Node

BINARY = frozenset({"+", "cdot", "odot", "times", "circ", "otimes"})
"""Signs that want something on both sides; a minus may begin the next equation."""


def without_gaps(row: tuple[Node, ...], between: Set[str]) -> tuple[Node, ...]:
    """The row without spaces beside the signs of one equation; those of ``between`` stand between two equations."""
    if not any(map(is_space, row)):
        return row
    signs = {at for at in range(len(row)) if _joins(row, at, between)}
    return tuple(
        part for at, part in enumerate(row) if not (is_space(part) and {_near(row, at, -1), _near(row, at, 1)} & signs)
    )


def _joins(row: tuple[Node, ...], at: int, between: Set[str]) -> bool:
    """Whether a sign stands within one equation: a relation, or what takes two operands, with something around it."""
    around = [row[near] for near in (_near(row, at, -1), _near(row, at, 1)) if near is not None]
    if len(around) < 2 or any(is_kind(each, Kind.PUNCTUATION, Kind.TEXT) for each in around):
        return False
    match row[at]:
        case Atom(Kind.RELATION, text):
            return text not in between
        case Atom(Kind.OPERATOR, "-"):
            return is_space(row[at - 1]) and is_space(row[at + 1])
        case Atom(Kind.OPERATOR, text):
            return text in BINARY
        case _:
            return False


def _near(row: tuple[Node, ...], at: int, step: int) -> int | None:
    """The place of the next part that is no space."""
    place = at + step
    while 0 <= place < len(row) and is_space(row[place]):
        place += step
    return place if 0 <= place < len(row) else None
