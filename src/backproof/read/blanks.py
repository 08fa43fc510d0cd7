"""Text with parts of it blanked, every other character in its place."""

from __future__ import annotations

import re
from html import unescape

_SPACE = re.compile(r"[^\n]")
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t>]*", re.MULTILINE)
_ENTITY = re.compile(r"&(?:[a-z]{2,6}|#[0-9]{1,6});")
_COMMENT = re.compile(r"\\.|%[^\n]*", re.DOTALL)
_ESCAPED = re.compile(r"%5C(?:%([0-9A-F]{2})|(.))|%([0-9A-F]{2})", re.IGNORECASE | re.DOTALL)


def blank(text: str) -> str:
    """As many spaces, and the same lines."""
    return _SPACE.sub(" ", text)


def without_quotation_marks(text: str) -> str:
    """The inside of a Markdown quotation."""
    return _QUOTE.sub(lambda mark: blank(mark[0]), text)


def without_entities(text: str) -> str:
    """HTML entities as their sign, at the end of the room that they took.

    >>> without_entities("a &lt; b")
    'a    < b'
    """
    return _ENTITY.sub(lambda entity: _sign(entity[0]), text)


def _sign(entity: str) -> str:
    sign = unescape(entity)
    return sign.rjust(len(entity)) if len(sign) == 1 else entity


def without_comments(text: str) -> str:
    """TeX with its comments blanked."""
    return _COMMENT.sub(lambda match: blank(match[0]) if match[0][0] == "%" else match[0], text)


def without_percent_escapes(text: str) -> str:
    r"""A quoted address as the LaTeX that it stands for.

    A backslash and what follows it stay together, so that no space comes between them.

    >>> without_percent_escapes("%5Cfrac%7B1%7D%7B2%7D")
    '  \\frac  {1  }  {2  }'
    """
    return without_entities(_ESCAPED.sub(_unquoted, text))


def _unquoted(escape: re.Match[str]) -> str:
    after, plain, alone = escape.groups()
    sign = chr(int(alone, 16)) if alone else "\\" + (chr(int(after, 16)) if after else plain)
    return sign.rjust(len(escape[0]))
