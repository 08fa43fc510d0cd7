"""A copy of a document with its marks in it, which can be read, edited and checked again.

Behind each formula stands the sign of its verdict with a footnote, below a display on a line of its own; the footnotes
stand at the end. Nothing else of the document changes, and :func:`backproof.source.copies.original` takes it all away
again. TeX and notebooks are written as Markdown first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import final

from backproof.check.verdicts.verdict import Verdict
from backproof.read.extract import markdown
from backproof.read.extract.marks import Found
from backproof.read.extract.pieces import Formula
from backproof.report.findings import SIGNS, Finding, Findings, counts
from backproof.report.rewritten import as_markdown
from backproof.source import Span
from backproof.source.copies import NOTE, REPORT

_LINE = re.compile(r"[ \t>]*")
_ENDS_LINE = re.compile(r"[ \t]*(?:[.,;:]|\{[^}\n]*\}|\([0-9.]*\)|<br\s*/?>)*[ \t]*(?=\r?\n|\Z)")
_MARK = re.compile(r"([\\`*_\[\]<>&$|#~])")
_UNDERLINE = re.compile(r"\r?\n[ \t>]*[-=]")
"""Below a line of words this would make a heading of them."""


def to_copy(documents: Sequence[Findings], *, verbose: bool = False) -> str:
    """The document with its marks; ``verbose`` marks what is right, too. Several stand one below another."""
    texts, notes, first = [], [], 0
    for each in documents:
        shown = [found for found in each.all if verbose or found.verdict is not Verdict.RIGHT]
        name = "" if len(documents) == 1 else _plain(each.name)
        texts.append((f"# {name}\n\n" if name else "") + _marked(each, shown, first))
        notes.append(_notes(each, name, shown, first))
        first += len(each.all)
    return "\n\n".join([*texts, REPORT, *notes]) + "\n"


def _marked(findings: Findings, shown: Sequence[Finding], first: int) -> str:
    document = as_markdown(findings.document.source)
    marks = [
        (document.at(each.judgement.cell, each.judgement.span.start), f"{SIGNS[each.verdict]}{_note_of(each, first)}")
        for each in shown
    ]
    return _Copy(document.text, sorted(marks, key=lambda mark: mark[0])).text()


def _note_of(finding: Finding, first: int) -> str:
    return f"[^{NOTE}{first + finding.judgement.id}]"


@final
@dataclass
class _Copy:
    """A text with marks put in, from left to right; of each mark is given where its statement begins."""

    source: str
    marks: Sequence[tuple[int, str]]
    parts: list[str] = field(default_factory=list)
    at: int = 0

    def text(self) -> str:
        for end, block, marks in self._places():
            self._mark(end, block, marks)
        return "".join([*self.parts, self.source[self.at :]])

    def _mark(self, end: int, block: bool, marks: str) -> None:
        rest = _ENDS_LINE.match(self.source, end)
        if block and rest is not None and not _UNDERLINE.match(self.source, rest.end()):
            line = self.source.rfind("\n", 0, end) + 1
            begin = _LINE.match(self.source, line)
            end, marks = rest.end(), f"\n{begin[0] if begin else ''}{marks}"
        else:
            marks = f" {marks}"
        end = max(end, self.at)
        self.parts += [self.source[self.at : end], marks]
        self.at = end

    def _places(self) -> Iterator[tuple[int, bool, str]]:
        """Where marks belong: behind a formula, or behind the block of several that it is in."""
        waiting: list[str] = []
        block_end = -1
        before: Found | None = None
        for found in markdown.found(self.source):
            if not len(found.outer):
                continue
            touches = before is not None and before.outer.end == found.outer.start
            if waiting and not (touches and found.outer.start == block_end):
                yield block_end, True, " ".join(waiting)
                waiting = []
            match found.piece:
                case Formula(display=display):
                    marks = self._marks(found.outer)
                    in_block = touches and before is not None and before.piece is None
                    if in_block:
                        waiting += marks
                    elif marks:
                        yield found.outer.end, display, " ".join(marks)
                case _:
                    pass
            block_end = found.outer.end
            before = found
        if waiting:
            yield block_end, True, " ".join(waiting)

    def _marks(self, place: Span) -> list[str]:
        first = bisect_left(self.marks, (place.start,))
        return [mark for _, mark in self.marks[first : bisect_left(self.marks, (place.end,))]]


def _notes(findings: Findings, name: str, shown: Iterable[Finding], first: int) -> str:
    """What is said of the document as a whole, and the footnotes."""
    readings = findings.document.readings
    told = [f"Read with: {'; '.join(readings)}"] if readings else []
    above = [f"{_plain(each.rstrip('.'))}." for each in (*told, *findings.facts, counts(findings.document))]
    if name:
        above.insert(0, f"# {name}")
    return "\n\n".join([*above, *(_note(each, first) for each in shown)])


def _note(finding: Finding, first: int) -> str:
    details = "".join(f"; {each.label}: {_detail(each.text, each.formula)}" for each in finding.details)
    told = f"**{finding.verdict.value}** (line {finding.start.line}): {_plain(finding.sentence)}{details}"
    return f"{_note_of(finding, first)}: {told}"


def _detail(text: str, formula: bool) -> str:
    text = " ".join(text.split())
    return f"${text}$" if formula and text and "$" not in text and "`" not in text else _plain(text)


def _plain(text: str) -> str:
    """Words in which nothing is a mark for a program that shows Markdown; backproof reads nothing here."""
    return _MARK.sub(r"\\\1", text)
