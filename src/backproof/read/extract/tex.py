r"""TeX documents: headings, formulas, and calls of macros that are displays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backproof.read.extract.blanks import blank, blanked, without_comments
from backproof.read.extract.marks import (
    ENVIRONMENT,
    Found,
    Paragraphs,
    closing_dollars,
    closing_environment,
    formula,
    limited,
    with_prose,
)
from backproof.read.extract.pieces import Formula, Heading, Piece
from backproof.read.extract.unclosed import end_of_unclosed
from backproof.source import Span
from backproof.syntax.macros import Definition, definitions
from backproof.syntax.tokens import matching_braces

LEVELS = {
    "title": 1,
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
}
_ASIDE = re.compile(
    r"\\verb\*?(?P<mark>[^A-Za-z\s*])[^\n]*?(?P=mark)|\\iffalse\b(?:(?!\\(?:if[a-z]*|else|fi)\b).)*\\fi\b", re.DOTALL
)
_VERBATIM = re.compile(r"\\(?P<side>begin|end)\s*\{(?P<name>verbatim|lstlisting|minted|comment|tikzpicture)\*?\}")
_MARK = re.compile(
    rf"""
      (?P<run> \${{5,}} )
    | (?P<dollars> \$\$? )
    | (?P<bracket> \\[(\[] )
    | (?P<environment> \\begin\s*\{{ (?P<name> {ENVIRONMENT} ) \}} )
    | \\ (?P<heading> {"|".join(LEVELS)} ) \*? \s* (?: \[ [^\]]{{0,300}} \] )? \s* (?= \{{ )
    | (?P<call> \\begin\s*\{{\s*[A-Za-z]+\*?\s*\}} | \\[A-Za-z]+ )
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_INTERTEXT = re.compile(r"\\(?:short)?intertext\s*(?=\{)")
_ROWS_BEGIN = re.compile(r"\\begin\s*\{(?P<name>(?:x?align(?:at)?|flalign|gather|eqnarray)\*?)\}(?:\s*\{\d+\})?")
_ROWS_END = re.compile(r"\\end\s*\{[A-Za-z]+\*?\}\Z")
_DISPLAY_BODY = re.compile(rf"\\begin\s*\{{{ENVIRONMENT}\}}")
_DISPLAY_END = re.compile(rf"\\end\s*\{{{ENVIRONMENT}\}}")


def pieces(text: str) -> tuple[Piece, ...]:
    """Everything in the body of a TeX document, in its order; offsets are those of the text with its comments."""
    return limited(with_prose(*found(text)))


def found(text: str) -> tuple[str, Iterator[Found]]:
    """The text with all that is no document blanked, and its headings and formulas with the places that they take."""
    text = without_comments(text)
    own = list(definitions(text))
    body = _body(text, [Span(each.start, each.end) for each in own])
    return body, _Scanner(body, own).found()


def _body(text: str, defined: list[Span]) -> str:
    """The text with all that is no document blanked: definitions, code, and what surrounds the document."""
    text = blanked(text, defined)
    text = blanked(text, _verbatim(text))
    text = blanked(text, (Span(*aside.span()) for aside in _ASIDE.finditer(text)))
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    start = 0 if begin < 0 else begin + len(r"\begin{document}")
    stop = end if end >= start else len(text)
    return blank(text[:start]) + text[start:stop] + blank(text[stop:])


def _verbatim(text: str) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for match in _VERBATIM.finditer(text):
        if opened is None and match["side"] == "begin":
            opened = match
        elif opened is not None and match["side"] == "end" and match["name"] == opened["name"]:
            yield Span(opened.start(), match.end())
            opened = None


class _Scanner:
    """Goes through the body of a document once."""

    def __init__(self, text: str, defined: Sequence[Definition]) -> None:
        self._text = text
        begins = {each.name: each.macro for each in defined if _DISPLAY_BODY.search(each.macro.body)}
        ends = [each.name for each in defined if _DISPLAY_END.search(each.macro.body)]
        self._displays = {name: macro for name, macro in begins.items() if _DISPLAY_END.search(macro.body)}
        self._openers = begins.keys() - self._displays.keys() if ends else frozenset()
        self._closer = re.compile("|".join(_called(name) for name in ends if name not in begins) or r"\Z")
        self._braces = matching_braces(text)
        self._paragraphs = Paragraphs(text)

    def found(self, words: Span | None = None) -> Iterator[Found]:
        """What the body has, or some words in it."""
        at, end = (0, len(self._text)) if words is None else (words.start, words.end)
        while mark := _MARK.search(self._text, at, end):
            at = mark.end()
            if item := self._opened(mark):
                yield from self._interrupted(item)
                at = item.outer.end if isinstance(item.piece, Formula) else at

    def _opened(self, mark: re.Match[str]) -> Found | None:
        match mark.lastgroup:
            case "dollars":
                return self._dollars(mark)
            case "bracket":
                return self._bracket(mark)
            case "environment":
                end = closing_environment(self._text, mark["name"], mark.end()) or self._paragraphs.end(mark.end())
                return self._display(mark.start(), end)
            case "call" if _name(mark) in self._displays:
                end = self._end_of_call(mark.end(), self._displays[_name(mark)].parameters)
                return self._display(mark.start(), end)
            case "call" if _name(mark) in self._openers:
                closer = self._closer.search(self._text, mark.end(), limit := self._paragraphs.end(mark.end()))
                return self._display(mark.start(), closer.end() if closer else limit)
            case "heading" if mark.end() in self._braces:
                title = Span(mark.end() + 1, self._braces[mark.end()])
                heading = Heading(LEVELS[mark["heading"]], self._text[title.start : title.end].strip(), title)
                return Found(heading, Span(mark.start(), title.end + 1))
            case _:
                return None

    def _display(self, start: int, end: int) -> Found:
        return Found(formula(self._text, start, end, display=True), Span(start, end))

    def _interrupted(self, item: Found) -> Iterator[Found]:
        r"""A display; where ``\intertext`` goes back to words between its rows, the displays before and behind them."""
        span = item.outer
        begin = _ROWS_BEGIN.match(self._text, span.start) if isinstance(item.piece, Formula) else None
        cuts = _INTERTEXT.finditer(self._text, span.start, span.end) if begin else ()
        words = [Span(cut.end() + 1, self._braces[cut.end()]) for cut in cuts if cut.end() in self._braces]
        end = _ROWS_END.search(self._text, span.start, span.end)
        if begin is None or not words or end is None:
            yield item
            return
        start = begin.end()
        for each in words:
            stop = self._text.rindex("\\", start, each.start)
            yield Found(formula(self._text, start, stop, display=True), Span(span.start, each.start))
            yield from self.found(each)
            start = each.end + 1
            span = Span(each.end, span.end)
        yield Found(formula(self._text, start, end.start(), display=True), span)

    def _dollars(self, mark: re.Match[str]) -> Found:
        dollars, start = mark.group(), mark.end()
        limit = self._paragraphs.end(start)
        closing = closing_dollars(self._text, start, limit, dollars)
        end = limit if closing is None else closing
        width = 0 if closing is None else len(dollars)
        if closing is not None and dollars == "$$":
            unclosed = end_of_unclosed(self._text, start, closing)
            end, width = (closing, width) if unclosed is None else (unclosed, 0)
        return Found(formula(self._text, start, end, display=dollars == "$$"), Span(mark.start(), end + width))

    def _bracket(self, mark: re.Match[str]) -> Found:
        closer = r"\)" if mark.group() == r"\(" else r"\]"
        limit = self._paragraphs.end(mark.end())
        closing = self._text.find(closer, mark.end(), limit)
        outer = Span(mark.start(), limit if closing < 0 else closing + len(closer))
        end = limit if closing < 0 else closing
        return Found(formula(self._text, mark.end(), end, display=closer == r"\]"), outer)

    def _end_of_call(self, at: int, parameters: int) -> int:
        for _ in range(parameters):
            gap = self._text[at : at + 80]
            brace = at + len(gap) - len(gap.lstrip())
            if brace not in self._braces:
                break
            at = self._braces[brace] + 1
        return at


def _name(call: re.Match[str]) -> str:
    """The name of a macro, or of the macro that the beginning of an author's own environment is."""
    return "".join(call.group().split())


def _called(name: str) -> str:
    """What finds the calls of a macro."""
    return re.escape(name) + ("" if name.endswith("}") else r"(?![A-Za-z])")
