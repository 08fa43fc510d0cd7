"""Text with parts of it blanked, every other character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from backproof.source import Span
from backproof.syntax.macros import definitions

FILLING = "\u2060"
"""A sign of no width, which belongs to the sign before it: what was decoded takes the room of its escape."""

_SPACE = re.compile(r"[^\n]")
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t>]*", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[a-z]{2,6}|#[0-9]{1,6});")
_OWN_ENTITIES = {"&space;": " ", "&hash;": "#"}
_COMMENT = re.compile(r"\\.|%[^\n]*", re.DOTALL)
_ESCAPED = re.compile(r"(?:%[89A-F][0-9A-F])+|%[0-7][0-9A-F]", re.IGNORECASE)
_DOUBLED = re.compile(r"\\\\\\\\|\\\\")


def blank(text: str) -> str:
    """As many spaces, and the same lines."""
    return _SPACE.sub(" ", text)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with places blanked that are given in their order; a place inside of another one counts for nothing."""
    parts: list[str] = []
    at = 0
    for span in spans:
        if span.start >= at:
            parts += [text[at : span.start], blank(text[span.start : span.end])]
            at = span.end
    return "".join([*parts, text[at:]])


def without_definitions(text: str) -> str:
    """LaTeX with its definitions of macros blanked."""
    return blanked(text, (Span(each.start, each.end) for each in definitions(text)))


def without_quotation_marks(text: str) -> str:
    """The inside of a Markdown quotation."""
    return _QUOTE.sub(lambda mark: blank(mark[0]), text)


def without_entities(text: str) -> str:
    """HTML entities as their sign, at the end of the room that they took.

    >>> without_entities("a &lt; b")
    'a    < b'
    """
    return _ENTITY.sub(lambda entity: _sign(entity[0]).rjust(len(entity[0])), text)


def _sign(entity: str) -> str:
    sign = _OWN_ENTITIES.get(entity) or unescape(entity)
    return sign if len(sign) == 1 else entity


def without_comments(text: str) -> str:
    """TeX with its comments blanked."""
    return _COMMENT.sub(lambda match: blank(match[0]) if match[0][0] == "%" else match[0], text)


def without_percent_escapes(text: str) -> str:
    r"""A quoted address as the LaTeX that it stands for, each sign with filling of no width behind it.

    >>> without_percent_escapes("%5Cfrac%7B1%7D&plus;2").replace(FILLING, "")
    '\\frac{1}+2'
    """
    plain = _ESCAPED.sub(lambda escapes: _filled(_characters(escapes[0]), escapes[0]), text)
    return _ENTITY.sub(lambda entity: _filled(_sign(entity[0]), entity[0]), plain)


def _characters(escapes: str) -> str:
    return bytes.fromhex(escapes.replace("%", "")).decode("utf-8", "replace")


def _filled(sign: str, room: str) -> str:
    return sign.ljust(len(room), " " if sign.isspace() else FILLING)


def without_doubled_slashes(text: str) -> str:
    r"""LaTeX out of a quoted string, where each backslash is two.

    >>> print(without_doubled_slashes(r"\\frac1x \\\\ y").replace(FILLING, ""))
    \frac1x \\ y
    """
    return _DOUBLED.sub(lambda slashes: _filled(slashes[0][: len(slashes[0]) // 2], slashes[0]), text)
