"""Names that the words call the outputs of layers, "the output $h$ of its layers": no line says what they depend on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.nodes import items, name_of
from backproof.syntax.tree import Atom, Kind, Node

SIGN: Final = re.compile(r"\boutputs?\b", re.IGNORECASE)
"""Without this word nothing is called so."""
OF: Final = r"of\s+(?:[a-z-]+\s+){0,4}(?:layers?|blocks?|branch(?:es)?|(?:sub)?networks?|modules?|units?|cells?)\b"
NAMED: Final = (
    re.compile(rf"\boutputs?\s+⟨(\d+)⟩\s+{OF}", re.IGNORECASE),
    re.compile(rf"⟨(\d+)⟩\s+(?:be|is|are|denotes?|for)\s+(?:the\s+)?outputs?\s+{OF}", re.IGNORECASE),
    re.compile(
        r"\b(?:layers?|blocks?|branch|(?:sub)?networks?|modules?|units?|cells?)\b,?\s+(?:whose|with)\s+(?:the\s+)?"
        r"outputs?\s+(?:(?:is|are|be)\s+)?⟨(\d+)⟩",
        re.IGNORECASE,
    ),
)


def outputs(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> frozenset[str]:
    """The letters of such names.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> sorted(read_document(Source("notes.md", "We add $x$ to the output $h$ of the layers.")).outputs)
    ['h']
    """
    if not any(isinstance(piece, Prose) and SIGN.search(piece.text) for piece in pieces):
        return frozenset()
    said = " ".join(_said(at, piece, trees) for at, piece in enumerate(pieces))
    found = (name_of(*items(trees[int(at)])) for pattern in NAMED for at in pattern.findall(said))
    return frozenset(name for name in found if name is not None)


def _said(at: int, piece: Piece, trees: Mapping[int, Node]) -> str:
    """A piece as the words that it is, with its number for a letter."""
    match piece:
        case Prose(text=text):
            return text
        case Formula(display=False) if _is_letter(trees[at]):
            return f"⟨{at}⟩"
        case Formula() | Heading():
            return "."


def _is_letter(tree: Node) -> bool:
    match items(tree):
        case (Atom() as atom,):
            return atom.kind is Kind.LETTER
        case _:
            return False
