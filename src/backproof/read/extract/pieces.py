"""What a document consists of: headings, prose and formulas, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.source import Span


@final
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, from 1; formulas in it follow as pieces of their own."""

    level: int
    text: str
    span: Span
    cell: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Prose:
    """Words between formulas; a paragraph is at least one of them, unless it is all formula."""

    text: str
    span: Span
    cell: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics without its delimiters.

    ``text`` is as long as ``span``, so that an offset in it is a place in the document: what isn't LaTeX, such as the
    marks of a quotation or the escapes of an address, is blanked or filled. ``encoded`` says that the document's own
    characters are no LaTeX, so that ``text`` is what a person reads. ``cell`` is the number of a notebook's cell.
    """

    text: str
    span: Span
    display: bool
    encoded: bool = False
    cell: int | None = None


Piece = Heading | Prose | Formula
