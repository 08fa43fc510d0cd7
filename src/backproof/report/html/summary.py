"""What stands above a document: how many statements there are of each verdict, where they are, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import SIGNS, Finding, Findings, counted, definitions, summary
from backproof.report.html.marks import anchor, badge, place, tone, words
from backproof.syntax.markup import escaped
from backproof.syntax.mathml import mathml


def above(document: Findings, prefix: str) -> str:
    """The summary of a document, with links to its statements."""
    return f'<div class="summary">{"".join(_parts(document, prefix))}</div>'


def _parts(document: Findings, prefix: str) -> Iterator[str]:
    yield f'<p class="counts">{tallied(document)}</p>'
    yield from (f'<p class="fact">{words(fact)}</p>' for fact in document.facts)
    if document.all:
        yield f'<nav class="strip" aria-label="all statements">{_strip(document, prefix)}</nav>'
    wrong = list(document.of(Verdict.WRONG))
    if wrong:
        listed = "".join(f"<li>{_slip(each, prefix)}</li>" for each in wrong)
        yield f'<nav aria-label="wrong lines"><ul class="slips">{listed}</ul></nav>'
    if carried := document.document.count(Verdict.FOLLOWS):
        follow = "follows" if carried == 1 else "follow"
        yield f'<p class="readings">{counted(carried, "line")} {follow} from what is wrong before.</p>'
    if document.document.readings:
        readings = "; ".join(document.document.readings)
        yield f'<p class="readings">Read with: {words(readings)}.</p>'


def tallied(document: Findings) -> str:
    """How many statements there are, and of each verdict how many."""
    numbers = summary(document.document)
    statements = numbers.pop("statements")
    if not statements:
        return "No equations found."
    known = definitions(document.document)
    kinds = f" ({counted(known, 'definition')})" if known else ""
    told = "".join(
        f'<span class="count">{badge(verdict)} {numbers[verdict.value]}</span>'
        for verdict in Verdict
        if numbers[verdict.value]
    )
    return f'<span class="count">{counted(statements, "statement")}{kinds}</span>{told}'


def _strip(document: Findings, prefix: str) -> str:
    """A small square for each statement, in the order of the text."""
    return "".join(_square(each, prefix) for each in document.all)


def _square(finding: Finding, prefix: str) -> str:
    told = escaped(f"{place(finding)}: {finding.verdict.value}")
    link = f'href="#{anchor(prefix, finding)}" aria-label="{told}" title="{told}"'
    return f'<a class="{tone(finding.verdict)}" {link}>{SIGNS[finding.verdict]}</a>'


def _slip(finding: Finding, prefix: str) -> str:
    where = f'<a href="#{anchor(prefix, finding)}">{badge(finding.verdict)} {escaped(place(finding))}</a>'
    return f'{where} <span class="statement">{mathml(finding.tree(finding.judgement.latex))}</span>'
