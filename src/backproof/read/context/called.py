"""Names that the words call a vector or a matrix: ``the bias vector $b$``, ``$X$: input vector``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.grammar.nodes import items, name_of
from backproof.syntax.tree import Atom, Kind, Node, Row, Script

VECTOR, MATRIX, NUMBER = "vector", "matrix", "number"
NOUN = r"(?P<kind>\w*(?:vector|vektor|vecteur|vetor|matrix|matrice|matriz))\b"
ROLE = (
    r"(?:\s*(?:of|de|des|del|d['’])\s*(?:the\s+|la\s+|l['’])?"
    r"(?:weights?|inputs?|biases|poids|biais|pesos|sesgos?|entr[ée]es?|entradas?))?"
)
BEFORE = re.compile(rf"\b{NOUN}{ROLE}[\s:*_]*$", re.IGNORECASE)
OTHER = r"of|in|and|or|by|with|from|to|where|component|element|entry|row|column|number|size|dimension|length|each|every"
BEHIND = re.compile(
    rf"^[\s*_]*(?::|[–-]|\b(?:is|are|be|denotes?|means?|ist|sei|est|es)\b)?[\s*_]*(?:(?!(?:{OTHER})\b)[\w-]+\s+){{0,4}}{NOUN}",
    re.IGNORECASE,
)
CASE = re.compile(r"\b(if|when(ever)?|suppose|unless|not|falls|wenn|si)\b", re.IGNORECASE)
"""Words of a case, in which other formulas do not stand."""
REACH = 80
"""So many characters of the words before and behind a name say what it is."""


def called(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Mapping[str, str]:
    """What the words call each name, whatever its layer; nothing of a name that is called both."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, kind in _named(pieces, trees):
        found[name].add(kind)
    return {name: next(iter(kinds)) for name, kinds in found.items() if len(kinds) == 1}


def _named(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Iterator[tuple[str, str]]:
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Formula) or piece.display or (name := _name(trees[at])) is None:
            continue
        before, behind = _words(pieces, at - 1)[-REACH:], _words(pieces, at + 1)[:REACH]
        sentence = re.split(r"[.;:]\s|\n\s*[\n*-]", before)[-1]
        if CASE.search(sentence):
            continue
        for said in (BEFORE.search(before), BEHIND.search(behind)):
            if said is not None:
                yield name, MATRIX if said["kind"].lower().endswith(("ix", "rice", "riz")) else VECTOR


def _words(pieces: Sequence[Piece], at: int) -> str:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return piece.text if isinstance(piece, Prose) else ""


def _name(tree: Node) -> str | None:
    """The name that a formula is, without a layer or a label; a name with an index, ``x_i``, is none."""
    match items(tree):
        case (Script(base, sub, _, 0),) if sub is None or _is_word(sub):
            return name_of(base)
        case (Atom() as atom,) if atom.kind is Kind.LETTER:
            return name_of(atom)
        case (node,) if not isinstance(node, Script):
            return name_of(node)
        case _:
            return None


def _is_word(sub: Node) -> bool:
    """Whether a subscript is a word, ``W_{hid}``, or the number of a layer."""
    match sub:
        case Atom(Kind.NAME | Kind.TEXT | Kind.NUMBER):
            return True
        case Row(parts):
            return len(parts) > 1 and all(isinstance(part, Atom) and part.kind is Kind.LETTER for part in parts)
        case _:
            return False
