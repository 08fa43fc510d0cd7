"""The formats of a report, by the name that users give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from backproof.report.copy import to_copy
from backproof.report.findings import Findings
from backproof.report.github import to_github
from backproof.report.json import to_json
from backproof.report.lines import to_lines
from backproof.report.sarif import to_sarif
from backproof.report.text import to_text

Face = Callable[[Sequence[Findings], bool], str]
"""What writes judged documents; the flag asks for the lines that are right, too."""


def _text(documents: Sequence[Findings], verbose: bool) -> str:
    return "".join(f"{to_text(each, verbose=verbose)}\n" for each in documents)


def _json(documents: Sequence[Findings], verbose: bool) -> str:
    return to_json(each.document for each in documents) + "\n"


def _html(documents: Sequence[Findings], verbose: bool) -> str:
    from backproof.report.html import to_html  # noqa: PLC0415 - a parser of Markdown, which nothing else needs

    return to_html(documents)


FACES: Mapping[str, Face] = MappingProxyType(
    {
        "text": _text,
        "json": _json,
        "html": _html,
        "markdown": lambda documents, verbose: to_copy(documents, verbose=verbose),
        "sarif": lambda documents, verbose: to_sarif(documents, verbose=verbose),
        "github": lambda documents, verbose: to_github(documents, verbose=verbose),
        "lines": lambda documents, verbose: to_lines(documents, verbose=verbose),
    }
)
