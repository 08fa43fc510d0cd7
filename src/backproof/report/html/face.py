"""The page: one file without scripts that needs no network."""

from __future__ import annotations

from collections.abc import Sequence

from backproof.report.faces.html import style, whole
from backproof.report.findings import Findings
from backproof.report.html.body import body
from backproof.report.html.summary import above, tallied
from backproof.syntax.markup import escaped


def to_html(documents: Sequence[Findings]) -> str:
    """Judged documents as one page of HTML."""
    title = documents[0].name if len(documents) == 1 else f"{len(documents)} documents"
    contents = _contents(documents) if len(documents) > 1 else ""
    articles = "\n".join(_article(each, f"d{number}") for number, each in enumerate(documents, 1))
    sheets = style("backproof.report.faces", "page.css") + style("backproof.report.html", "report.css")
    return whole(f"{escaped(title)}: checked by backproof", sheets, contents + articles)


def _contents(documents: Sequence[Findings]) -> str:
    listed = "".join(
        f'<li><a href="#d{number}">{escaped(each.name)}</a> <span class="counts">{tallied(each)}</span></li>'
        for number, each in enumerate(documents, 1)
    )
    return (
        f'<h1>{len(documents)} documents</h1>\n<nav aria-label="documents"><ol class="documents">{listed}</ol></nav>\n'
    )


def _article(document: Findings, prefix: str) -> str:
    name = escaped(document.name)
    return (
        f'<article id="{prefix}" aria-label="{name}">\n<header><h1 class="file">{name}</h1>{above(document, prefix)}'
        f'</header>\n<div class="document">\n{body(document, prefix)}\n</div>\n</article>'
    )
