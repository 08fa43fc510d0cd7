"""A line as its author wrote it: ranges of characters that can be cut out, replaced, and put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from backproof.read.terms.terms import Ref
from backproof.source import Span

OPENING = re.compile(r"(?:(?:\\left|\\[bB]igg?l?)\s*)?[(\[{]\s*$")
CLOSING = re.compile(r"\s*(?:\\right|\\[bB]igg?r?)?\s*[)\]}]")
BRACKETS = {"(": ")", "[": "]", "{": "}"}
SCRIPT = re.compile(r"_\s*(?:\{(?P<braced>[^{}]*)\}|(?P<single>\\?[A-Za-z]+|\w))")
SIGN = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


@final
@dataclass(frozen=True, slots=True)
class Splice:
    """What stands in a range of the text is replaced."""

    span: Span
    text: str


def spliced(text: str, span: Span, splices: Iterable[Splice]) -> str | None:
    """The text of a range with its splices made; None where they overlap or reach beyond it."""
    found, at = [], span.start
    for each in sorted(splices, key=lambda each: (each.span.start, each.span.end)):
        if each.span.start < at or each.span.end > span.end:
            return None
        found += [text[at : each.span.start], _apart(text, each)]
        at = each.span.end
    return "".join((*found, text[at : span.end]))


def _apart(text: str, splice: Splice) -> str:
    """A replacement that no command before it runs into, nor it into what follows."""
    before = re.search(r"\\[A-Za-z]+$", text[max(0, splice.span.start - 20) : splice.span.start])
    lead = " " if before and splice.text[:1].isalpha() else ""
    behind = text[splice.span.end : splice.span.end + 1]
    trail = " " if re.search(r"\\[A-Za-z]+$", splice.text) and behind.isalpha() else ""
    return f"{lead}{splice.text}{trail}"


def unmatched(text: str) -> str:
    """The brackets of a text that have no partner in it, and the marks that keep it from being cut out.

    >>> unmatched("a + b) (c"), unmatched(r"\\frac{a}{b}")
    (')(', '')
    """
    found: list[str] = []
    for sign in re.sub(r"\\[{}]", "", text):
        if sign in "([{":
            found.append(sign)
        elif sign in ")]}":
            if found and BRACKETS.get(found[-1]) == sign:
                found.pop()
            else:
                found.append(sign)
    return "".join(found) or ("&" if text.count(r"\left") != text.count(r"\right") or "&" in text else "")


def whole(text: str, span: Span) -> Span:
    """The span with the brackets that belong to it; empty where it can't be cut out."""
    start, end = span.start, span.end
    while lack := unmatched(text[start:end]):
        opening, closing = OPENING.search(text[max(0, start - 20) : start]), CLOSING.match(text, end)
        if lack[0] in ")]}" and opening:
            start = max(0, start - 20) + opening.start()
        elif lack[0] in "([{" and closing:
            end = closing.end()
        else:
            return Span(start, start)
    opening, closing = OPENING.search(text[max(0, start - 20) : start]), CLOSING.match(text, end)
    if opening and closing and "{" not in opening[0]:
        around = Span(max(0, start - 20) + opening.start(), closing.end())
        return around if not unmatched(text[around.start : around.end]) else Span(start, end)
    return Span(start, end)


def script_letters(text: str, ref: Ref) -> Iterator[tuple[str, Span]]:
    """The letters and numbers in the subscript of a name, with their places."""
    found = SCRIPT.search(text[ref.span.start : ref.span.end])
    if found is None:
        return
    group = "braced" if found["braced"] is not None else "single"
    start = ref.span.start + found.start(group)
    for token in re.finditer(r"\\[A-Za-z]+|[A-Za-z]|\d+", found[group]):
        letter = token[0].removeprefix("\\")
        if letter in ref.subs:
            yield letter, Span(start + token.start(), start + token.end())


def latex(letter: str) -> str:
    """A letter or a word as LaTeX has it."""
    return rf"\{letter}" if len(letter) > 1 and letter.isalpha() else letter
