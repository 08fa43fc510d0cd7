"""Lines that give numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.check.names.names import Names
from backproof.check.numbers import is_constant
from backproof.check.numbers.names import plain
from backproof.read.lines import Line
from backproof.read.terms.terms import Listed, Num, Ref, Term


def gives_number(line: Line) -> bool:
    """``\\alpha = 0.1``; a unit that is 1 for the bias gives none."""
    plain = isinstance(line.side, Num) and line.side.value in {0, 1}
    return isinstance(line.head, Ref) and line.side is not None and is_constant(line.side) and not plain


def gives_value(line: Line) -> bool:
    """Whether a line gives its head a number; a unit with the number 0 is the one of the bias."""
    unit = isinstance(line.head, Ref) and "0" in line.head.subs
    return line.side is not None and is_constant(line.side) and not unit


def elements(line: Line, names: Names) -> Iterator[tuple[Ref, Term]]:
    """The names of a line with what it says they are; ``x = (1, 2)`` gives ``x_1`` and ``x_2``, too, or
    ``x_0`` and ``x_1``."""
    match line.head, line.side:
        case Ref() as head, side if side is not None:
            yield head, side
        case _:
            return
    match head, side:
        case Ref(subs=(), at=()), Listed(None, items):
            # The elements of a bold vector are plain numbers.
            for base in sorted({head.base, plain(head.base)}):
                own = replace(head, base=base)
                first = names.first_of(own, len(items))
                yield from ((replace(own, subs=(str(place),)), each) for place, each in enumerate(items, start=first))
        case _:
            pass
