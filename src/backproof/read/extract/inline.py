r"""Formulas in a line of Markdown.

They stand in ``$..$``, ``$$..$$``, ``\(..\)``, ``\[..\]`` and their forms with two backslashes, bare environments,
``$`..`$``, ``:math:`..` ``, ``<script type="math/tex">`` and the addresses of rendered images.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from backproof.read.extract import html, plain
from backproof.read.extract.addresses import ADDRESS, decoded, formula_in
from backproof.read.extract.blanks import (
    FILLING,
    without_definitions,
    without_doubled_slashes,
    without_entities,
    without_quotation_marks,
)
from backproof.read.extract.marks import (
    ENVIRONMENT,
    PART,
    Found,
    Paragraphs,
    closing_dollars,
    closing_environment,
    is_prose,
    trimmed,
)
from backproof.read.extract.pieces import Formula
from backproof.read.extract.unclosed import end_of_unclosed
from backproof.source import Span

CONDITION = (
    r"(?<![0-9A-Za-z_$\\.]) (?P<one> [i-np-t] ) [ ]? (?: (?:≠|!=) [ ]? (?:[i-np-t]|\d)"
    r" | ={1,2} [ ]? (?!(?P=one)) [i-np-t] ) (?![0-9A-Za-z_$(\[^.*/+-])"
    r" (?![ ]?(?:(?:to|bis|through)\b|,?[ ]?(?:\.\.|…|\\)))"
)
"""Two letters that prose compares without LaTeX: ``for i ≠ j``."""
MARK = re.compile(
    rf"""
      (?P<escaped> \\\$ )
    | (?P<ticked> \$(?P<ticks> `+ ) )
    | (?P<run> \${{5,}} )
    | (?P<display> \$\$ )
    | (?P<inline> \$ (?:latex[ ])? )
    | (?P<bracket> (?P<slashes> \\\\? ) (?P<shape> [(\[] ) )
    | (?P<environment> \\?\\begin\s*\{{ (?P<name> {ENVIRONMENT}|{PART} ) \}} )
    | (?P<role> :math:` )
    | (?P<code> `+ )
    | (?P<script> <script\s[^>]{{0,200}}math/tex[^>]{{0,200}}> )
    | (?P<comment> <!-- )
    | (?P<html> {html.SCRIPT} )
    | (?P<condition> {CONDITION} )
    | (?P<address> {ADDRESS} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MATHEMATICAL = re.compile(r"[\\_^=]|\A\s*\S{1,3}\s*\Z")
_BRACKETED = re.compile(r"[\\_^=<>+]|\A\s*[^\s0-9]{1,3}\s*\Z")
_BEFORE_DISPLAY = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9a-z]{1,2}[.)])[ \t]+)?\Z")
_AFTER_DISPLAY = re.compile(r"[ \t]*(?:[.,;:]|\{[^}\n]*\}|\([0-9.]*\)|<br\s*/?>)*[ \t\r]*(?:\n|\Z)")
_SINGLE_SLASH = re.compile(r"(?<!\\)\\[A-Za-z]")
_DOUBLE_SLASH = re.compile(r"(?<!\\)\\\\[A-Za-z]{2}")
_WORD = re.compile(r"(?:[.:;,]|(?<![\\A-Za-z])[A-Za-z]{2,})[ \t]+|[`$]|\A[ \t>]*")
_CASE = re.compile(
    r"(?:\b(?:if|when(?:ever)?|for|cases?(?:[ \t]*\(?\d\)?)?|wenn|falls|si|pour|cuando)|若|当)[ \t:(*_]*\Z",
    re.IGNORECASE,
)
_REACH = 5_000
_HEAD = 80


_DEFAULT_ROLE = re.compile(r"^\.\.[ \t]+default-role::[ \t]*math\b", re.MULTILINE)
"""It makes formulas of what stands between plain ticks, in reStructuredText."""
_LIST_ITEM = re.compile(r"\n[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]")


class Inline:
    """Finds what a mark opens; every search is bounded by a paragraph, or is done once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.derives = plain.derives(text)
        """Whether derivatives are typed by the signs of a keyboard."""
        self._role_of_ticks = _DEFAULT_ROLE.search(text) is not None
        self.speaks = plain.signs(text)
        """Whether signs stand in it that no keyboard has."""
        self._paragraphs = Paragraphs(text)
        self._absent: dict[str, int] = {}
        self._last_comment = text.rfind("-->")
        self._openers: Mapping[str, Callable[[re.Match[str]], Found | None]] = {
            "ticked": self._ticked,
            "display": self._display,
            "inline": self._dollar,
            "bracket": self._bracket,
            "environment": self._environment,
            "code": self._code,
            "role": self._role,
            "script": self._script,
            "comment": self._comment,
            "html": self._html,
            "condition": self._condition,
            "address": self._address,
        }

    def found(self, mark: re.Match[str]) -> Found | None:
        """What a match of :data:`MARK` opens; None where it opens nothing."""
        opener = self._openers.get(mark.lastgroup or "")
        return opener(mark) if opener else None

    def formula(self, start: int, end: int, display: bool) -> Formula:
        """The formula between two offsets, without what Markdown and HTML put into it."""
        first, newline, rest = self._text[start:end].partition("\n")
        if newline and self._is_quoted(start):
            rest = without_quotation_marks(rest)
        text = without_entities(first + newline + rest).replace(r"\_", " _")
        if _DOUBLE_SLASH.search(text) and not _SINGLE_SLASH.search(text):
            text = without_doubled_slashes(text)
        return trimmed(without_definitions(text), start, display)

    def _is_quoted(self, at: int) -> bool:
        line = self._text.rfind("\n", 0, at) + 1
        return self._text[line : line + 10].lstrip().startswith(">")

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether a formula has its lines for itself."""
        line = self._text.rfind("\n", max(0, start - 80), start) + 1
        alone = _BEFORE_DISPLAY.fullmatch(self._text, max(line, start - 80), start) and _AFTER_DISPLAY.match(
            self._text, end
        )
        return bool(alone) or "\n" in self._text[start:end].strip()

    def _fills_lines(self, outer: Span) -> bool:
        """Whether nothing stands beside a formula; a list's mark counts as something."""
        before = self._text[max(0, outer.start - 20) : outer.start].rpartition("\n")
        alone = not before[2].strip(" \t>") and (bool(before[1]) or outer.start < 20)
        return alone and _AFTER_DISPLAY.match(self._text, outer.end) is not None

    def _closed(self, mark: re.Match[str], closing: int | None, width: int) -> Found:
        """A display, up to its closing mark; where that is missing or far, to the end of the paragraph."""
        text, start = self._text, mark.end()
        end = self._paragraphs.end(start)
        if closing is None or (closing > end and is_prose(text[end:closing])):
            return Found(self.formula(start, end, display=True), Span(mark.start(), end))
        outer = Span(mark.start(), closing + width)
        return Found(self.formula(start, closing, self._stands_alone(outer.start, outer.end)), outer)

    def _display(self, mark: re.Match[str]) -> Found | None:
        limit = max(self._paragraphs.end(mark.end()), mark.end() + _REACH)
        closing = closing_dollars(self._text, mark.end(), limit, "$$")
        if closing is not None and _is_words(self._text[mark.end() : closing]):
            return None
        if closing is not None and (end := end_of_unclosed(self._text, mark.end(), closing)) is not None:
            return Found(self.formula(mark.end(), end, display=True), Span(mark.start(), end))
        return self._closed(mark, closing, 2)

    def _dollar(self, mark: re.Match[str]) -> Found | None:
        text, start = self._text, mark.end()
        end = self._paragraphs.end(start)
        closing = closing_dollars(text, start, end, "$")
        if closing is None:
            newline = text.find("\n", start, end)
            return self._unclosed(mark, newline if newline >= 0 else end)
        if not _is_inline(text[start:closing], text[closing + 1 : closing + 2]):
            return None
        outer = Span(mark.start(), closing + 1)
        return Found(self.formula(start, closing, self._fills_lines(outer)), outer)

    def _unclosed(self, mark: re.Match[str], end: int) -> Found | None:
        """A dollar alone is money, unless mathematics follows it to the end of the line."""
        rest = self._text[mark.end() : end]
        if "\\" not in rest or is_prose(rest):
            return None
        return Found(self.formula(mark.end(), end, display=False), Span(mark.start(), end))

    def _bracket(self, mark: re.Match[str]) -> Found | None:
        text, start = self._text, mark.end()
        closer = mark["slashes"] + (")" if mark["shape"] == "(" else "]")
        end = self._paragraphs.end(start)
        display = mark["shape"] == "["
        closing = self._find(closer, start, max(end, start + _REACH) if display else end)
        if closing < 0:
            return None
        # A single backslash may as well keep Markdown from making a link of [1].
        if mark["slashes"] == "\\" and not _BRACKETED.search(text[start:closing]):
            return None
        if display:
            return self._closed(mark, closing, len(closer))
        return Found(self.formula(start, closing, display=False), Span(mark.start(), closing + len(closer)))

    def _find(self, closer: str, start: int, limit: int) -> int:
        """Like ``str.find``; where a closer was missing before, it isn't looked for again."""
        known = self._absent.get(closer, 0)
        closing = self._text.find(closer, max(start, known - 1), limit)
        if closing < 0:
            self._absent[closer] = max(known, limit)
        return closing

    def _environment(self, mark: re.Match[str]) -> Found:
        end = closing_environment(self._text, mark["name"], mark.end()) or self._paragraphs.end(mark.end())
        start = mark.start() if re.match(ENVIRONMENT, mark["name"]) else self._head(mark.start())
        return Found(self.formula(start, end, display=True), Span(start, end))

    def _head(self, at: int) -> int:
        """Where ``f(x) =`` begins, that stands before ``\\begin{cases}`` on its line; cases alone are no line."""
        line = max(self._text.rfind("\n", max(0, at - _HEAD), at) + 1, at - _HEAD, 0)
        before = self._text[line:at]
        head = before[max(word.end() for word in _WORD.finditer(before)) :]
        return at - len(head) if head.rstrip().endswith("=") else at

    def _ticked(self, mark: re.Match[str]) -> Found | None:
        closing = self._text.find(mark["ticks"] + "$", mark.end(), self._paragraphs.end(mark.end()))
        if closing < 0:
            return None
        outer = Span(mark.start(), closing + len(mark["ticks"]) + 1)
        return Found(self.formula(mark.end(), closing, display=False), outer)

    def _script(self, mark: re.Match[str]) -> Found | None:
        closing = self._text.find("</script>", mark.end(), mark.end() + _REACH)
        if closing < 0:
            return None
        display = "mode=display" in mark.group().replace(" ", "")
        return Found(self.formula(mark.end(), closing, display), Span(mark.start(), closing + len("</script>")))

    def _comment(self, mark: re.Match[str]) -> Found | None:
        if self._last_comment < mark.end():
            return None
        return Found(None, Span(mark.start(), self._text.index("-->", mark.end()) + len("-->")))

    def _role(self, mark: re.Match[str]) -> Found | None:
        closing = self._text.find("`", mark.end(), self._paragraphs.end(mark.end()))
        if closing < 0:
            return None
        return Found(self.formula(mark.end(), closing, display=False), Span(mark.start(), closing + 1))

    def _address(self, mark: re.Match[str]) -> Found:
        place = formula_in(mark)
        if place is None:
            return Found(None, Span(mark.end(), mark.end()))
        latex = decoded(self._text[place.start : place.end])
        display = self._stands_alone(mark.start(), mark.end())
        return Found(replace(trimmed(latex, place.start, display), encoded=True), Span(*mark.span()))

    def _code(self, mark: re.Match[str]) -> Found | None:
        """Inline code stays prose, and nothing in it is a mark; but where it is a formula typed without LaTeX."""
        ticks = re.compile(rf"(?<!`){mark.group()}(?!`)")
        closing = ticks.search(self._text, mark.end(), self._paragraphs.end(mark.end()))
        if closing is None:
            return None
        if self._role_of_ticks and mark.group() == "`":
            formula = self.formula(mark.end(), closing.start(), display=False)
            return Found(formula, Span(mark.start(), closing.end()))
        typed = self._text[mark.end() : closing.start()]
        if not plain.states(typed) and not (self.derives and "\n" not in typed and plain.equates(typed)):
            return Found(None, Span(closing.end(), closing.end()))
        return Found(trimmed(plain.as_latex(typed), mark.end(), display=False), Span(mark.start(), closing.end()))

    def _condition(self, mark: re.Match[str]) -> Found | None:
        before = self._text[max(0, mark.start() - _HEAD) : mark.start()]
        told = _CASE.search(before) is not None or self._text.startswith(":", mark.end())
        if "≠" not in mark[0] and "!=" not in mark[0] and not told:
            return None
        written = mark[0].replace("!=", f"≠{FILLING}").replace("==", f"={FILLING}")
        return Found(trimmed(written, mark.start(), display=False), Span(*mark.span()))

    def _html(self, mark: re.Match[str]) -> Found | None:
        place = html.formula_around(self._text, mark.start())
        if place is None:
            return None
        written = html.as_latex(self._text[place.start : place.end])
        return Found(trimmed(plain.as_latex(written), place.start, display=False), place)


def _is_words(content: str) -> bool:
    """Whether what stands between two marks of displays is prose on one line, which speaks of the first of them."""
    return "\n" not in content and _MATHEMATICAL.search(content) is None and is_prose(content)


def _is_inline(content: str, after: str) -> bool:
    """Pandoc's rule for dollars; where there is space inside of them, the content has to look like mathematics."""
    if not content.strip() or after.isdigit() or _LIST_ITEM.search(content):
        return False
    if "\\" not in content and is_prose(content):
        return False
    return content == content.strip() or _MATHEMATICAL.search(content) is not None
