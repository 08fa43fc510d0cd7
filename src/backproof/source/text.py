"""A document's text and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from typing import final

from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range ``start:end`` of character offsets in a :class:`Source`.

    >>> Span(2, 5).join(Span(7, 9))
    Span(start=2, end=9)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forwards from 0 or more; got {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def join(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


@final
@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both counted from 1, as editors show them."""

    line: int
    column: int


@final
@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a part of a text comes from: from ``start`` on, it is ``source`` from ``offset`` on."""

    start: int
    source: Source
    offset: int


@final
@dataclass(frozen=True, slots=True)
class LeftOut:
    """The place of a command whose file was not taken in, and why."""

    span: Span
    why: str


@final
@dataclass(frozen=True)
class Source:
    """A named text whose offsets can be shown as lines and columns.

    >>> source = Source("hw.md", "a = b\\nc = d\\n")
    >>> source.position(6)
    Position(line=2, column=1)
    >>> source.line(2)
    'c = d'

    ``stretches`` say which files the text was put together from, if from several; ``left_out`` which are missing.
    """

    name: str
    text: str
    stretches: tuple[Stretch, ...] = field(default=(), repr=False)
    left_out: tuple[LeftOut, ...] = field(default=(), repr=False)
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        starts.extend(at + 1 for at, character in enumerate(self.text) if character == "\n")
        object.__setattr__(self, "_line_starts", tuple(starts))

    def position(self, offset: int) -> Position:
        """The line and column of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] - 1 if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def origin(self, span: Span) -> tuple[Source, Span]:
        """The file that a place comes from, and the place in it."""
        at = bisect_right(self.stretches, span.start, key=lambda each: each.start) - 1
        if at < 0:
            return self, span
        found = self.stretches[at]
        end = self.stretches[at + 1].start if at + 1 < len(self.stretches) else len(self.text)
        moved = found.offset - found.start
        return found.source, Span(span.start + moved, max(span.start, min(span.end, end)) + moved)

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[span.start : span.end]
