"""Letters that get their values in a list of values: the t of ``x = 2, t = 1`` is a target and no condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.read.grammar.nodes import is_kind, name_of, subtrees
from backproof.syntax.tree import Atom, Kind, Node, Script

QUANTITIES = frozenset("mnpqrst")
"""Letters of indices that are numbers and quantities as often; i, j and k are hardly ever anything but indices."""

Sides = tuple[tuple[Node, ...], ...]


def gives_value(at: int, sign: str, segments: Sequence[Sides]) -> bool:
    """Whether a segment gives its letter a number: the one beside it gives another name one, and no script has it."""
    match segments[at]:
        case ((name,), (Atom(Kind.NUMBER),)) if sign == "=" and (letter := name_of(name)) in QUANTITIES:
            scripts = (script for each in segments for side in each for node in side for script in _scripts(node))
            counted = any(name_of(part) == letter for script in scripts for part in subtrees(script))
            return not counted and any(map(_is_given, (*segments[max(0, at - 1) : at], *segments[at + 1 : at + 2])))
        case _:
            return False


def _scripts(node: Node) -> Iterator[Node]:
    for part in subtrees(node):
        match part:
            case Script(_, below, above):
                yield from (each for each in (below, above) if each is not None)
            case _:
                pass


def _is_given(sides: Sides) -> bool:
    """``x_1 = 2``, ``y = w h = -1``, ``W = \\begin{bmatrix} ...``: a name, and no letter behind the last sign."""
    head, *numbers = sides
    numbers = numbers[-1:]
    named = len(head) == 1 and (name_of(head[0]) is not None or isinstance(head[0], Script))
    valued = [part for side in numbers for node in side for part in subtrees(node)]
    return named and bool(valued) and not any(is_kind(part, Kind.LETTER) for part in valued)
