"""The report as a table for notebooks: one self-contained piece of HTML, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from backproof.check.verdicts.verdict import Checked, Judgement, Verdict
from backproof.report.findings import Finding, Findings, sentence, summary
from backproof.report.values import point, words

# Dark enough on white and light enough on black, so that both themes of a notebook can show them.
_COLORS = {
    Verdict.RIGHT: "#2e8540",
    Verdict.RIGHT_IF: "#a66a00",
    Verdict.WRONG: "#d13212",
    Verdict.FOLLOWS: "#a347ba",
    Verdict.UNCHECKED: "#3b7ea1",
}
_COLUMNS = ("line", "verdict", "statement", "why")
_LEFT = ' style="text-align:left"'


def to_html(document: Checked) -> str:
    """The judgements as a table; whatever stands in the document is escaped.

    >>> from backproof.source import Source
    >>> to_html(Checked(Source("hw.md", ""), ()))
    '<p><b>hw.md</b>: no equations found</p>'
    """
    counts = summary(document)
    if not counts.pop("statements"):
        return f"<p><b>{escape(document.source.name)}</b>: no equations found</p>"
    head = "".join(f"<th{_LEFT}>{column}</th>" for column in _COLUMNS)
    rows = "".join(_row(each) for each in Findings(document).all)
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    readings = f"<p>read with: {escape('; '.join(document.readings))}</p>" if document.readings else ""
    caption = f"<p><b>{escape(document.source.name)}</b>: {told}</p>"
    return f"{caption}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{readings}"


def _row(finding: Finding) -> str:
    cell = "" if finding.judgement.cell is None else f"cell {finding.judgement.cell}, "
    verdict = f'<b style="color:{_COLORS[finding.verdict]}">{finding.verdict.value}</b>'
    statement = f"<code>{escape(finding.judgement.latex)}</code>"
    why = "<br>".join(escape(each) for each in _why(finding.judgement))
    parts = (f"{cell}{finding.start.line}", verdict, statement, why)
    return "<tr>" + "".join(f"<td{_LEFT}>{each}</td>" for each in parts) + "</tr>"


def _why(judgement: Judgement) -> Iterator[str]:
    yield sentence(judgement)
    if judgement.reason:
        yield from (f"if {assumed}" for assumed in judgement.assumes)
    if (found := judgement.counterexample) is not None:
        at = f"at {point(found.point)}: " if found.point else ""
        yield f"{at}written {words(found.written)}, true {words(found.true)}"
    if (repair := judgement.repair) is not None:
        yield f"{repair.message}: {repair.correct}"
