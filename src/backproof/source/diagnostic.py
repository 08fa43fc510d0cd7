"""One message with four parts: where, what was written, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.source.text import Source, Span


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

    def caret(self) -> str:
        """The source line with the place underlined; empty where no place is known.

        Long lines are cut to a window around the place, so that one line stays one line on a screen.
        """
        if self.source is None or self.span is None:
            return ""
        position = self.source.position(self.span.start)
        line = self.source.line(position.line)
        start = max(0, position.column - 1 - 40)
        window = line[start : start + 100]
        width = max(1, min(len(self.span), len(window) - (position.column - 1 - start)))
        return f"    {window}\n    {' ' * (position.column - 1 - start)}{'^' * width}"

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
