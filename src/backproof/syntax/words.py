r"""Words and widths inside formulas: ``\text{...}`` with formulas in it, ``\hspace{...}``."""

from __future__ import annotations

import re

from backproof.source import Span
from backproof.syntax.reader import Reader, unread
from backproof.syntax.rows import row, widened
from backproof.syntax.styles import STYLES, upright, word
from backproof.syntax.tokens import Token
from backproof.syntax.tree import Atom, Kind, Node

_PART = re.compile(r"(?P<words>(?:\\.|[^$\\])+)|\$+(?P<formula>(?:\\.|[^$\\])*)\$*|.", re.DOTALL)
_MARKUP = re.compile(r"\\[A-Za-z]+\s*|\\(?=[^A-Za-z])|(?<!\\)[{}]")
_WIDTH = re.compile(r"\{\s*(-?[0-9]*\.?[0-9]*)\s*([a-z]*)")
_EMS = {"em": 1.0, "ex": 0.45, "pt": 0.1, "bp": 0.1, "mm": 0.285, "cm": 2.85, "in": 7.2, "mu": 0.056, "px": 0.0625}
_WIDE = 0.9


def text(reader: Reader, token: Token) -> list[Node]:
    r"""The argument of ``\text`` and its relatives: words, and formulas between dollars."""
    raw = reader.peek().text
    if len(raw) < 2 or raw[0] != "{":
        argument = reader.argument()
        return [unread(token, f"{token.text} needs 1 argument; found 0")] if argument is None else upright([argument])
    argument_token = reader.take()
    span = reader.since(token)
    parts = _parts(reader, raw, argument_token)
    if token.text == r"\textbf":
        parts = STYLES[token.text](parts)
    return [widened(row(parts, span), span)] if parts else []


def _parts(reader: Reader, raw: str, token: Token) -> list[Node]:
    """The words and formulas of a raw argument; what a macro produced stands at the place of its call."""
    written_here = token.end - token.start == len(raw)
    parts: list[Node] = []
    for match in _PART.finditer(raw, 1, len(raw) - 1):
        start, end = match.span("formula" if match["formula"] is not None else 0)
        place = Span(token.start + start, token.start + end) if written_here else Span(token.start, token.end)
        if match["formula"] is not None:
            parts.append(reader.inner(match["formula"], place))
        elif match["words"] and (words := _MARKUP.sub("", match["words"])).strip():
            parts.append(word(words, place))
    return parts


def space(reader: Reader, token: Token) -> list[Node]:
    r"""``\hspace{2cm}`` separates like ``\quad``; narrow spaces leave no trace."""
    width = ""
    while reader.peek().text and not width.endswith("}"):
        width += reader.take().text
    match = _WIDTH.match(width)
    ems = float(match[1]) * _EMS.get(match[2], 1.0) if match and match[1] not in ("", "-", ".", "-.") else 0.0
    return [Atom(Kind.SPACE, "quad", reader.since(token))] if ems >= _WIDE else []
