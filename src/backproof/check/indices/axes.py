"""The axis of a sum: the range that its letter runs over, and the part of it that its bounds name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

from backproof.check.indices.lettering import Around, Lettering, Places, extent_of
from backproof.check.indices.letters import Tied, Use, bound_of, number, uses
from backproof.check.verdicts.reading import IllTyped
from backproof.expr import CompareIndices, Condition, Index, Range
from backproof.read.terms.terms import About, Big, Unreadable
from backproof.records import dataclass

FROM_WHERE = "whether its elements are counted from 0 or from 1 is not written"
"""Of a sum from 0 to K - 1 beside others from 1 to K."""


@final
@dataclass(frozen=True, slots=True)
class Axes:
    """The axes of the sums of one line."""

    letters: Lettering

    def range_of(self, big: Big, around: Around) -> Range:
        """The range that the slots filled by the letter of a sum agree on."""
        places = Places(self.letters.ranges)
        for part in (big.body, *big.conditions):
            for use in uses(part, self.letters.names, (big,)):
                match use:
                    case Use(str() as letter, key, slot, binder) if binder is big:
                        places.fill(letter, self.letters.ranges.of(key, slot), key)
                    case Tied(left, left_binder, right, right_binder) if (left_binder is big) != (right_binder is big):
                        other = right if left_binder is big else left
                        known = self.letters.find(other, around)
                        if known is not None:
                            places.fill(big.letter, known.range, other)
                    case _:
                        pass
        if not big.letter:
            raise Unreadable(f"what this {big.kind} runs over is not written", big.span)
        if big.letter in places.known:
            return places.known[big.letter][0]
        last = bound_of(big.upper)
        same = (
            each
            for each in self.letters.ranges.slots.values()
            if extent_of(self.letters.ranges, each).last == last is not None
        )
        found = next(same, self.letters.ranges.always.get(big.letter))
        if found is None:
            raise Unreadable(f"nothing says what the index {big.letter} of the sum runs over", big.span)
        return found

    def bounds(self, big: Big, index: Index) -> Iterator[Condition]:
        """Conditions for bounds inside the range; a bound outside it contradicts the rest of the document."""
        extent = extent_of(self.letters.ranges, index.range)
        first, last = number(big.lower), bound_of(big.upper)
        if big.lower is not None and first is None:
            raise Unreadable("this lower bound is not read yet", big.lower.span)
        if first is not None and extent.first is not None:
            if extent.first - first == 1 and last == f"{extent.last}-1":
                raise Unreadable(FROM_WHERE, big.span)
            if first < extent.first and not self.letters.reading.wide:
                raise self.beyond(big, "begins", first, index)
            if first > extent.first:
                yield CompareIndices(">=", index, first)
        if isinstance(last, int) and isinstance(extent.last, int):
            if last > extent.last and not self.letters.reading.wide:
                raise self.beyond(big, "ends", last, index)
            if last < extent.last and index.range.last is None:
                raise Unreadable("a partial sum over so long a range is not checked", big.span)
            if last < extent.last:
                yield CompareIndices("<=", index, last)
        elif isinstance(last, str) and isinstance(extent.last, int) and not self.is_end(last):
            self.letters.notes.add(f"{last} is {extent.last} here")
        elif isinstance(last, int) and isinstance(extent.last, str) and last == first == extent.first:
            # At the first step a sum up to it has one term, however many steps there are.
            yield CompareIndices("<=", index, last)
        elif isinstance(last, int) and isinstance(extent.last, str):
            if last not in self.letters.ranges.counts.get(index.range.name, ()):
                self.letters.notes.add(f"{extent.last} is {last} here")
        elif isinstance(last, str) and (own := self.declared_otherwise(last, index)):
            written, true = f"{big.letter} ends at {last}", f"{big.letter} = 1..{own}"
            message = f"the sum over {big.letter} ends at {last}, and {own} elements are declared"
            raise IllTyped(message, written, true, declared=True)
        elif isinstance(last, str) and extent.last is not None and last != extent.last:
            said = f"the sum ends at {last}, other lines end at {extent.last}"
            raise Unreadable(said, big.span, About.BOUND)

    def declared_otherwise(self, last: str, index: Index) -> str:
        """The declared end of a range where a sum has that of another one; empty where it may be the same."""
        ends = self.letters.ranges.ends
        own = ends.get(index.range.name, "")
        return own if own.casefold() != last.casefold() and last in ends.values() else ""

    def is_end(self, name: str) -> bool:
        """Whether a name is the end of some range."""
        return any(extent.last == name for extent in self.letters.ranges.extents.values())

    def beyond(self, big: Big, which: str, bound: int, index: Index) -> IllTyped:
        """A bound outside of the range that the other lines give."""
        extent = self.letters.ranges.describe(index.range)
        return IllTyped(
            f"the sum over {big.letter} {which} at {bound}, but {extent}", f"{big.letter} {which} at {bound}", extent
        )
