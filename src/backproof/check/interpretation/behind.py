"""What the number behind a line says of it: ``h = 0.4 = 0.62`` gives h another value than the slip says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, final

from backproof.check.definitions.shape import is_constant
from backproof.check.numbers.ledger import Ledger
from backproof.check.numbers.one_edit import is_one_edit_away
from backproof.read.lines import Line
from backproof.read.terms.terms import Term

NEAR: Final = 8
"""So many lines on, the next member of a chain may stand."""


@final
@dataclass(frozen=True)
class Behind:
    """The lines of a document, and the values that names have where one of them is judged."""

    lines: Sequence[Line]
    ledger: Ledger

    def sides(self, at: int, line: Line) -> list[Term | None]:
        """The members of its chain behind a line."""
        return [each.side for each in self.lines[at + 1 : at + NEAR] if each.chain == line.chain]

    def number(self, at: int, line: Line) -> Line | None:
        """The next member of a chain, where it is a number."""
        near = self.lines[at + 1 : at + NEAR] if line.chain is not None or line.head is None else ()
        following = next((each for each in near if each.chain == line.chain and each.side is not None), None)
        return following if following is not None and following.side and is_constant(following.side) else None

    def contradicting(self, at: int, line: Line, side: Term) -> Line | None:
        """The next number of the chain, where it does not go on with this line."""
        following = self.number(at, line)
        return None if following is None or self.ledger.agree(at, following, side) else following

    def is_doubtful(self, at: int, line: Line, side: Term) -> bool:
        """Whether the next number is another one, and may be the right one: a slip here as well as there."""
        contradicting = self.contradicting(at, line, side) if line.head is not None else None
        return contradicting is not None and is_one_edit_away(self.ledger, self.lines, at, contradicting)
