"""Annotations of GitHub's workflows: commands on standard output that mark lines of a pull request.

A step shows ten annotations of a kind, so the most severe come first, and a sentence says how many are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import MOST_SEVERE_FIRST, Finding, Findings, counted, counts
from backproof.source.columns import plain

MOST = 10
_COMMANDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.WRONG: "error",
        Verdict.FOLLOWS: "warning",
        Verdict.UNCHECKED: "notice",
        Verdict.RIGHT_IF: "notice",
        Verdict.RIGHT: "notice",
    }
)
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def to_github(documents: Iterable[Findings], *, verbose: bool = False) -> str:
    """At most ten annotations for all documents, most severe first, and a line for each document.

    What is unchecked, and what is right, is annotated only where ``verbose`` asks for it.
    """
    all_documents = list(documents)
    quiet = () if verbose else (Verdict.UNCHECKED, Verdict.RIGHT)
    found = [each for document in all_documents for each in document.all if each.verdict not in quiet]
    found.sort(key=lambda each: MOST_SEVERE_FIRST.index(each.verdict))
    return "".join(f"{line}\n" for line in (*map(_annotation, found[:MOST]), *_said(all_documents, len(found) - MOST)))


def _said(documents: Iterable[Findings], more: int) -> Iterator[str]:
    if more > 0:
        yield f"{counted(more, 'finding')} more: at most {MOST} are annotated, the most severe first."
    for document in documents:
        yield from (plain(f"{document.name}: {line}") for line in (*document.facts, counts(document.document)))


def _annotation(finding: Finding) -> str:
    properties = ",".join(f"{name}={text.translate(_PROPERTY)}" for name, text in _properties(finding))
    message = "\n".join([finding.message, *(f"{each.label}: {each.text}" for each in finding.details)])
    return f"::{_COMMANDS[finding.verdict]} {properties}::{message.translate(_MESSAGE)}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    """The place, which in a notebook is a cell that GitHub can't point at, and a title."""
    start, end = finding.start, finding.end
    yield "file", plain(finding.file)
    if finding.judgement.cell is None:
        yield from (("line", str(start.line)), ("endLine", str(end.line)))
        if start.line == end.line:
            yield from (("col", str(start.column)), ("endColumn", str(end.column)))
    place = "" if finding.judgement.cell is None else f" in cell {finding.judgement.cell}, line {start.line}"
    yield "title", f"{finding.verdict.value}{place}{f' ({finding.slip})' if finding.slip else ''}"
