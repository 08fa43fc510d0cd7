r"""LaTeX mathematics as tokens with places.

A token's text is LaTeX (``\alpha``, ``x``, ``12``), whatever the document's own characters were: Unicode signs come out
as the control sequence that they stand for, ``x²`` as ``x^{2}``. The argument of a text command is one raw token,
braces included, because its spaces count. ``\begin{..}``, ``\end{..}`` and ``\\[2pt]`` are one token each. What has
no width, such as the marks of writing from right to left, belongs to the sign before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Mapping
from typing import NamedTuple

from backproof.syntax.signs import ACCENTS, SUBSCRIPTS, SUPERSCRIPTS, spelled, vulgar_fraction

TEXT_COMMANDS = frozenset(
    r"\text \textrm \textnormal \textup \textsf \texttt \textit \textsl \textsc \textbf \textmd "
    r"\mbox \hbox \fbox \intertext "
    r"\shortintertext".split()
)

_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | %[^\n]*\n? )
    | (?P<break> \\\\ \*? (?: [ \t]* \[ \s* -? [0-9.]+ \s* (?:pt|em|ex|mm|cm|in|mu|bp) \s* \] )? )
    | (?P<environment> \\(?:begin|end) \s* \{ \s* [A-Za-z]+ \*? \s* \} )
    | (?P<colorbox> \\colorbox \s* \{ [^{}]* \} )
    | (?P<starred> \\(?:operatorname|tag|hspace|vspace) \* )
    | (?P<none> (?P<side> \\(?:left|right) ) \s* \. )
    | (?P<control> \\ (?: [A-Za-z]+ | [^A-Za-z] )? )
    | (?P<number> [0-9]+ (?: \.[0-9]+ | (?:\{,\}[0-9]{3})+(?![0-9]) | \{,\}[0-9]+ )? | \.[0-9]+ )
    | (?P<dots> \.\.\. )
    | (?P<elementwise> \. [ ]? (?: \* | \\(?:ast|times|odot)(?![A-Za-z]) ) )
    | (?P<pair> := | =: | [<>!]= | \|\| | \#[1-9] )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


class Token(NamedTuple):
    """One sign of LaTeX and its half-open range of offsets in the document."""

    text: str
    start: int
    end: int


def tokenize(text: str, offset: int = 0) -> list[Token]:
    r"""All tokens of ``text``, which starts at ``offset`` in its document.

    >>> [token.text for token in tokenize(r"\alpha x₁ = 0.5 % half")]
    ['\\alpha', 'x', '_', '{', '1', '}', '=', '0.5']
    """
    if not _INVISIBLE.search(text):
        return [Token(name, start + offset, end + offset) for name, start, end in _tokens(text)]
    places = [offset + at for at, sign in enumerate(text) if not _INVISIBLE.match(sign)]
    places.append(offset + len(text))
    visible = _INVISIBLE.sub("", text)
    return [Token(name, places[start], places[end]) for name, start, end in _tokens(visible)]


def matching_braces(text: str) -> dict[int, int]:
    """The offset of each opening brace with that of its closing one; unbalanced ones are left out."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for brace in _BRACE.finditer(text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif brace.group() == "}" and opened:
            pairs[opened.pop()] = brace.start()
    return pairs


def _tokens(text: str) -> Generator[Token, None, None]:
    closing = matching_braces(text)
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        match match.lastgroup:
            case "skip":
                pass
            case "break":
                yield Token(r"\\", match.start(), at)
            case "environment":
                yield Token("".join(match.group().split()), match.start(), at)
            case "colorbox":
                yield Token(r"\text", match.start(), at)
                at = yield from _raw_argument(text, at, closing)
            case "none":
                # The dot is no bracket, and belongs to no number or sign behind it.
                yield Token(match["side"], match.start(), match.end("side"))
                yield Token(".", at - 1, at)
            case "control":
                yield Token(match.group(), match.start(), at)
                if match.group() in TEXT_COMMANDS:
                    at = yield from _raw_argument(text, at, closing)
            case "number":
                yield Token(_decimal(match.group()), match.start(), at)
            case "dots":
                yield Token(r"\ldots", match.start(), at)
            case "elementwise":
                yield Token(r"\odot", match.start(), at)
            case "other":
                at = yield from _character(text, match.start())
            case _:
                yield Token(match.group(), match.start(), at)


def _decimal(number: str) -> str:
    """``1{,}000`` groups thousands; any other ``{,}`` is a decimal comma."""
    whole, *groups = number.split("{,}")
    grouped = whole != "0" and all(len(group) == 3 for group in groups)
    return ("" if grouped else ".").join([whole, *groups])


def _raw_argument(text: str, at: int, closing: Mapping[int, int]) -> Generator[Token, None, int]:
    """The braced argument of a text command as a single token; returns where to go on."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at not in closing:
        return at
    end = closing[at] + 1
    yield Token(text[at:end], at, end)
    return end


def _character(text: str, at: int) -> Generator[Token, None, int]:
    """One character that is no ASCII LaTeX syntax, or a run of them; returns where to go on."""
    sign = text[at]
    for script, table in (("_", SUBSCRIPTS), ("^", SUPERSCRIPTS)):
        if sign in table:
            return (yield from _script_run(text, at, script, table))
    accent = ACCENTS.get(text[at + 1 : at + 2])
    if sign.isascii() and not (accent and sign.isalpha()):
        yield Token(sign, at, at + 1)
        return at + 1
    if _is_ideograph(sign):
        return (yield from _ideographs(text, at))
    if (fraction := vulgar_fraction(sign)) is not None:
        # The numerator stands before the sign, so that the parts of the fraction are in order.
        yield from (Token(part, at, at) for part in ("\\frac", "{", fraction[0], "}"))
        yield from (Token(part, at, at + 1) for part in ("{", fraction[1], "}"))
        return at + 1
    latex = f"{accent}{{{spelled(sign)}}}" if accent else spelled(sign)
    end = at + (2 if accent else 1)
    yield from (Token(part, at, end) for part in _parts(latex))
    return end


def _script_run(text: str, at: int, script: str, table: Mapping[str, str]) -> Generator[Token, None, int]:
    end = at
    while end < len(text) and text[end] in table:
        end += 1
    yield Token(script, at, at + 1)
    yield Token("{", at, at + 1)
    yield from tokenize("".join(table[sign] for sign in text[at:end]), at)
    yield Token("}", end - 1, end)
    return end


def _is_ideograph(sign: str) -> bool:
    return unicodedata.category(sign) == "Lo"


def _ideographs(text: str, at: int) -> Generator[Token, None, int]:
    """A word in a script without capitals, such as Chinese, is one token."""
    end = at
    while end < len(text) and _is_ideograph(text[end]):
        end += 1
    yield Token(text[at:end], at, end)
    return end


def _parts(latex: str) -> list[str]:
    return re.findall(r"\\[A-Za-z]+|\\.|.", latex)
