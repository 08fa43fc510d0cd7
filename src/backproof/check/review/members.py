"""Members of a chain whose head the document does not determine: they are held against a member that is proved.

Where ``dL/dx = A`` is proved, whatever L is, ``= B`` behind it is right where A and B are the same, and wrong where
they are not: what a derivative of an open loss is need not be known for that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from backproof.check.doubts.finding import Finding, guarded
from backproof.check.doubts.hedges import hedge
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.readings import STATED
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.read.lines import Line


def judged(lines: Sequence[Line], findings: Sequence[Finding], judge: Judge) -> dict[int, Finding]:
    """The findings of open members that one before them proves or refutes."""
    found: dict[int, Finding] = {}
    last: dict[int, int] = {}
    for at, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        if line.chain is None or not _is_member(line):
            continue
        if line.chain in last and is_open(line, finding):
            before = last[line.chain]
            step = _step(lines[before], found.get(before, findings[before]), at, line, judge)
            if step is not None:
                found[at] = step
        now = found.get(at, finding)
        if now.verdict in PROVED and now.sides is not None:
            last[line.chain] = at
    return found


def _is_member(line: Line) -> bool:
    return line.chain is not None and line.relation == "=" and not line.conditions and line.misfit is None


def is_open(line: Line, finding: Finding) -> bool:
    """Whether a line goes on with its chain, its sides were compared, and nothing but what the document leaves open
    speaks for them: a member before it may prove or refute it."""
    compared = finding.verdict is Verdict.UNCHECKED and finding.sides is not None and bool(finding.sides.opaque)
    return compared and line.head is None and _is_member(line)


def _step(before: Line, known: Finding, at: int, line: Line, judge: Judge) -> Finding | None:
    if before.side is None or line.side is None:
        return None
    claim = Claim(before.side, line.side, (), line.section, at, hedge(line), line.lowered)
    finding = guarded(partial(judge.claim, claim, STATED))
    match finding.verdict:
        case Verdict.RIGHT | Verdict.RIGHT_IF:
            both = tuple(dict.fromkeys((*known.assumes, *finding.assumes)))
            return replace(finding, verdict=max(known.verdict, finding.verdict, key=_weaker), assumes=both)
        case Verdict.WRONG if not line.lowered and known.verdict is Verdict.RIGHT:
            return finding
        case _:
            return None


def _weaker(verdict: Verdict) -> bool:
    return verdict is Verdict.RIGHT_IF
