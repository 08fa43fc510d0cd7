"""Letters that get their values in a list of values: the t of ``x = 2, t = 1`` is a target and no condition."""

from __future__ import annotations

from collections.abc import Iterable

from backproof.read.grammar.nodes import is_kind, name_of, subtrees
from backproof.syntax.tree import Atom, Kind, Node

QUANTITIES = frozenset("mnpqrst")
"""Letters of indices that are numbers and quantities as often; i, j and k are hardly ever anything but indices."""

Sides = tuple[tuple[Node, ...], ...]


def gives_value(sides: Sides, sign: str, others: Iterable[Sides]) -> bool:
    """Whether a letter is given a number: what stands beside it gives numbers, too, to names without the letter."""
    match sides:
        case ((name,), (Atom(Kind.NUMBER),)) if sign == "=" and (letter := name_of(name)) in QUANTITIES:
            return all(_is_given(each, letter) for each in others)
        case _:
            return False


def _is_given(sides: Sides, letter: str | None) -> bool:
    """``x_1 = 2``, ``W = \\begin{bmatrix} ... \\end{bmatrix}``: a name, and no letter behind its sign."""
    if len(sides) == 1:
        return False
    head, *numbers = sides
    named = [part for node in head for part in subtrees(node)]
    valued = [part for side in numbers for node in side for part in subtrees(node)]
    return all(name_of(part) != letter for part in named) and not any(is_kind(part, Kind.LETTER) for part in valued)
