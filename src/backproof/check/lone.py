r"""Readings that a document must need twice: one line that needs such a reading is more likely a slip.

``p_j - 1`` for the derivative of ``-\log p_y`` is that by the score of the true class where authors mean it throughout;
once, it is a label that was dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backproof.check.chosen import SAID
from backproof.check.judge import Finding
from backproof.check.verdict import Verdict
from backproof.read.lines import Line

FEWEST = 2
"""A convention needs so many equations that are proved with it."""


def reopened(lines: Sequence[Line], findings: Sequence[Finding]) -> Mapping[int, Finding]:
    """The lines of sections in which a single equation needs such a reading, left open."""
    needing: defaultdict[int, list[int]] = defaultdict(list)
    for at, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        if _said(finding):
            needing[line.section].append(at)
    few = (found for found in needing.values() if len({_equation(lines[at], at) for at in found}) < FEWEST)
    return {at: _open(findings[at]) for found in few for at in found}


def _said(finding: Finding) -> str:
    return next((each for each in finding.assumes if each.endswith(SAID)), "")


def _equation(line: Line, at: int) -> tuple[bool, int]:
    """What a line is part of: all members of a chain say one thing."""
    return (False, at) if line.chain is None else (True, line.chain)


def _open(finding: Finding) -> Finding:
    return Finding(Verdict.UNCHECKED, f"it holds where {_said(finding)}", sides=finding.sides)
