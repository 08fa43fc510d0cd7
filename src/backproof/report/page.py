"""A page without a face: headings, prose, formulas, tables and pictures, as data.

What writes a derivation, a worked example or a report builds a page; what prints pages (Markdown, LaTeX, HTML, a
terminal) knows nothing of derivations. Formulas are presentation trees, so each face writes them in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, final

from backproof.syntax.tree import Node

Inline: TypeAlias = "tuple[str | Node, ...]"
"""Running text with formulas in it."""


@final
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: Inline
    level: int = 2


@final
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    text: Inline


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One row of a display: ``left relation right``. ``left`` is None where the chain of the row before goes on.

    ``relation`` is the text of a relation sign as presentation trees have it: ``=``, ``leq``, ``leftarrow``. ``reason``
    says why the row holds, given the one before: a sentence without a capital letter and a full stop, as it may stand
    in parentheses.
    """

    left: Node | None
    relation: str
    right: Node
    reason: Inline = ()


@final
@dataclass(frozen=True, slots=True)
class Display:
    """Formulas below each other, each with its reason."""

    steps: tuple[Step, ...]


@final
@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@final
@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and what it shows, in words."""

    svg: str
    words: str


Block: TypeAlias = "Heading | Paragraph | Display | Table | Picture"


@final
@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in reading order."""

    blocks: tuple[Block, ...]
