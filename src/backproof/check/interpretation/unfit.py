"""Formulas with several elements in a chain of single numbers: as they stand they do not give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.definitions.shape import is_constant, is_printed, is_single
from backproof.check.interpretation.behind import Behind
from backproof.check.interpretation.several import Several, alike_but_samples, is_elementwise
from backproof.check.numbers.ledger import Ledger
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.terms import Ref


@final
@dataclass(frozen=True)
class Unfit:
    """What was refuted of a document so far: what is computed behind such a formula says what its head is."""

    lines: Sequence[Line]
    ledger: Ledger
    _refuted: dict[int, Outcome] = field(default_factory=dict)

    def __contains__(self, at: int | None) -> bool:
        return at in self._refuted

    def within(self, lines: Sequence[Line], ledger: Ledger) -> Unfit:
        """The same of other lines, which keeps what it finds for itself."""
        return Unfit(lines, ledger, dict(self._refuted))

    def judge(self, at: int, line: Line) -> Outcome | None:
        """What a formula is that should give single numbers; None where it has one element."""
        if line.head is None or line.chain is None or line.side is None or isinstance(line.side, Ref):
            return None
        behind = Behind(self.lines, self.ledger).sides(at, line)
        if self._refuted and not behind and (same := self._of_another_sample(line)) is not None:
            return replace(same, finding=replace(same.finding, reason=f"{same.finding.reason} for another sample"))
        if not any(side is not None and is_single(side) for side in behind):
            return None
        several = Several.of(self.ledger.ways(line.side, line.section, at))
        if several is None:
            return None
        first = behind[0]
        unsure = is_elementwise(line.side) or not isinstance(line.head, Ref)
        if unsure or first is None or not is_constant(first) or is_printed(first):
            return several.open()
        outcome = several.beside(self.ledger.ways(first, line.section, at))
        if outcome.finding.verdict is Verdict.WRONG:
            self._refuted[at] = outcome
        return outcome

    def _of_another_sample(self, line: Line) -> Outcome | None:
        """What a formula is that was refuted for another sample."""
        for at, outcome in self._refuted.items():
            before = self.lines[at]
            near = (before.section, before.item) == (line.section, line.item)
            if near and all(map(alike_but_samples, before.sides, line.sides)):
                return outcome
        return None
