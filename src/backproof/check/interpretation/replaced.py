"""Numbers that go by what a section says of a name, and not by what a later section has put in its place.

An exercise computes with the sigmoid of question 2 behind question 3, which defines the same output as a softmax. One
name alone may be a slip, and its line is left open; where further lines go by such definitions, they are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import final

from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.interpretation.moves import is_proved
from backproof.check.numbers import Ledger, Member, Numeric, is_constant
from backproof.check.verdicts.verdict import Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike
from backproof.read.terms.terms import Ref, Term

UNSURE = "it holds with a definition that a later section replaces"


@final
@dataclass
class Replaced:
    """The replaced definitions that the numbers of each section go by so far."""

    meant: dict[int, tuple[Defined, ...]] = field(default_factory=dict)

    def apart(self) -> Replaced:
        """A copy, in which sections may go by other definitions."""
        return Replaced(dict(self.meant))

    def seen_from(self, section: int, ledger: Ledger) -> Ledger:
        """A ledger by whose definitions the numbers of a section are meant, as far as is known."""
        return _seeing(self.meant[section], ledger, section) if section in self.meant else ledger

    def judged(
        self, ledger: Ledger, at: int, line: Line, head: Term | None, before: Sequence[Member], *, anew: bool
    ) -> Numeric | None:
        """What a number is by definitions that later ones have replaced, if these prove it.

        Where its chain has put the numbers in before it, they say what is meant.
        """
        if any(is_constant(each.term) for each in before):
            return None
        known = self.meant.get(line.section, ())
        for more in self.choices(ledger, head, line.section):
            again = _seeing((*known, *more), ledger, line.section)
            found = again.judge(at, line, _members(head, before, line.section, ledger, again), anew=anew)
            if is_proved(found):
                self.meant[line.section] = (*known, *more)
                return self.noted(found, sure=bool(known))
        return None

    def choices(self, ledger: Ledger, head: Term | None, section: int) -> Iterator[tuple[Defined, ...]]:
        """What may be meant beside what is known: nothing more, or one of the replaced definitions of the head."""
        if section in self.meant:
            yield ()
        if not isinstance(head, Ref):
            return
        key = resolved(ledger.names, head).key
        found = ledger.catalogue.candidates(key, section)
        if all(each.section < section for each in found[:1]):
            yield from ((each,) for each in found[1:] if each.section < found[0].section)

    @staticmethod
    def noted(found: Numeric | None, *, sure: bool) -> Numeric:
        """What is proved so: open where nothing but this line goes by a replaced definition."""
        assert found is not None
        if not sure:
            return replace(found, verdict=Verdict.UNCHECKED, reason=UNSURE, assumes=())
        said = "the names are as they are defined before a later section replaces this"
        return replace(found, verdict=Verdict.RIGHT_IF, assumes=(*found.assumes, said))


def _seeing(meant: Sequence[Defined], ledger: Ledger, section: int) -> Ledger:
    """A ledger with the same values, of which a section has some definitions as its own."""
    own = (replace(each, section=section) for each in meant)
    again = copy(ledger)
    again.catalogue = replace(ledger.catalogue, put_in=(*ledger.catalogue.put_in, *own))
    again.known = replace(ledger.known, catalogue=again.catalogue)
    return again


def _members(
    head: Term | None, before: Sequence[Member], section: int, ledger: Ledger, again: Ledger
) -> Sequence[Member]:
    """The members of a chain, its head as another ledger defines it."""
    if not isinstance(head, Ref) or not before:
        return before
    body, meant = ledger.known.body(head, section), again.known.body(head, section)
    opened = body is not None and meant is not None and alike(before[0].term, body)
    return [Member(meant), *before[1:]] if opened and meant is not None else before
