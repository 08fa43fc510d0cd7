"""Text with positions, and the Diagnostic that points at a place in it."""

from backproof.source.diagnostic import BackproofError, Diagnostic
from backproof.source.extras import installing
from backproof.source.text import Position, Source, Span

__all__ = ["BackproofError", "Diagnostic", "Position", "Source", "Span", "installing"]
