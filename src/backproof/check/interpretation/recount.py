"""What the numbers of a document say of a line that is put in the place of another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.interpretation.worked import Worked
from backproof.read.lines import Line


@final
@dataclass
class Recount:
    """Walks the numbers of a document once, line after line, as far as it is asked.

    ``begun`` makes what walks them, ``spelt`` writes a line as the document is judged.
    """

    begun: Callable[[], Worked]
    spelt: Callable[[Line], Line]
    _worked: Worked | None = field(default=None, repr=False)
    _next: int = 0

    def finding(self, at: int, line: Line) -> Finding | None:
        """What the numbers before line ``at`` say of another one in its place; None where they say nothing."""
        if self._worked is None or self._next > at:
            self._worked, self._next = self.begun(), 0
        while self._next < at:
            self._worked.step(self._next)
            self._next += 1
        outcome = self._worked.instead(at, self.spelt(line))
        return None if outcome is None else outcome.finding
