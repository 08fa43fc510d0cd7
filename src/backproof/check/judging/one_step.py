"""Gradients through one step of a recurrence, as authors give them who add those of the other steps up later.

A single line that leaves the other steps out may have forgotten them; where two equations do, one step is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backproof.check.judging.excuses import ONE_STEP
from backproof.check.judging.judge import Finding
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line

FEWEST = 2
"""A convention needs so many equations that hold with it."""
MEANT = "the gradient through this step alone is meant"


def meant(lines: Sequence[Line], findings: Sequence[Finding]) -> Mapping[int, Finding]:
    """The lines that hold for one step, where there are several of them."""
    held = [at for at, finding in enumerate(findings) if finding.held and finding.reason == ONE_STEP]
    opening = {line.chain: line.span.start for line in reversed(lines)}
    # The copies of a line for other steps are one equation, and so are the members of a chain.
    if (
        len({opening[chain] if (chain := lines[at].chain) is not None else lines[at].span.start for at in held})
        < FEWEST
    ):
        return {}
    return {at: Finding(Verdict.RIGHT_IF, "", (MEANT,), sides=findings[at].sides) for at in held}
