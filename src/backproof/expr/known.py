"""What a node knows from when it is built: its free letters, its symbols, the letters that it binds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from backproof.expr.indices import Index, Range, Slot
from backproof.records import Hashed

if TYPE_CHECKING:
    from backproof.expr.nodes import Condition, Derivative, Expression, Symbol

Free = frozenset[Index]
NOTHING_FREE: Free = frozenset()
Symbols: TypeAlias = "frozenset[Symbol]"
NO_SYMBOLS: Symbols = frozenset()
Bound = frozenset[str]
NOTHING_BOUND: Bound = frozenset()


class IllFormed(ValueError):
    """The parts do not fit: ranks, ranges or letters contradict each other."""


def check_letters(free: Free) -> Free:
    """Equal letters in one expression are equal values, so one letter has one range."""
    if len(free) < 2:
        return free
    seen: dict[str, Range] = {}
    for index in free:
        other = seen.setdefault(index.name, index.range)
        if other is not index.range and other != index.range:
            raise IllFormed(f"the letter {index.name} runs over {other.name} and over {index.range.name}")
    return free


def slots_free(slots: tuple[Slot, ...]) -> Free:
    """The letters among slots."""
    letters = [slot for slot in slots if isinstance(slot, Index)]
    return check_letters(frozenset(letters)) if letters else NOTHING_FREE


_note = object.__setattr__


def know(node: Expression | Condition, free: Free, symbols: Symbols, bound: Bound = NOTHING_BOUND) -> None:
    """Note the free letters of a node, the symbols that occur in it, and the names of the letters that it binds."""
    _note(node, "free", free)
    _note(node, "symbols", symbols)
    _note(node, "bound", bound)


def join(node: Expression | Condition, parts: Iterable[Expression | Condition]) -> None:
    """Note for a node what its parts have. The letters that are free in one part fit each other already."""
    free, symbols, bound, fit = NOTHING_FREE, NO_SYMBOLS, NOTHING_BOUND, True
    for part in parts:
        if part.free is not free and not part.free <= free:
            fit = not free
            free = free | part.free if free else part.free
        if part.symbols is not symbols and not part.symbols <= symbols:
            symbols = symbols | part.symbols if symbols else part.symbols
        if part.bound:
            bound = bound | part.bound if bound else part.bound
    know(node, free if fit else check_letters(free), symbols, bound)


class Known(Hashed):
    """What a node remembers once it was walked through."""

    __slots__ = ("derivatives", "inside")
    inside: tuple[Expression, ...] | None
    derivatives: tuple[Derivative, ...] | None
