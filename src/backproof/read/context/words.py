"""Numbers that stand in the words: ``η = 0.1`` without marks, ``a learning rate of 0.5``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backproof.read.extract.pieces import Piece, Prose
from backproof.read.grammar.grammar import read
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import items
from backproof.read.terms.terms import Num, Ref, Unreadable
from backproof.syntax.latex import parse

NAMED = re.compile(r"(?<![\w\\$^_{}\[(,.])([A-Za-zα-ω](?:_?\d)?)\s*=\s*(-?\d+(?:\.\d+)?)(?![\w.,]*\d)")
RATE = re.compile(r"(?:learning[\s-]+rate|step[\s-]+size|Lernrate|学习率|學習率|学習率)\D{0,40}?(\d*\.\d+|\d+)\b", re.I)


def told(pieces: Iterable[Piece], lexicon: Lexicon) -> Iterator[tuple[Ref | None, Num]]:
    """Names with the numbers that the words give them; no name for the learning rate."""
    for piece in pieces:
        if isinstance(piece, Prose):
            for name, number in NAMED.findall(piece.text):
                yield from _valued(name, number, lexicon)
            for number in RATE.findall(piece.text):
                yield from _valued("", number, lexicon)


def _valued(name: str, number: str, lexicon: Lexicon) -> Iterator[tuple[Ref | None, Num]]:
    try:
        value = read(items(parse(number, 0, {})), lexicon)
        ref = read(items(parse(name, 0, {})), lexicon) if name else None
    except Unreadable:
        return
    if isinstance(value, Num) and (ref is None or isinstance(ref, Ref)):
        yield ref, value
