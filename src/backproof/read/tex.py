r"""TeX documents: headings, formulas, and calls of macros that are displays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backproof.read.blanks import blank, without_comments
from backproof.read.marks import ENVIRONMENT, Found, closing_dollars, closing_environment, formula, paragraph_end, with_prose
from backproof.read.pieces import Heading, Piece
from backproof.source import Span
from backproof.syntax.macros import Macro, definitions
from backproof.syntax.tokens import matching_braces

_LEVELS = {
    "title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6,
}  # fmt: skip
_VERBATIM = re.compile(r"\\(?P<side>begin|end)\s*\{(?P<name>verbatim|lstlisting|minted|comment|tikzpicture)\*?\}")
_MARK = re.compile(
    rf"""
      (?P<dollars> \$\$? )
    | (?P<bracket> \\[(\[] )
    | (?P<environment> \\begin\s*\{{ (?P<name> {ENVIRONMENT} ) \}} )
    | \\ (?P<heading> {"|".join(_LEVELS)} ) \*? \s* (?: \[ [^\]]{{0,300}} \] )? \s* (?= \{{ )
    | (?P<call> \\[A-Za-z]+ )
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_DISPLAY_BODY = re.compile(rf"\\begin\s*\{{{ENVIRONMENT}\}}")


def pieces(text: str) -> tuple[Piece, ...]:
    """Everything in the body of a TeX document, in its order; offsets are those of the text with its comments."""
    own = list(definitions(text))
    displays = {each.name: each.macro for each in own if _DISPLAY_BODY.search(each.macro.body)}
    body = _body(text, [Span(each.start, each.end) for each in own])
    return tuple(with_prose(body, _found(body, displays)))


def _body(text: str, defined: list[Span]) -> str:
    """The text with everything blanked that is no document: comments, definitions, code, and what surrounds the document."""
    text = _blanked(text, defined)
    text = without_comments(text)
    text = _blanked(text, list(_verbatim(text)))
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    start = 0 if begin < 0 else begin + len(r"\begin{document}")
    stop = end if end >= start else len(text)
    return blank(text[:start]) + text[start:stop] + blank(text[stop:])


def _blanked(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        if span.start >= at:
            parts += [text[at : span.start], blank(text[span.start : span.end])]
            at = span.end
    return "".join([*parts, text[at:]])


def _verbatim(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for match in _VERBATIM.finditer(text):
        if opened is None and match["side"] == "begin":
            opened = match
        elif opened is not None and match["side"] == "end" and match["name"] == opened["name"]:
            yield Span(opened.start(), match.end())
            opened = None


def _found(text: str, displays: Mapping[str, Macro]) -> Iterator[Found]:
    braces = matching_braces(text)
    at = 0
    while mark := _MARK.search(text, at):
        at = mark.end()
        for item in _opened(text, mark, displays, braces):
            yield item
            at = item.outer.end if not isinstance(item.piece, Heading) else at


def _opened(text: str, mark: re.Match[str], displays: Mapping[str, Macro], braces: Mapping[int, int]) -> Iterator[Found]:
    match mark.lastgroup:
        case "dollars":
            yield _dollars(text, mark)
        case "bracket":
            yield _bracket(text, mark)
        case "environment":
            end = closing_environment(text, mark["name"], mark.end()) or paragraph_end(text, mark.end())
            yield Found(formula(text, mark.start(), end, display=True), Span(mark.start(), end))
        case "heading" if mark.end() in braces:
            title = Span(mark.end() + 1, braces[mark.end()])
            heading = Heading(_LEVELS[mark["heading"]], text[title.start : title.end].strip(), title)
            yield Found(heading, Span(mark.start(), title.end + 1))
        case "call" if mark.group() in displays:
            end = _end_of_call(text, mark.end(), displays[mark.group()].parameters, braces)
            yield Found(formula(text, mark.start(), end, display=True), Span(mark.start(), end))
        case _:
            pass


def _dollars(text: str, mark: re.Match[str]) -> Found:
    dollars, start = mark.group(), mark.end()
    limit = paragraph_end(text, start)
    closing = closing_dollars(text, start, limit, dollars)
    end = limit if closing is None else closing
    return Found(formula(text, start, end, display=dollars == "$$"), Span(mark.start(), min(len(text), end + len(dollars))))


def _bracket(text: str, mark: re.Match[str]) -> Found:
    closer = r"\)" if mark.group() == r"\(" else r"\]"
    limit = paragraph_end(text, mark.end())
    closing = text.find(closer, mark.end(), limit)
    end = limit if closing < 0 else closing
    outer = Span(mark.start(), end if closing < 0 else end + len(closer))
    return Found(formula(text, mark.end(), end, display=closer == r"\]"), outer)


def _end_of_call(text: str, at: int, parameters: int, braces: Mapping[int, int]) -> int:
    for _ in range(parameters):
        brace = at + len(text[at : at + 80]) - len(text[at : at + 80].lstrip())
        if brace not in braces:
            break
        at = braces[brace] + 1
    return at
