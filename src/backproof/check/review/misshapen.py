"""Lines whose shapes do not fit, once other lines are judged: what these are proved with says what its names are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.check.doubts.hedges import hedge, misfit
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role
from backproof.read.lines import Line


def refuted(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Mapping[int, Outcome]:
    """The lines that fit in no way with the shapes that proved lines hold their names to."""
    open_ = [at for at, line in enumerate(lines) if line.misfit is not None and line.misfit.support is not None]
    if not open_:
        return {}
    judged = zip(lines, outcomes, strict=True)
    proved = {line.span for line, each in judged if each.finding.verdict in PROVED and each.role is not Role.GIVEN}
    found = {}
    for at in open_:
        mismatch = lines[at].misfit
        sure = mismatch.support.mismatch(proved) if mismatch is not None and mismatch.support is not None else None
        if sure is not None and outcomes[at].finding.verdict not in PROVED | REFUTED:
            found[at] = replace(outcomes[at], finding=misfit(sure, hedge(lines[at])))
    return found
