r"""Matrices of which the words say what their rows are: "the matrix $X$ whose rows are $\mathbf{x}_i^\top$"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.nodes import items, name_of, strip
from backproof.syntax.tree import Atom, Kind, Node, Script

SIGN: Final = re.compile(r"\b(rows?|Zeilen?)\b", re.IGNORECASE)
WORDS: Final = r"(?:(?!⟨[we])\S+\s+){0,4}?"
IS: Final = r"(?:are|is|being|be|denotes?|contains?|containing|holds?|equals?|sind|ist|enthält|enthalten)\s+"
SAID: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"⟨whole (?P<of>\d+)⟩[^.;]{0,80}?\b(?:whose|with|its|the|deren|mit)\s+"
        rf"{WORDS}(?:rows|Zeilen)\s+(?:{IS}{WORDS})?⟨element (?P<row>\d+)⟩",
        rf"⟨whole (?P<of>\d+)⟩\s+{WORDS}⟨element (?P<row>\d+)⟩\s+(?:as|als)\s+(?:its\s+|the\s+)?(?:rows|Zeilen)\b",
        rf"⟨element (?P<row>\d+)⟩\s+{IS}{WORDS}(?:row|Zeile)\s+(?:of|von)\s+{WORDS}⟨whole (?P<of>\d+)⟩",
    )
)
DENIED: Final = re.compile(r"\b(not|if|or|either|columns?|nicht|oder|falls|Spalten?)\b", re.IGNORECASE)
Rows = frozenset[tuple[str, str]]
"""The letters of vectors, each with that of the matrix of which they are the rows."""


def rows(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Rows:
    """The vectors that the words of a document call the rows of a matrix."""
    if not any(isinstance(piece, Prose) and SIGN.search(piece.text) for piece in pieces):
        return frozenset()
    return frozenset(_named(pieces, trees))


def _named(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Iterator[tuple[str, str]]:
    text = " ".join(_said(at, piece, trees) for at, piece in enumerate(pieces))
    for found in (found for pattern in SAID for found in pattern.finditer(text)):
        if DENIED.search(found[0]) is None:
            yield _element(trees[int(found["row"])]), _whole(trees[int(found["of"])])


def _said(at: int, piece: Piece, trees: Mapping[int, Node]) -> str:
    match piece:
        case Prose(text=text):
            return text
        case Formula(display=False) if _whole(trees[at]):
            return f"⟨whole {at}⟩"
        case Formula(display=False) if _element(trees[at]):
            return f"⟨element {at}⟩"
        case Formula(display=False):
            return "⟨⟩"
        case Formula() | Heading():
            return "."


def _whole(tree: Node) -> str:
    r"""The letter of a matrix that a formula is, or declares: ``X``, ``X \in \mathbb{R}^{n \times d}``."""
    parts = strip(items(tree))
    match parts:
        case (single,):
            name = name_of(single)
        case (declared, Atom(Kind.RELATION, "in"), *_):
            name = name_of(declared)
        case _:
            name = None
    return name if name is not None and _letter(name).isupper() else ""


def _element(tree: Node) -> str:
    r"""The letter of a vector with one index, turned perhaps: ``x_i``, ``\mathbf{x}_i^\top``."""
    match strip(items(tree)):
        case (Script(base, Atom(Kind.LETTER), sup, 0),) if sup is None or _turns(sup):
            name = name_of(base)
            return name if name is not None and _letter(name).islower() else ""
        case _:
            return ""


def _turns(sup: Node) -> bool:
    return isinstance(sup, Atom) and sup.text in {"T", "top", "intercal", "'"}


def _letter(name: str) -> str:
    """A letter without its style."""
    return name.rpartition("{")[2].rstrip("}")
