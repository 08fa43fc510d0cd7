"""Whether an answer is worked out: what is right because it leaves the derivative as it is answers nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import final

from backproof.check.grading.quantities import Kind, Quantity, quantity
from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Nabla, Partial


@final
@dataclass(frozen=True, slots=True)
class Working:
    """The lines of a submission with what each of them states."""

    lines: Sequence[Line]
    stated: Sequence[Quantity | None]
    names: Names

    def is_worked_out(self, at: int) -> bool:
        """Whether a line leaves no derivative open, itself or in what it rests on."""
        return not self._is_open(at, frozenset())

    def rests_on(self, at: int, lines: Collection[int]) -> bool:
        """Whether what a line uses is last stated by one of some lines, directly or through others."""
        return self._leads_to(at, lines, frozenset())

    def _leads_to(self, at: int, lines: Collection[int], above: frozenset[int]) -> bool:
        last = (self._places(needed)[-1:] for needed in self._rests_on(at))
        below = {place for places in last for place in places} - above - {at}
        return any(place in lines or self._leads_to(place, lines, above | {at}) for place in below)

    def _places(self, needed: Quantity) -> list[int]:
        return [at for at, each in enumerate(self.stated) if needed.is_answered_by(each) and self.lines[at].side]

    def _is_open(self, at: int, above: frozenset[int]) -> bool:
        if at in above:
            return True
        return any(self._is_left(each, above | {at}) for each in self._rests_on(at))

    def _is_left(self, needed: Quantity, above: frozenset[int]) -> bool:
        """Whether a derivative stands for itself, or a name for something that is left open."""
        places = self._places(needed)
        if not places:
            return needed.kind is not Kind.VALUE
        return all(self._is_open(at, above) for at in places)

    def _rests_on(self, at: int) -> Iterator[Quantity]:
        """The derivatives on the right side of a line, and the names outside of them."""
        side = self.lines[at].side
        if side is None:
            return
        inside = {id(ref) for part in occurrences(side, Partial, Nabla) for ref in references(part)}
        for part in walk(side):
            match part:
                case Partial() | Nabla():
                    found = quantity(part, self.names)
                    yield found if found is not None else Quantity(Kind.GRADIENT, "")
                case _:
                    pass
        for ref in references(side):
            if id(ref) not in inside:
                yield Quantity(Kind.VALUE, resolved(self.names, ref).key)
