"""Formulas that stand in prose with the tags of HTML: ``u = exp(a<sub>0</sub>) + b<sup>2</sup>``."""

from __future__ import annotations

import re

from backproof.read.extract.blanks import FILLING
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.source import Span

SCRIPT = r"<su[bp]>"
_NAME = "(?:su[bp]|[bi]|em|strong)"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAME})>")
_OPERATOR = r"+*/·⋅×−=←≈\-"
_RUN = (
    rf"(?:</?{_NAME}>|[A-Za-z0-9Α-Ωα-ωϵ∂∇∑√½().,\[\]^_'′{_OPERATOR}]"
    rf"|[ ](?=[{_OPERATOR}])|(?<=[{_OPERATOR}])[ ]"
    r"|(?<![A-Za-z]{2})[ ](?=[A-Za-zα-ω](?![A-Za-z])))+"
)
_BEFORE = re.compile(rf"{_RUN}\Z")
_AFTER = re.compile(_RUN)
_RELATION = re.compile(r"(?<=.)\s*[=←≈]\s*(?=.)")
_SCRIPTED = re.compile(r"<(su[bp])>.*?</\1>")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ENTITY = r"&(?!nbsp;|[lg]t;|quot;)#?\w+;"
_CUT_BEFORE = re.compile(rf"(?:/|{_ENTITY})[ ]?\Z")
_CUT_BEHIND = re.compile(rf"[ ]?(?:/|{_ENTITY})")
"""A formula goes on there, with a fraction or a sign: the rest alone says something else."""
_REACH = 160
_OPENED = {"sub": "_{", "sup": "^{"}


def formula_around(text: str, tag: int) -> Span | None:
    """The place of the equation around a tag for a script; None where it is in none.

    >>> text = "Let z<sub>1</sub> = w x + b."
    >>> place = formula_around(text, text.index("<"))
    >>> text[place.start : place.end]
    'z<sub>1</sub> = w x + b'
    """
    first = max(0, tag - _REACH, text.rfind("\n", 0, tag) + 1)
    before = _BEFORE.search(text[first:tag])
    after = _AFTER.match(text, tag)
    if before is None or after is None:
        return None
    start, end = first + before.start(), after.end()
    run = text[start:end]
    start, end = start + len(run) - len(run.lstrip(" .,)=")), end - len(run) + len(run.rstrip(" .,("))
    written = text[start:end]
    if _CUT_BEFORE.search(text[max(0, start - 12) : start]) or _CUT_BEHIND.match(text, end):
        return None
    words = (word[0] for word in _WORD.finditer(_TAG.sub("", _SCRIPTED.sub(" ", written))))
    closed = written.count("(") == written.count(")")
    stated = _RELATION.search(written) is not None and all(word in FUNCTION_WORDS for word in words)
    return Span(start, end) if stated and closed else None


def as_latex(written: str) -> str:
    """A formula with its tags as LaTeX, every other sign in its place.

    >>> as_latex("z<sub>1</sub>").replace(FILLING, "")
    'z_{1}'
    """
    return _TAG.sub(_spelt, written)


def _spelt(tag: re.Match[str]) -> str:
    opened = _OPENED.get(tag["name"])
    return ("" if opened is None else "}" if tag["end"] else opened).ljust(len(tag[0]), FILLING)
