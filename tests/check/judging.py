"""Documents as text in, verdicts out."""

from __future__ import annotations

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Judgement
from backproof.read.document import read_document
from backproof.read.lines import Line
from backproof.source import Source


def judged(text: str, name: str = "hw.md") -> tuple[Judgement, ...]:
    """The judgements of a document."""
    return check_source(Source(name, text)).judgements


def verdicts(text: str) -> list[str]:
    """Its verdicts, in the order of the text."""
    return [each.verdict.value for each in judged(text)]


def displays(*latex: str) -> str:
    """A document with a display for each formula."""
    return "\n\n".join(f"$${each}$$" for each in latex)


def lines(*latex: str) -> tuple[Line, ...]:
    """The lines of such a document, before any is judged."""
    return read_document(Source("hw.md", displays(*latex))).lines
