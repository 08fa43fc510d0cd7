"""What became of a line: its role in its document, and what was found of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.judging.judge import Judge
from backproof.check.judging.shown import shown
from backproof.check.numbers import APPROXIMATE
from backproof.check.verdicts.rewritten import Rewriting
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED, Role, Verdict
from backproof.read.lines import Line
from backproof.records import dataclass, replace

EQUALITIES = APPROXIMATE | DEFINES
NOTHING_CLAIMED = "nothing is claimed here"


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """A line's role and finding, what it was taken for, the lines around it, and its outcomes for all layers."""

    role: Role
    finding: Finding
    judge: Judge | None = None
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    lines: Sequence[Line] = field(default=(), repr=False, compare=False)
    rewriting: Rewriting | None = field(default=None, repr=False, compare=False)
    instances: tuple[Outcome, ...] = field(default=(), repr=False, compare=False)
    network: str = ""
    """Of which network the line was judged, where it was of a special one."""

    @property
    def is_disproved_definition(self) -> bool:
        """Whether other lines refute a definition, which its form does not: alone it says what its name is."""
        finding = self.finding
        return self.role is Role.DEFINITION and finding.verdict is Verdict.WRONG and finding.defined is None

    def completed(self) -> Finding:
        """The finding with its reading and its counterexample."""
        found = shown(self.finding, self.judge.bench) if self.judge is not None else self.finding
        return replace(found, reason=f"{self.network}, {found.reason}") if self.network else found


def assuming(outcome: Outcome, assumes: tuple[str, ...]) -> Outcome:
    """What is proved is proved under what the line was read with."""
    finding = outcome.finding
    if not assumes or finding.verdict not in PROVED:
        return outcome
    return replace(outcome, finding=replace(finding, verdict=Verdict.RIGHT_IF, assumes=(*finding.assumes, *assumes)))
