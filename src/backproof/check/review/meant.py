"""What authors mean without a word: the number that sums are divided by, labels that sum to one, one step alone.

A line that holds so is left open first, as it may have forgotten something. Where enough equations hold with the same
reading, it is what their author means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from backproof.check.charity.excuses import WHERE
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line

FEWEST: Final[Mapping[Kind | None, int]] = {
    Kind.COUNTED: 1,
    Kind.SUM_TO_ONE: 2,
    Kind.SIGMOID: 2,
    Kind.ONE_STEP: 2,
    Kind.BIASED: 2,
    Kind.SUPPOSED: 2,
}
"""How many equations have to hold with a reading. A mean is divided by its number."""
SAID: Final[Mapping[Kind | None, str]] = {Kind.ONE_STEP: "the gradient through this step alone is meant"}


def meant(lines: Sequence[Line], findings: Sequence[Finding]) -> Mapping[int, Finding]:
    """The lines that hold as they are meant, where enough of them do."""
    held: defaultdict[tuple[Kind | None, str], list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        if finding.held and finding.kind in FEWEST:
            held[finding.kind, finding.reason].append(at)
    opening = {line.chain: line.span.start for line in reversed(lines)}

    def equations(found: Sequence[int]) -> int:
        # The copies of a line for other steps are one equation, and so are the members of a chain.
        starts = (opening[chain] if (chain := lines[at].chain) is not None else lines[at].span.start for at in found)
        return len(set(starts))

    granted = (found for (kind, _), found in held.items() if equations(found) >= FEWEST[kind])
    return {at: _granted(findings[at]) for found in granted for at in found}


def _granted(finding: Finding) -> Finding:
    said = SAID.get(finding.kind, finding.reason.removeprefix(WHERE))
    return Finding(Verdict.RIGHT_IF, "", tuple(dict.fromkeys((*finding.assumes, said))), sides=finding.sides)
