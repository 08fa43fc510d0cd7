r"""Readings that a document must need twice: one line that needs such a reading is more likely a slip.

``p_j - 1`` for the derivative of ``-\log p_y`` is that by the score of the true class where authors mean it throughout;
once, it is a label that was dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backproof.check.doubts.finding import Finding
from backproof.check.names.chosen import SAID
from backproof.check.verdicts.readings import CHAINED, TABLE
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.lines import Line

CHOSEN = next(entry.sentence for entry in TABLE if entry.labels == "one_hot")
"""Said of a line that names the true class by its own letter, or has a label for it: j is another letter there."""
FEWEST = 2
"""A convention needs so many equations that are proved with it."""


def reopened(lines: Sequence[Line], findings: Sequence[Finding]) -> Mapping[int, Finding]:
    """The lines of sections in which a single equation needs such a reading, or another one tells the class apart."""
    needing: defaultdict[int, list[int]] = defaultdict(list)
    summed: list[int] = []
    apart: set[int] = set()
    for at, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        if _said(finding):
            needing[line.section].append(at)
        elif _is_summed(finding):
            summed.append(at)
        elif CHOSEN in finding.assumes and finding.verdict in PROVED:
            apart.add(line.section)
    few = (
        found
        for section, found in needing.items()
        if section in apart or len({_equation(lines[at], at) for at in found}) < FEWEST
    )
    opened = {at: _open(findings[at], _said(findings[at])) for found in few for at in found}
    if len({_equation(lines[at], at) for at in summed}) < FEWEST:
        opened |= {at: _open(findings[at], CHAINED) for at in summed}
    return opened


def _is_summed(finding: Finding) -> bool:
    return any(each.startswith(CHAINED) for each in finding.assumes)


def _said(finding: Finding) -> str:
    return next((each for each in finding.assumes if each.endswith(SAID)), "")


def _equation(line: Line, at: int) -> tuple[bool, int]:
    """What a line is part of: all members of a chain say one thing."""
    return (False, at) if line.chain is None else (True, line.chain)


def _open(finding: Finding, said: str) -> Finding:
    return Finding(Verdict.UNCHECKED, f"it holds where {said}", sides=finding.sides)
