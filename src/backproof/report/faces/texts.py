"""Prose in LaTeX: whatever the text, its characters are printed, and none of them is a command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from backproof.syntax.signs import SIGNS, SUBSCRIPTS, SUPERSCRIPTS

_ESCAPES: Mapping[str, str] = MappingProxyType(
    {sign: f"\\{sign}" for sign in "{}$&#_%"}
    | {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "`": r"\textasciigrave{}"}
    | {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': "''"}
    | {"–": r"\textendash{}", "—": r"\textemdash{}", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\ldots{}"}
)
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u ", "\u0307": "."}
    | {"\u0308": '"', "\u030a": "r ", "\u030b": "H ", "\u030c": "v ", "\u0327": "c "}
)
_OWN = frozenset("ÆØæøß")
"""Letters of Latin-1 that are no letter with an accent, and that LaTeX prints."""


def prose(text: str) -> str:
    r"""The text for LaTeX.

    >>> print(prose("5 % of $x_1$ \\input{a}: σ ≈ 误"))
    5 \% of \$x\_1\$ \textbackslash{}input\{a\}: \ensuremath{\sigma} \ensuremath{\approx} [U+8BEF]
    """
    return "".join(map(_character, re.sub(r"\s+", " ", text))).replace("--", "-{}-")


def _character(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isascii():
        return sign if sign.isprintable() else ""
    if sign in _OWN or (sign < "\u0100" and len(unicodedata.normalize("NFD", sign)) == 2):
        return sign
    return _accented(sign) or _mathematical(sign) or f"[U+{ord(sign):04X}]"


def _accented(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign)
    if parts[0].isascii() and parts[1:] in _ACCENTS:
        return rf"\{_ACCENTS[parts[1:]]}{{{parts[0]}}}"
    return ""


def _mathematical(sign: str) -> str:
    for table, mark in ((SUPERSCRIPTS, "^"), (SUBSCRIPTS, "_")):
        if sign in table:
            return rf"\ensuremath{{{mark}{{{table[sign]}}}}}"
    return rf"\ensuremath{{{SIGNS[sign]}}}" if sign in SIGNS else ""
