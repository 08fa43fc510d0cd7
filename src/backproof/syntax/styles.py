"""Alphabets and upright words: what a style does to the parts of its argument."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from backproof.source import Span
from backproof.syntax.symbols import ALPHABETS, DECLARATIONS, UPRIGHT
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script, Styled

Style = Callable[[Sequence[Node]], list[Node]]

_ALPHABET_NAMES = frozenset(ALPHABETS.values())
SPELT = 3
"""So many letters with a space behind each are a word; two may be a product."""
SHORT = frozenset({"if", "or"})
"""Words of two letters that are no product."""
_WORD = re.compile(r"[^\W\d_][^\W_]*")


def in_alphabet(style: str, items: Sequence[Node]) -> list[Node]:
    """Every letter and number of the items in an alphabet such as ``bold``; scripts stay as they are."""
    return [_in_alphabet(style, item) for item in items]


def _in_alphabet(style: str, node: Node) -> Node:
    recur = partial(_in_alphabet, style)
    match node:
        case Atom(Kind.LETTER | Kind.NUMBER):
            return Styled(style, node, node.span)
        case Styled(other) if other == style:
            return node
        case Styled(other) if other in _ALPHABET_NAMES:
            return Styled(style, node, node.span)
        case Styled(_, base):
            return replace(node, base=recur(base))
        case Script(base):
            return replace(node, base=recur(base))
        case Row(items):
            return replace(node, items=tuple(map(recur, items)))
        case Fence(_, body):
            return replace(node, body=recur(body))
        case Fraction(numerator, denominator):
            return replace(node, numerator=recur(numerator), denominator=recur(denominator))
        case _:
            return node


def upright(items: Sequence[Node]) -> list[Node]:
    """Adjoining letters as one word; what else there is stays."""
    if (spaced := _spaced(items)) is not None:
        return [spaced]
    merged: list[Node] = []
    for item in map(_upright, items):
        joined = _joined(merged[-1], item) if merged else None
        if joined is None:
            merged.append(item)
        else:
            merged[-1] = joined
    return merged


def _spaced(items: Sequence[Node]) -> Node | None:
    r"""One word that is typed with a space between all its letters, as ``\mathrm { R e L U }``: spaces mean nothing."""
    items = [item for item in items if not (isinstance(item, Atom) and item.kind is Kind.SPACE)]
    letters = [item for item in items if isinstance(item, Atom) and item.kind is Kind.LETTER and len(item.text) == 1]
    apart = all(after.span.start == before.span.end + 1 for before, after in pairwise(letters))
    text = "".join(letter.text for letter in letters)
    word = len(letters) >= SPELT or text in SHORT
    if len(letters) < len(items) or not word or not apart or text.isupper() or not _WORD.fullmatch(text):
        return None
    return Atom(Kind.NAME, text, letters[0].span.join(letters[-1].span))


def _upright(node: Node) -> Node:
    match node:
        case Script(base, sub, sup):
            return replace(
                node,
                base=_upright(base),
                sub=None if sub is None else _upright(sub),
                sup=None if sup is None else _upright(sup),
            )
        case Row(items, span):
            parts = upright(items)
            return replace(parts[0], span=span) if len(parts) == 1 else Row(tuple(parts), span)
        case Fence(_, body):
            return replace(node, body=_upright(body))
        case Fraction(numerator, denominator):
            return replace(node, numerator=_upright(numerator), denominator=_upright(denominator))
        case _:
            return node


def _joined(left: Node, right: Node) -> Node | None:
    match left, right:
        case (
            Atom(Kind.LETTER | Kind.NAME, first, before),
            Atom(Kind.LETTER | Kind.NUMBER | Kind.NAME, second, after),
        ) if _adjoin(before, after) and _WORD.fullmatch(first + second) and not _is_control(left) | _is_control(right):
            return Atom(Kind.NAME, first + second, before.join(after))
        case _:
            return None


def _is_control(node: Node) -> bool:
    """Whether a letter is one that LaTeX names, such as ``alpha``."""
    match node:
        case Atom(Kind.LETTER, text):
            return len(text) > 1
        case _:
            return False


def _adjoin(before: Span, after: Span) -> bool:
    return after.start <= before.end


def word(text: str, span: Span) -> Atom:
    """Upright text as an atom: a letter, a number, a word, or else text."""
    if text.isdecimal():
        return Atom(Kind.NUMBER, text, span)
    if not _WORD.fullmatch(text):
        return Atom(Kind.TEXT, re.sub(r"\s+", " ", text), span)
    return Atom(Kind.LETTER if len(text) == 1 else Kind.NAME, text, span)


def _styles() -> dict[str, Style]:
    alphabets: dict[str, Style] = {command: partial(in_alphabet, style) for command, style in ALPHABETS.items()}
    commands = alphabets | dict.fromkeys(UPRIGHT, upright)
    return commands | {switch: commands[command] for switch, command in DECLARATIONS.items()}


STYLES = MappingProxyType(_styles())
r"""What each style command and switch does: ``\mathbf``, ``\mathrm``, ``\bf`` and the like."""
