"""Documents as headings, prose and formulas, by their format. No mathematics is known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import PurePath
from types import MappingProxyType

from backproof.read.extract import markdown, tex
from backproof.read.extract.blanks import without_comments
from backproof.read.extract.marks import MAX_PIECES
from backproof.read.extract.notebook import extract_notebook
from backproof.read.extract.pieces import Piece
from backproof.source import BackproofError, Diagnostic, Source
from backproof.syntax.macros import Macros, Place, collect, definitions, recorded

_FORMATS: Mapping[str, Callable[[str], tuple[Piece, ...]]] = MappingProxyType(
    {".tex": tex.pieces, ".latex": tex.pieces, ".ltx": tex.pieces}
)


def extract(source: Source) -> tuple[Piece, ...]:
    """The pieces of a document in their order; what isn't TeX or a notebook by its name is read as Markdown.

    Raises :class:`~backproof.source.BackproofError` where there are more of them than any derivation has.

    In a notebook, offsets count in the cell's own text, see :func:`~backproof.read.extract.notebook.extract_notebook`.

    >>> [piece.text for piece in extract(Source("hw.md", "# Loss\\n\\n$$L = (y - a)^2$$\\n"))]
    ['Loss', 'L = (y - a)^2']
    """
    suffix = PurePath(source.name).suffix.lower()
    if suffix != ".ipynb":
        found = _FORMATS.get(suffix, markdown.pieces)(source.text)
    else:
        cells = ((number, piece) for number, cell in extract_notebook(source) for piece in markdown.pieces(cell.text))
        found = tuple(replace(piece, cell=number) for number, piece in islice(cells, MAX_PIECES + 1))
    if len(found) > MAX_PIECES:
        raise BackproofError(_too_many(source, found))
    return found


def _too_many(source: Source, found: tuple[Piece, ...]) -> Diagnostic:
    return Diagnostic(
        "the document is too long",
        written=f"more than {MAX_PIECES:,} formulas and paragraphs",
        expected=f"at most {MAX_PIECES:,} of them",
        advice="split the document",
        source=source,
        span=found[-1].span if found[-1].cell is None else None,
    )


def macros(source: Source) -> Macros:
    """The macros that a document defines, for :func:`~backproof.syntax.latex.parse`; ``at`` gives those of a place."""
    suffix = PurePath(source.name).suffix.lower()
    if suffix in _FORMATS:
        return collect(without_comments(source.text))
    cells = extract_notebook(source) if suffix == ".ipynb" else ((0, source),)
    return recorded(((cell, each.end), each) for cell, text in cells for each in definitions(text.text))


def place(piece: Piece) -> Place:
    """Where a piece stands, as macros count it."""
    return piece.cell or 0, piece.span.start
