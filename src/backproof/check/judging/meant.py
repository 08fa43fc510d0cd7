"""What authors mean without a word: the number that sums are divided by, labels that sum to one, one step alone.

A line that holds so is left open first, as it may have forgotten something. Where enough equations hold with the same
reading, it is what their author means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from backproof.check.judging.excuses import COUNTED, ONE_STEP, SIGMOID, SUM_TO_ONE, WHERE
from backproof.check.judging.finding import Finding
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line

FEWEST: Final[Mapping[str, int]] = {COUNTED: 1, SUM_TO_ONE: 2, SIGMOID: 2, ONE_STEP: 2}
"""How many equations have to hold with a reading, by the end of its sentence. A mean is divided by its number."""
SAID: Final[Mapping[str, str]] = {ONE_STEP: "the gradient through this step alone is meant"}


def meant(lines: Sequence[Line], findings: Sequence[Finding]) -> Mapping[int, Finding]:
    """The lines that hold as they are meant, where enough of them do."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        if finding.held and _fewest(finding.reason) is not None:
            held[finding.reason].append(at)
    opening = {line.chain: line.span.start for line in reversed(lines)}

    def equations(found: Sequence[int]) -> int:
        # The copies of a line for other steps are one equation, and so are the members of a chain.
        starts = (opening[chain] if (chain := lines[at].chain) is not None else lines[at].span.start for at in found)
        return len(set(starts))

    granted = ((reason, found) for reason, found in held.items() if equations(found) >= (_fewest(reason) or 0))
    return {at: _granted(findings[at]) for _, found in granted for at in found}


def _fewest(reason: str) -> int | None:
    return next((fewest for end, fewest in FEWEST.items() if reason.endswith(end)), None)


def _granted(finding: Finding) -> Finding:
    said = SAID.get(finding.reason, finding.reason.removeprefix(WHERE))
    return Finding(Verdict.RIGHT_IF, "", (said,), sides=finding.sides)
