"""The report for a terminal: one line for each finding, as compilers write them, and what is behind it below."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import REFUTED, Detail, Finding, Findings, counts
from backproof.source import Diagnostic
from backproof.source.columns import columns, plain
from backproof.source.diagnostic import WIDTH

_BOLD, _RESET = "\033[1m", "\033[0m"
_COLORS = {
    Verdict.RIGHT: "\033[32m",
    Verdict.RIGHT_IF: "\033[33m",
    Verdict.WRONG: "\033[1;31m",
    Verdict.FOLLOWS: "\033[35m",
    Verdict.UNCHECKED: "\033[36m",
}

_INDENT = 12
"""Columns before the words of a detail."""
_NARROWEST = 30


def to_text(findings: Findings, *, color: bool = False, verbose: bool = False, width: int | None = None) -> str:
    """The annotated findings of a document and a summary; ``verbose`` shows the lines that are right too.

    ``width`` is that of a terminal, into which lines are broken; without one, a finding has one line with its place.
    """
    shown = [each for each in findings.all if verbose or each.verdict is not Verdict.RIGHT]
    blocks = [_finding(each, color=color, width=width) for each in shown]
    said = [f"{findings.name}: {line}" for line in _said(findings)]
    return "\n".join([*blocks, *said])


def _said(findings: Findings) -> Iterator[str]:
    """What is said of the document as a whole."""
    if findings.document.readings:
        yield f"read with: {'; '.join(findings.document.readings)}"
    yield from findings.facts
    yield counts(findings.document)


def _finding(finding: Finding, *, color: bool, width: int | None) -> str:
    diagnostic = Diagnostic("", source=finding.source, span=finding.span)
    excerpt = diagnostic.caret(width or WIDTH) if finding.verdict in REFUTED else ""
    below = "\n".join(each for each in (excerpt, *(_detail(each, width) for each in finding.details)) if each)
    head = _head(finding, diagnostic.where, color=color, width=width)
    return f"{head}\n{_plain_lines(below)}" if below else head


def _plain_lines(text: str) -> str:
    return "\n".join(map(plain, text.split("\n")))


def _head(finding: Finding, where: str, *, color: bool, width: int | None) -> str:
    verdict, message = finding.verdict.value, plain(finding.sentence)
    if width is not None:
        message = _broken(message, width, columns(f"{where}: {verdict}: "), 4)
    gap = "" if message.startswith("\n") else " "
    if color:
        return f"{_BOLD}{where}:{_RESET} {_COLORS[finding.verdict]}{verdict}:{_RESET}{gap}{message}"
    return f"{where}: {verdict}:{gap}{message}"


def _detail(detail: Detail, width: int | None) -> str:
    text = " ".join(detail.text.split())
    label = f"  {detail.label + ':':9} "
    return label + (text if width is None else _broken(text, width, len(label), _INDENT))


def _broken(text: str, width: int, used: int, indent: int) -> str:
    """The text in lines that a terminal does not break again; ``used`` columns of the first one are taken."""
    crowded = used > width // 2
    lines = wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=" " * (indent if crowded else used),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(["", *lines] if crowded else lines).lstrip(" ")
