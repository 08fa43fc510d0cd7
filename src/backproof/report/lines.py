"""One line for each finding, as the problem matchers of editors read them: ``file:line:column: verdict: message``."""

from __future__ import annotations

from collections.abc import Iterable

from backproof.check.verdicts.verdict import Verdict
from backproof.report.findings import Finding, Findings
from backproof.source.columns import plain

PATTERN = (
    r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<verdict>right|right-if|wrong|follows|unchecked): (?P<message>.*?)(?: \[(?P<slip>[a-z_+]+)\])?$"
)
"""What matches a line. The file of a cell of a notebook is ``hw.ipynb:cell 3``."""


def to_lines(documents: Iterable[Findings], *, verbose: bool = False) -> str:
    """The findings of documents, each on its line; ``verbose`` shows the lines that are right too."""
    shown = (each for document in documents for each in document.all if verbose or each.verdict is not Verdict.RIGHT)
    return "".join(f"{_line(each)}\n" for each in shown)


def _line(finding: Finding) -> str:
    start = finding.start
    slip = f" [{finding.slip}]" if finding.slip else ""
    message = f"{finding.verdict.value}: {finding.message}{slip}"
    return plain(f"{finding.source.name}:{start.line}:{start.column}: {message}")
