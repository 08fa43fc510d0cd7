"""Blocks of mathematics between blank lines: fences of Markdown, and ``.. math::`` of reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backproof.source import Span

DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\.[ \t]+math::[ \t]*(?P<first>[^\n]*)(?:\n|\Z)")
_OPTION = re.compile(r"[ \t]*:[a-z]+:[^\n]*(?:\n|\Z)")
_FORMULA = re.compile(r"[^\n]*\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")


def body(text: str, directive: re.Match[str]) -> Span:
    """The content of a directive: the rest of its line, and the lines below that are set in deeper."""
    at = end = directive.end()
    if not directive["first"].strip():
        while option := _OPTION.match(text, at):
            at = end = option.end()
    deeper = re.compile(rf"(?:{directive['indent']}[ \t]+\S[^\n]*|[ \t]*)(?:\n|\Z)")
    while end < len(text) and (line := deeper.match(text, end)):
        end = line.end()
    return Span(directive.start("first") if directive["first"].strip() else at, end)


def formulas(text: str, block: Span) -> Iterator[Span]:
    """The formulas of a block: a blank line ends one."""
    for match in _FORMULA.finditer(text, block.start, block.end):
        yield Span(*match.span())
