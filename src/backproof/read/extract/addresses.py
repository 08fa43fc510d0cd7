r"""Formulas in the addresses of rendered images: ``![](https://host/svg.latex?%5Cdelta%20%3D%20a)``.

An address is taken for a formula where its server is one that renders LaTeX, or where it has a parameter for LaTeX.
"""

from __future__ import annotations

import re

from backproof.read.extract.blanks import FILLING, blank, without_percent_escapes
from backproof.source import Span

ADDRESS = r"""
    (?: !\[ [^\[\]\n]{0,200} \]\( [ \t]* | <img \s [^<>]{0,300}? \bsrc \s* = \s* (?: (?P<quoted> " ) | ' )? )?
    https?:// (?P<url> (?(quoted) [^"<>\n]+ |
        (?: [^\s()"'<>] | '(?![ \t]*(?:/?>|[a-z]{2,8}=)) | \( (?: [^\s()"<>] | \([^\s()"<>]*\) )* \) )+ ) )
    (?: ["']? [^<>\n]{0,200}? /? > | [ \t]* "[^"\n]{0,200}" [ \t]* \) | \) )?
"""
"""A mark of Markdown or HTML with an address in it, up to its end; without a mark, the address alone."""

_PARAMETER = re.compile(r"[?&](?P<key>math|eq|equation|tex|latex|formula|expr|from|chl)=", re.IGNORECASE)
_NEXT_PARAMETER = re.compile(r"&(?:amp;)?[A-Za-z]{2,10}=|\Z")
_ENDPOINT = re.compile(r"(?:\.(?:latex|image)|/(?:eq|tex|latex)|(?:mathtex|mimetex)\.cgi)\Z", re.IGNORECASE)
_RENDERER = re.compile(r"tex|math|codecogs|equation", re.IGNORECASE)
_IN_PATH = re.compile(r"[^/]*(?:tex|math)[^/]*/(?:svg|png)/(?=[^/]*%)|[^/]*math[^/]*/(?=%5C)", re.IGNORECASE)
_COMMAND = re.compile(r"\\|%5C", re.IGNORECASE)
_MODE = re.compile(rf"\\{FILLING}*\\?{FILLING}*(?:inline\b|(?:dpi|bg)\s*\{{[^}}]*\}}|(?:bg|fn)_[a-z]+)")
_FORM_ENCODED = re.compile(r"%2B|\+(?:%3D|=)\+", re.IGNORECASE)


def formula_in(address: re.Match[str]) -> Span | None:
    """The place of the LaTeX in an address that :data:`ADDRESS` found; None where there is none."""
    url, offset = address["url"], address.start("url")
    path, question, query = url.partition("?")
    if not question:
        found = _IN_PATH.match(url)
        return Span(offset + found.end(), offset + len(url)) if found else None
    if parameter := _PARAMETER.search(url, len(path)):
        if parameter["key"].lower() == "chl" and "cht=tx" not in query:
            return None
        following = _NEXT_PARAMETER.search(url, parameter.end())
        return Span(offset + parameter.end(), offset + (following.start() if following else len(url)))
    renders = _ENDPOINT.search(path) or (_RENDERER.search(path) and _COMMAND.search(query))
    return Span(offset + len(path) + 1, offset + len(url)) if renders else None


def decoded(quoted: str) -> str:
    r"""LaTeX as it stands in an address, each character in the room of its escape.

    >>> decoded("%5Cinline&space;a&plus;b").replace(FILLING, "").strip()
    'a+b'
    """
    spaced = quoted.replace("+", " ") if _FORM_ENCODED.search(quoted) else quoted
    return _MODE.sub(lambda mode: blank(mode[0]), without_percent_escapes(spaced))
