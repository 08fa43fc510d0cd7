"""TeX and notebooks as Markdown with the same formulas, and where in it each place of the document is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import final

from backproof.read.extract import tex
from backproof.read.extract.blanks import without_comments
from backproof.read.extract.marks import Found
from backproof.read.extract.notebook import cells
from backproof.read.extract.pieces import Formula, Heading
from backproof.report.faces.markdown import prose
from backproof.source import Source, Span
from backproof.source.included import TEX
from backproof.syntax.macros import definitions

_ITEM = re.compile(r"(?:^|\n)[ \t]*\\item\b")
_GAP = re.compile(r"\n[ \t]*\n\s*")


@final
@dataclass
class Rewritten:
    """A text with stretches of the document in it: the cell and the offset of each there, and its offset here."""

    text: str = ""
    stretches: list[tuple[tuple[int, int], int]] = field(default_factory=list)

    def at(self, cell: int | None, offset: int) -> int:
        """Where a place of the document is."""
        if not self.stretches:
            return offset
        place = (cell or 0, offset)
        (_, start), here = self.stretches[max(0, bisect_right(self.stretches, place, key=lambda each: each[0]) - 1)]
        return here + offset - start

    def add(self, text: str) -> None:
        """Words that are not the document's own."""
        self.text += text

    def take(self, text: str, offset: int, cell: int = 0) -> None:
        """A stretch of the document."""
        self.stretches.append(((cell, offset), len(self.text)))
        self.text += text


def as_markdown(source: Source) -> Rewritten:
    """A document as Markdown."""
    match PurePath(source.name).suffix.lower():
        case ".ipynb":
            return _notebook(source)
        case suffix if suffix in TEX:
            return _tex(source.text)
        case _:
            return Rewritten(source.text)


def _notebook(source: Source) -> Rewritten:
    """The cells one below another, those of code in fences."""
    written = Rewritten()
    for number, (kind, text) in enumerate(cells(source)):
        if written.text:
            written.add("\n\n")
        if kind == "markdown":
            written.take(text.rstrip(), 0, number)
        elif text.strip():
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
            written.add(f"{fence}python\n{text.rstrip()}\n{fence}")
    written.add("\n")
    return written


def _tex(text: str) -> Rewritten:
    """Headings and formulas as Markdown has them, prose as it stands."""
    written = Rewritten()
    defined = " ".join(text[each.start : each.end] for each in definitions(without_comments(text)))
    if defined:
        written.add(f"$${defined}$$\n\n")
    body, found = tex.found(text)
    at = 0
    for place, before, formula, behind in sorted(_changes(found), key=lambda change: change[0]):
        if place.start < at:
            continue
        written.add(_words(body[at : place.start]) + before)
        if formula is not None:
            written.take(formula.text, formula.span.start)
        written.add(behind)
        at = place.end
    written.add(_words(body[at:]).rstrip() + "\n")
    return written


def _changes(found: Iterable[Found]) -> Iterator[tuple[Span, str, Formula | None, str]]:
    """What stands in the place of headings and formulas: marks, a formula, marks."""
    for each in found:
        match each.piece:
            case Heading(level, _, span):
                yield Span(each.outer.start, span.start), f"\n\n{'#' * level} ", None, ""
                yield Span(span.end, each.outer.end), "", None, "\n\n"
            case Formula(display=True) as formula:
                yield each.outer, "\n\n$$", formula, "$$\n\n"
            case Formula() as formula:
                yield each.outer, "$", formula, "$"
            case None:
                yield each.outer, " ", None, ""


def _words(text: str) -> str:
    """Prose with its paragraphs, and with the spaces at its ends."""
    return "\n\n".join(_paragraph(each) for each in _GAP.split(text))


def _paragraph(text: str) -> str:
    """A paragraph in a line; each item of a list begins one of its own, with a number."""
    items = [prose(" ".join(each.split())) for each in _ITEM.split(text)]
    words = "\n\n1. ".join(items)
    before, behind = (" " if part and part.isspace() else "" for part in (text[:1], text[-1:]))
    return f"{before}{words}{behind}" if words else " "
