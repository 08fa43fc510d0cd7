"""What Markdown and TeX have in common: closing marks of formulas, and prose as what is left between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.source import Span

ENVIRONMENT = (
    r"(?:align|alignat|aligned|flalign|gather|gathered|multline|eqnarray|equation|displaymath|math|split|dmath|subequations"
    r"|IEEEeqnarray|xalignat|alignedat|dgroup)\*?"
)
PART = r"(?:[rd]?cases|[pbBvV]?(?:small)?matrix|array)\*?"
"""Environments that are no line by themselves, but part of one."""

_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?=\n)|\Z")
_GAP = re.compile(r"\n(?:[ \t>]*\n)+")
_WORDS = re.compile(r"(?<![\\A-Za-z{_^])[A-Za-z]{2,}(?:,? +[a-z]{2,}){3,}")
_DOLLAR = re.compile(r"\\.|[{}]|\$\$?", re.DOTALL)
_NESTED_DOLLARS = 20
MAX_PIECES = 100_000
"""Formulas and the paragraphs between them; a long thesis has a tenth of that."""


@final
@dataclass(frozen=True, slots=True)
class Found:
    """A piece with the place that it takes with its marks; without a piece, a place that is no prose either."""

    piece: Heading | Formula | None
    outer: Span


def trimmed(content: str, start: int, display: bool) -> Formula:
    """The formula that starts at an offset, without the white space around it."""
    text = content.strip()
    start += len(content) - len(content.lstrip()) if text else 0
    return Formula(text, Span(start, start + len(text)), display)


def formula(text: str, start: int, end: int, display: bool) -> Formula:
    """The formula between two offsets of a text."""
    return trimmed(text[start:end], start, display)


class Paragraphs:
    """Where the paragraphs of a text end; asked from left to right, each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start, self._end = 0, -1

    def end(self, at: int) -> int:
        """Where the paragraph around an offset ends."""
        if not self._start <= at <= self._end:
            match = _PARAGRAPH_END.search(self._text, at)
            self._start, self._end = at, match.start() if match else len(self._text)
        return self._end


def closing_dollars(text: str, start: int, end: int, dollars: str) -> int | None:
    r"""The offset of the closing ``$`` or ``$$``; those inside of braces belong to a ``\text{..}``."""
    depth = seen = 0
    first: int | None = None
    for match in _DOLLAR.finditer(text, start, end):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif sign[0] == "$" and (len(sign) >= len(dollars)):
            first = match.start() if first is None else first
            seen += 1
            if depth == 0 or seen > _NESTED_DOLLARS:
                return match.start() if depth == 0 else first
    return first


def closing_environment(text: str, name: str, start: int) -> int | None:
    r"""The end of the environment whose ``\begin`` ends at ``start``; None where another begins first, or none ends."""
    match = re.compile(r"\\(begin|end)\s*\{" + re.escape(name) + r"\}").search(text, start)
    return match.end() if match and match[1] == "end" else None


def is_prose(text: str) -> bool:
    """Whether there are four plain words in a row."""
    return _WORDS.search(text) is not None


def with_prose(text: str, found: Iterable[Found]) -> Iterator[Piece]:
    """The pieces that were found, and the paragraphs between them."""
    at = 0
    for item in found:
        if item.piece is None and not len(item.outer):
            continue
        yield from _paragraphs(text, at, item.outer.start)
        if item.piece is not None and item.piece.text:
            yield item.piece
        at = max(at, item.outer.end)
    yield from _paragraphs(text, at, len(text))


def limited(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces up to one more than a document may have."""
    return tuple(islice(pieces, MAX_PIECES + 1))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Prose]:
    at = start
    while at < end:
        gap = _GAP.search(text, at, end)
        stop = gap.start() if gap else end
        words = text[at:stop]
        if stripped := words.strip():
            first = at + len(words) - len(words.lstrip())
            yield Prose(stripped, Span(first, first + len(stripped)))
        at = gap.end() if gap else end
