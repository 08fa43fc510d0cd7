"""Text in one line of a terminal: without commands, and how many columns it takes."""

from __future__ import annotations

import unicodedata

# A document must not command the terminal that it is shown on, nor turn its text around; a tab would move the caret.
_COMMANDS = (*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F))
_SHOWN = dict.fromkeys((*_COMMANDS, *range(0x2066, 0x206A)), "·") | {0x09: " "}


def plain(text: str) -> str:
    r"""A line in which no character commands anything.

    >>> plain("a\t\033[2Jb")
    'a ·[2Jb'
    """
    return text.translate(_SHOWN)


def columns(text: str) -> int:
    """The columns of a text: letters of East Asia take two, accents that stand above none.

    >>> columns("ŷ = σ(z)"), columns("y\u0302"), columns("误")
    (8, 1, 2)
    """
    return len(text) if text.isascii() else sum(map(_column, text))


def cut(text: str, width: int) -> str:
    """As much of a text, from its beginning, as ``width`` columns hold.

    >>> cut("误差是", 5)
    '误差'
    """
    if text.isascii():
        return text[:width]
    used = 0
    for at, sign in enumerate(text):
        used += _column(sign)
        if used > width:
            return text[:at]
    return text


def _column(sign: str) -> int:
    if sign < "\u0300":
        return 1
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
