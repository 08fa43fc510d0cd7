"""Formulas taken out of a text before it is read as Markdown or TeX, and put back as HTML.

A hole is one word of private characters, so that no mark of a formula is taken for a mark of the text around it. Every
hole is filled once; those that the text around them hides, in a comment or in an attribute, are told apart at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import final

from backproof.read.extract.marks import Found
from backproof.read.extract.pieces import Formula
from backproof.report.findings import Finding
from backproof.report.html import formulas
from backproof.report.html.marks import unfolding
from backproof.source import Span
from backproof.syntax.markup import escaped
from backproof.syntax.tree import Node

Place = tuple[Formula, Span]
"""A formula, and the place that it takes with its marks."""

_PRIVATE = re.compile("[\ue000\ue001]")
_HOLE = re.compile("\ue000([0-9]+)\ue001")


@final
@dataclass(frozen=True, slots=True)
class Hole:
    """A formula with the statements in it, and its characters as they stand in the document with its marks."""

    formula: Formula
    tree: Node
    findings: tuple[Finding, ...]
    written: str


@final
@dataclass
class Holes:
    """The formulas of a text."""

    all: Sequence[Hole]
    prefix: str
    filled: set[int] = field(default_factory=set)

    def text(self, text: str) -> str:
        """Words as HTML; formulas in them stand in the line, or have lines of their own."""
        return self._filled(text, self._shown)

    def code(self, text: str) -> str:
        """Code as HTML: a formula in it as its author typed it."""
        return self._filled(text, self._typed)

    def bare(self, text: str) -> str:
        """Words of a heading or a link, in which nothing can open: what is said of their formulas comes later."""
        return self._filled(text, lambda hole: formulas.inline(hole.tree, (), self.prefix), used=False)

    def late(self, text: str) -> str:
        """The formulas of a text whose words were written bare, with what they open."""
        held = [number for number in _numbers(text) if self.all[number].findings]
        return "".join(self._display(number) for number in held)

    def hidden(self) -> str:
        """The formulas with statements that the text around them has hidden."""
        return "".join(
            self._display(number) for number, hole in enumerate(self.all) if hole.findings and number not in self.filled
        )

    def are_all(self, text: str) -> bool:
        """Whether a text has formulas in it and nothing else."""
        return _HOLE.search(text) is not None and not _HOLE.sub("", text).strip()

    def _display(self, number: int) -> str:
        self.filled.add(number)
        hole = self.all[number]
        return formulas.display(hole.tree, hole.findings, self.prefix)

    def _filled(self, text: str, fill: Callable[[Hole], str], *, used: bool = True) -> str:
        parts: list[str] = []
        at = 0
        for found in _HOLE.finditer(text):
            number = int(found[1])
            parts += [escaped(text[at : found.start()]), fill(self.all[number])]
            if used:
                self.filled.add(number)
            at = found.end()
        return "".join([*parts, escaped(text[at:])])

    def _shown(self, hole: Hole) -> str:
        show = formulas.display if hole.formula.display else formulas.inline
        return show(hole.tree, hole.findings, self.prefix)

    def _typed(self, hole: Hole) -> str:
        typed = f"<span>{escaped(hole.written)}</span>"
        return unfolding(typed, hole.findings, self.prefix, "inline") if hole.findings else typed


def _numbers(text: str) -> Iterator[int]:
    return (int(found[1]) for found in _HOLE.finditer(text))


def with_holes(text: str, found: Iterable[Found], drop: Callable[[str, Span], bool]) -> tuple[str, list[Place]]:
    """The text with a hole for each formula, and these; what is no piece stays if it is not dropped."""
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for each in found:
        if each.outer.start < at:
            continue
        match each.piece:
            case Formula() as formula:
                hole = f"\ue000{len(places)}\ue001"
                places.append((formula, each.outer))
            case None if drop(text, each.outer):
                hole = ""
            case _:
                continue
        parts += [_PRIVATE.sub("\ufffd", text[at : each.outer.start]), hole]
        at = each.outer.end
    return "".join([*parts, _PRIVATE.sub("\ufffd", text[at:])]), places
