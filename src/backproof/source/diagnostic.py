"""One message with four parts: where, what was written, what was expected, what to do."""

from __future__ import annotations

from typing import final

from backproof.records import dataclass
from backproof.source.columns import columns, cut
from backproof.source.text import Source, Span

WIDTH = 104
"""Columns of an excerpt where no terminal says how many it has."""
_LEAD = 40


@final
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong at a place, in words and values that a person can act on.

    >>> source = Source("hw.md", "y = \\\\frac{1}")
    >>> problem = Diagnostic("fraction without a denominator", written=r"\\frac{1}",
    ...     expected=r"two arguments, \\frac{a}{b}; found 1", advice="add the denominator",
    ...     source=source, span=Span(4, 12))
    >>> print(problem)
    hw.md:1:5: fraction without a denominator
        y = \\frac{1}
            ^^^^^^^^
      written:  \\frac{1}
      expected: two arguments, \\frac{a}{b}; found 1
      to do:    add the denominator
    """

    message: str
    written: str = ""
    expected: str = ""
    advice: str = ""
    source: Source | None = None
    span: Span | None = None

    @property
    def where(self) -> str:
        """``file:line:column``, or as much of it as is known."""
        if self.source is None:
            return ""
        if self.span is None:
            return self.source.name
        position = self.source.position(self.span.start)
        return f"{self.source.name}:{position.line}:{position.column}"

    def caret(self, width: int = WIDTH) -> str:
        """The source line with the place underlined, in lines of at most ``width`` columns; empty for an unknown place.

        Long lines are cut to a window around the place, so that one line stays one line on a screen.
        """
        if self.source is None or self.span is None:
            return ""
        position = self.source.position(self.span.start)
        line, at = self.source.line(position.line), position.column - 1
        room = max(width - 4, 10)
        start = max(0, at - min(_LEAD, 2 * room // 5))
        window = cut(line[start:], room)
        before, under = window[: at - start], window[at - start :][: len(self.span)]
        return f"    {window}\n    {' ' * columns(before)}{'^' * max(1, columns(under))}"

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        parts = [head, self.caret()]
        for label, text in (("written: ", self.written), ("expected:", self.expected), ("to do:   ", self.advice)):
            if text:
                parts.append(f"  {label} {text}")
        return "\n".join(part for part in parts if part)


class BackproofError(Exception):
    """Every error that backproof raises on purpose; ``diagnostic`` holds its four parts."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic
