"""Which chain a number goes on with: its own, or one that a line before it left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import final

from backproof.check.numbers import is_constant
from backproof.read.context.following import BETWEEN
from backproof.read.lines import Line

NEXT = 3
"""A side that begins so many characters behind another one stands in one chain with it, though its head is not read."""


@final
@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of a document: ``first`` is the line that begins each of them."""

    lines: Sequence[Line]
    first: Mapping[int | None, int]
    open: list[tuple[int, int]] = field(default_factory=list)
    """Chains that later lines may continue: section and line that opened them, nearest last."""

    @staticmethod
    def of(lines: Sequence[Line]) -> Chains:
        """The chains of some lines, of which none is open yet."""
        return Chains(
            lines, {line.chain: at for at, line in reversed(list(enumerate(lines))) if line.chain is not None}
        )

    def within(self, lines: Sequence[Line]) -> Chains:
        """The same chains, open so far, where a line is replaced."""
        return Chains(lines, self.first, list(self.open))

    def before(self, at: int, section: int) -> int | None:
        """The line that opened the nearest chain of a section before a line."""
        return next((opened for where, opened in reversed(self.open) if where == section and opened < at), None)

    def opening(self, at: int, line: Line) -> int | None:
        """The line that opened the chain of a number; a line that begins with a relation goes on with the nearest."""
        if line.head is not None:
            return at
        if line.chain is not None:
            return self.first.get(line.chain)
        if self.is_next(at, line):
            return at - 1
        return self.before(at, line.section)

    def is_guessed(self, at: int, line: Line, opening: int | None) -> bool:
        """Whether no sign shows that a number goes on with the chain that a line opened."""
        return line.chain is None and not self.is_next(at, line) and not self.is_next_display(at, line, opening)

    def is_next(self, at: int, line: Line) -> bool:
        """Whether a side stands right behind another one of a chain whose head is not read."""
        before = self.lines[at - 1] if at else line
        return before.chain is None and bool(before.relation) and 0 <= line.span.start - before.span.end <= NEXT

    def is_next_display(self, at: int, line: Line, opening: int | None) -> bool:
        """Whether a display that begins with a relation stands right behind a number of its chain."""
        before = self.lines[at - 1]
        own = opening is not None and before.chain is not None and before.chain == self.lines[opening].chain
        number = before.side is not None and is_constant(before.side)
        return own and number and line.display and 0 <= line.span.start - before.span.end <= BETWEEN
