"""Numbered items, as exercises are: where one begins, and the words of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, final

WORD: Final = (
    r"(?i:problem|exercise|question|task|aufgabe|übung|exercice|ejercicio|problema|esercizio|exercício|opgave|oppgave"
    r"|uppgift|zadanie|soru|задача|задание|упражнение|問題?|问题|题目?|练习|習題|문제|q)"
)
"""What an exercise is called before its number."""
BOLD: Final = (
    r"(?:\\noindent\b\s*)?(?:\\(?:textbf|textsc|textit|emph|underline)\s*\{|\{\s*\\(?:bf|bfseries|sc|it)\b)\s*"
)
"""What sets a heading off from the words behind it on the same line, in TeX; in Markdown these are stars."""
ITEM: Final = re.compile(
    rf"^[ \t>*_-]*(?:(?:{BOLD})?(?:\(?(?:\d{{1,2}}|[a-h]|\d\.\d{{1,2}})[.)](?=\s|[*_}}]|$)"
    rf"|{WORD}[~\s]*\d{{1,2}}(?i:[a-h])?\b)"
    rf"|\\item\b|\\begin\{{(?i:problem|exercise|question|aufgabe)\*?\}})"
    rf"|(?:\A[ \t>]*|^[ \t>]*(?:\*\*|__|{BOLD})){WORD}[~\s]*[A-Z](?=[.:)}}]|\*\*|__)",
    re.MULTILINE,
)
"""The number of an exercise or an item, where a line begins; or a letter, where a paragraph or bold words begin."""
NAMED: Final = re.compile(
    rf"^[ \t>]*(?:\*\*|__|{BOLD}){WORD}[~\s]*(?:\d{{1,2}}(?i:[a-h])?\b|[A-Z](?=[.:)}}]|\*\*|__))", re.MULTILINE
)
"""Bold words that name an exercise, where a line begins."""
HEADED: Final = re.compile(rf"\A{WORD}[~\s]*(?:\d{{1,2}}(?i:[a-h])?\b|[A-Z](?=[.:)\n]|\Z))")
"""A heading that names an exercise."""
MARKS: Final = "*_ "
"""What sets the words of a heading in bold, which they are anyway."""
LABEL: Final = re.compile(
    r"(?:\\begin\{\w+\*?\}|[\s&])*\(?(?:\d{1,2}[a-h]?[.)]|\d\.\d{1,2}\))(?:\s|\\quad|&)*[A-Za-z\\]"
)
"""The number of an exercise in the display that it begins with: ``7) \\quad y = x``."""


def named(words: Mapping[int, str]) -> frozenset[int]:
    """The items that bold words name as exercises.

    >>> named({1: "Sheet\\n**Problem B.** Let", 2: "By **Problem B.** it is", 3: "**Problem** Bob has"})
    frozenset({1})
    """
    return frozenset(item for item, text in words.items() if NAMED.search(text))


def headed(words: Mapping[int, str]) -> frozenset[int]:
    """The first items below headings that name exercises, of items with their words.

    >>> sorted(headed({1: "Problem 1\\nLet", 2: "Problem 1\\n(a) Show", 3: "Problem 2\\nLet", 4: "Layer 3\\nThis"}))
    [1, 3]
    """
    headings = {item: text.partition("\n")[0] for item, text in words.items() if HEADED.match(text) is not None}
    return frozenset({heading: item for item, heading in reversed(headings.items())}.values())


@final
@dataclass
class Items:
    """The items of a document, counted as it is read.

    >>> items = Items()
    >>> items.prose("Two losses.\\n1. Squares\\n2. Logarithms")
    >>> items.number, items.words
    (2, {0: 'Two losses.\\n', 1: '1. Squares\\n', 2: '2. Logarithms'})
    """

    number: int = 0
    _heading: str = ""
    _texts: dict[int, str] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        """A heading begins an item, and is said of all items below it."""
        self.number += 1
        self._heading = f"{text.strip(MARKS)}\n"

    def formula(self, text: str, *, display: bool) -> None:
        """A display may begin with the number of an item."""
        self.number += display and LABEL.match(text) is not None

    def prose(self, text: str) -> None:
        """Words, in which items may begin."""
        begins = [0, *(item.start() for item in ITEM.finditer(text) if item.start()), len(text)]
        for begin, end in pairwise(begins):
            part = text[begin:end]
            self.number += ITEM.match(part) is not None
            own = self._texts.get(self.number, self._heading)
            self._texts[self.number] = own + part

    @property
    def words(self) -> Mapping[int, str]:
        """The words of each item, and the heading above it."""
        return dict(self._texts)
