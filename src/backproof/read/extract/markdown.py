r"""Markdown in its many dialects: its blocks, which are headings, fences of code and lines with formulas in them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from backproof.read.extract import plain
from backproof.read.extract.directives import DIRECTIVE, body, formulas
from backproof.read.extract.inline import MARK, Inline
from backproof.read.extract.marks import Found, limited, with_prose
from backproof.read.extract.pieces import Formula, Heading, Piece
from backproof.source import Span

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ATX = re.compile(r"[ \t>]{0,3}(?P<mark>\#{1,6})[ \t]+(?P<title>[^\n]*?)[ \t]*\#*[ \t]*(?=\n|\Z)")
_SETEXT = re.compile(
    r"(?![ \t]*(?:[-*+>|]|[0-9]+[.)])[ \t])[ \t]{0,3}(?P<title>\S[^\n|]*)\n"
    r"[ \t]{0,3}(?P<mark>={3,}|-{3,})[ \t]*(?=\n|\Z)"
)
_BOLD = re.compile(
    r"(?:\A|(?<=\n\n))(?P<mark>\*\*|__)"
    r"(?P<title>[^*_\n$`]*[^*_\n$`.:,]|[^\W\d_]+[ ]\d+[.:])(?P=mark)[ \t]*(?=\n[ \t]*\n)"
)
"""A paragraph that is nothing but bold words heads what follows it; so does ``Exercise 2.`` with its full stop."""
LEVELS = {"=": 1, "-": 2}
"""The levels of headings by the signs below them."""
LOWEST = 7
"""That of bold words: all others stand above it."""
_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\n`]*)(?:\n|\Z)")
_MATH_LANGUAGES = frozenset({"math", "latex", "tex"})


def pieces(text: str) -> tuple[Piece, ...]:
    """Everything in a Markdown text, in its order.

    >>> [piece.text for piece in pieces("Let $a = b$.")]
    ['Let', 'a = b', '.']
    """
    return limited(with_prose(text, found(text)))


def found(text: str) -> Iterator[Found]:
    """The headings and formulas of a Markdown text with the places that they take, and what is no prose either."""
    return _Scanner(text).found()


class _Scanner:
    """Goes through a text once; every search is bounded by a paragraph or by what was found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._inline = Inline(text)

    def found(self) -> Iterator[Found]:
        matter = _FRONT_MATTER.match(self._text)
        at = matter.end() if matter else 0
        if matter:
            yield Found(None, Span(0, at))
        while at < len(self._text):
            at = yield from self._line(at)

    def _line(self, at: int) -> Generator[Found, None, int]:
        """What begins on a line, or on what is left of it; returns where it ends."""
        text = self._text
        if at == 0 or text[at - 1] == "\n":
            if fence := _FENCE.match(text, at):
                return (yield from self._fenced(fence))
            if directive := DIRECTIVE.match(text, at):
                return (yield from self._block(directive.start(), body(text, directive)))
            if heading := _ATX.match(text, at) or _SETEXT.match(text, at) or _BOLD.match(text, at):
                return (yield from self._heading(heading))
            if self._inline.speaks and (typed := plain.typed(text, at)) is not None:
                return (yield from self._typed(typed))
        newline = text.find("\n", at)
        return (yield from self._marks(at, len(text) if newline < 0 else newline + 1))

    def _fenced(self, fence: re.Match[str]) -> Generator[Found, None, int]:
        closing = re.compile(rf"^[ \t>]*{re.escape(fence['fence'])}[`~]*[ \t]*$", re.MULTILINE).search(
            self._text, fence.end()
        )
        inside = closing.start() if closing else len(self._text)
        end = closing.end() if closing else len(self._text)
        language, block = fence["language"].strip().lower(), Span(fence.end(), inside)
        if language in _MATH_LANGUAGES:
            yield from self._block(fence.start(), block)
            yield Found(None, Span(inside, end))
        elif language in plain.LANGUAGES and self._is_plain(self._text[block.start : block.end]):
            yield from self._plain(fence.start(), block)
            yield Found(None, Span(inside, end))
        else:
            yield Found(None, Span(fence.start(), end))
        return end

    def _is_plain(self, block: str) -> bool:
        return plain.speaks(block) or (self._inline.derives and plain.equates(block))

    def _plain(self, start: int, block: Span) -> Iterator[Found]:
        """The formulas of a fence, typed without LaTeX; nothing else in it is prose."""
        for place in plain.formulas(self._text, block):
            typed = self._text[place.start : place.end]
            yield Found(None, Span(start, place.start))
            yield Found(Formula(plain.as_latex(typed), place, display=True), place)
            start = place.end
        yield Found(None, Span(start, block.end))

    def _typed(self, lines: Span) -> Generator[Found, None, int]:
        """The equations of lines that have nothing else; their labels and notes are prose."""
        for place in plain.formulas(self._text, lines):
            written = self._text[place.start : place.end]
            yield Found(Formula(plain.as_latex(written), place, display=True), place)
        return lines.end

    def _block(self, start: int, block: Span) -> Generator[Found, None, int]:
        """The formulas of a block that begins at an offset with its marks; nothing else in it is prose."""
        for place in formulas(self._text, block):
            yield Found(None, Span(start, place.start))
            yield Found(self._inline.formula(place.start, place.end, display=True), place)
            start = place.end
        yield Found(None, Span(start, block.end))
        return block.end

    def _heading(self, heading: re.Match[str]) -> Generator[Found, None, int]:
        mark = heading["mark"]
        level = len(mark) if mark[0] == "#" else LEVELS.get(mark[0], LOWEST)
        span = Span(*heading.span("title"))
        yield Found(Heading(level, heading["title"], span), Span(*heading.span()))
        return max((yield from self._marks(span.start, span.end)), heading.end())

    def _marks(self, at: int, end: int) -> Generator[Found, None, int]:
        """What the marks between two offsets open; returns where the last of it ends, at least ``end``."""
        while at < end and (mark := MARK.search(self._text, at, end)):
            at = mark.end()
            if found := self._inline.found(mark):
                yield found
                at = found.outer.end
        return max(at, end)
