"""The index letters of one line: what each runs over, and which letter a suppressed index takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import final

from backproof.check.indices.forest import Extent
from backproof.check.indices.letters import Tied, Use, uses
from backproof.check.indices.ranges import Ranges, SlotOf
from backproof.check.names.names import DEPENDENT, Name, Names
from backproof.check.verdicts.reading import IllTyped, Reading
from backproof.expr import Expression, Index, Range, Slot, Tensor
from backproof.expr.walk import derivatives
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import NOWHERE, Big, Term, Unreadable
from backproof.records import Remembering, dataclass, replace

TWO_DIGITS = 9


@final
@dataclass(frozen=True, slots=True)
class Around(Remembering):
    """The letters that the sums around a part bind.

    ``outer``: for each bound letter, the index that it meant outside of its sum. ``contracted``: for each bare array
    between two derivatives, the index over which their product is summed; ``samples``: the same for the samples of a
    quantity between two derivatives. ``outside``: letters that the terms and factors beside a part leave free, which
    no implied sum inside of it binds.
    """

    bound: Mapping[str, Index] = field(default_factory=dict)
    outer: Mapping[str, Index] = field(default_factory=dict)
    contracted: Mapping[str, Index] = field(default_factory=dict)
    samples: Mapping[str, Index] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()

    def binding(self, letter: str, index: Index, outer: Index | None = None) -> Around:
        """Inside of a sum over ``letter``."""
        meant = {**self.outer, letter: outer} if outer is not None else self.outer
        return replace(self, bound={**self.bound, letter: index}, outer=meant)

    def beside(self, letters: frozenset[str]) -> Around:
        """Beside parts that have these letters."""
        return self if letters <= self.outside else replace(self, outside=self.outside | letters)

    def captured(self) -> Around:
        """With letters meaning what they mean outside of their sums."""
        return replace(self, bound={**self.bound, **self.outer})


@final
class Lettering:
    """Gives each letter of a line its index. Letters that are free in a line are the same on both sides."""

    def __init__(
        self, names: Names, ranges: Ranges, reading: Reading, terms: Iterable[Term], head: Mapping[str, SlotOf]
    ) -> None:
        self.names = names
        self.ranges = ranges
        self.reading = reading
        self.free = self._typed(terms, head)
        self.kept: frozenset[str] | None = None
        """Letters that the other side has too: no sum over them is supplied. None before that side was read."""
        self.notes: set[str] = set()
        """What the line needed beyond its letter."""
        self.loose: set[str] = set()
        """Names without an index inside of a sum over their range: what is summed is a guess."""
        self.terms = tuple(terms)
        self._taken = set(self.free)
        self._bare: set[Index] = set()

    @property
    def summed(self) -> frozenset[str]:
        """The letters of the sums of the line."""
        return frozenset(big.letter for term in self.terms for big in occurrences(term, Big))

    @property
    def has_bare(self) -> bool:
        """Whether a suppressed index was given a letter."""
        return bool(self._bare)

    def _typed(self, terms: Iterable[Term], head: Mapping[str, SlotOf]) -> dict[str, Index]:
        places = Places(self.ranges)
        ties: list[Tied] = []
        for letter, (key, slot) in head.items():
            places.fill(letter, self.ranges.of(key, slot), key)
        for term in terms:
            for use in uses(term, self.names):
                match use:
                    case Use(str() as letter, key, slot, None):
                        places.fill(letter, self.ranges.of(key, slot), key)
                    case Tied():
                        ties.append(use)
                    case _:
                        pass
        for tied in ties:
            if tied.left_binder is None and tied.right_binder is None:
                places.tie(tied.left, tied.right)
        return {letter: Index(letter, range_) for letter, (range_, _) in places.known.items()}

    def fresh(self, letter: str, range_: Range) -> Index:
        """An index whose name no other index of this line has."""
        name = letter
        while name in self._taken:
            name += "'"
        self._taken.add(name)
        return Index(name, range_)

    def find(self, letter: str, around: Around) -> Index | None:
        """The index of a letter, bound or free."""
        return around.bound.get(letter) or self.free.get(letter)

    def slot(self, slot: str | int, around: Around, range_: Range | None = None) -> Slot:
        """What stands in a slot as it is written; a letter that is new takes ``range_``."""
        if isinstance(slot, int):
            return slot
        index = self.find(slot, around)
        if index is None:
            if range_ is None:
                raise Unreadable(f"nothing says what the index {slot} runs over", NOWHERE)
            index = self.free[slot] = self.fresh(slot, range_)
        return index

    def suppressed(self, key: str, range_: Range, around: Around) -> Index:
        """The letter of a suppressed index: that of a contraction, of a sum around, of the line, or a new one."""
        if key in around.contracted:
            return around.contracted[key]
        bound = [index for index in around.bound.values() if index.range == range_]
        if bound:
            self.loose.add(key)
            self.note_lone(key, bound[-1])
            return bound[-1]
        there = [index for index in self.free.values() if index.range == range_]
        home = self.reading.home.get(key)
        index = next((each for each in there if each.name == home), there[0] if there else None)
        if index is not None and index.name != home and home in self.summed:
            raise Unreadable(f"whether {key} is {key}_{index.name} or stands for all {home} is not written", NOWHERE)
        if index is None:
            index = self.free[f"{range_.name}*"] = self.fresh(self.usual(range_), range_)
        elif index.name in self.free:
            self.note_lone(key, index)
        self._bare.add(index)
        return index

    def note_lone(self, key: str, index: Index) -> None:
        """Say that one line leaves out the index of a name that others write."""
        if key in self.reading.lone:
            plain = key.replace(f"^{{{DEPENDENT}}}", "")
            self.notes.add(f"{plain} without its index is {plain}_{index.name}")

    def sample(self, name: Name, range_: Range, around: Around) -> Slot:
        """The sample of a name: the one that it names, or that which all names without one have."""
        if name.sample == DEPENDENT and name.key in around.samples:
            return around.samples[name.key]
        assert name.sample is not None
        found = self.slot(name.sample, around, range_)
        if name.sample == DEPENDENT and isinstance(found, Index):
            self._bare.add(found)
        return found

    def of_unit(self, letter: str, range_: Range, around: Around) -> Index:
        """The letter of a name that has one entry for each unit."""
        known = self.find(letter, around)
        if known is not None and known.range == range_:
            return known
        return self.free.setdefault(f"{letter}*", self.fresh(letter, range_))

    def usual(self, range_: Range) -> str:
        """The letter that the document mostly uses for a range."""
        return self.ranges.letters.get(range_.name, "n")

    def check(self, key: str, slot: Slot, range_: Range) -> None:
        """Raise where an element does not exist, or a letter runs over another range than the slot."""
        if isinstance(slot, int):
            if slot < range_.first or (range_.last is not None and slot > range_.last):
                extent = self.ranges.describe(range_)
                if slot > TWO_DIGITS:
                    raise Unreadable(f"whether {slot} is one index of {key} or two is not clear", NOWHERE)
                raise IllTyped(f"{key} has no element {slot}: {extent}", f"element {slot}", extent)
        elif slot.range != range_:
            Places(self.ranges, {slot.name: (slot.range, "this line")}).fill(slot.name, range_, key)

    def supplied(self, parts: list[Expression], around: Around) -> list[Index]:
        """Letters that two factors have and the other side has not, where the reading supplies their sum."""
        if not (self.reading.supply or self.reading.einstein):
            return []
        counts = Counter(index for part in parts for index in part.free)
        fixed = {index.name for index in around.bound.values()} | (self.kept or frozenset()) | around.outside
        twice = [index for index, count in counts.items() if count > 1 and index.name not in fixed]
        found = [index for index in twice if self.reading.einstein or (index in self._bare and _may_go(index, parts))]
        if not self.reading.einstein:
            over = ("the samples" if index.name == DEPENDENT else index.name for index in found)
            self.notes.update(f"a sum over {each} is meant" for each in over)
        return sorted(found, key=lambda index: index.name)

    def traced(self, part: Expression, around: Around) -> list[Index]:
        r"""Letters that one name has twice, as in ``\partial A_{ii} / \partial A_{kl}``, where sums are implied."""
        if not (self.reading.einstein and isinstance(part, Tensor)):
            return []
        fixed = {index.name for index in around.bound.values()} | (self.kept or frozenset()) | around.outside
        counts = Counter(slot for slot in part.slots if isinstance(slot, Index))
        return [index for index, count in counts.items() if count > 1 and index.name not in fixed]

    def left_over(self, part: Expression, around: Around) -> list[Index]:
        """Letters of a part that stand nowhere else, where the reading takes them as summed, too."""
        if self.kept is None or not (self.reading.supply and self.reading.einstein):
            return []
        fixed = {index.name for index in around.bound.values()} | self.kept | around.outside
        found = sorted((index for index in part.free if index.name not in fixed), key=lambda index: index.name)
        self.notes.update(f"a sum over {index.name} is meant" for index in found)
        return found


def _may_go(index: Index, parts: Iterable[Expression]) -> bool:
    """Whether authors leave the sum over a letter out: that over samples in a chain rule only, for of values that are
    multiplied one sample may be meant, or the sum is lost."""
    return index.name != DEPENDENT or any(True for part in parts if index in part.free for _ in derivatives(part))


@final
@dataclass(slots=True)
class Places:
    """The range of each letter with the name that says so; a letter has one range."""

    ranges: Ranges
    known: dict[str, tuple[Range, str]] = field(default_factory=dict)

    def fill(self, letter: str, range_: Range, what: str) -> None:
        """A letter fills a slot of ``what``: raise where it runs over another range elsewhere."""
        known, where = self.known.setdefault(letter, (range_, what))
        if known == range_:
            return
        if not self.ranges.apart(known, range_) or (where == what and DEPENDENT in what):
            # Of the two letters of D_ii, one may be that of the sample.
            raise Unreadable(
                f"whether {letter} runs over the same range in {where} and in {what} is not clear", NOWHERE
            )
        one, other = (f"{self.ranges.describe(each)} in {name}" for each, name in ((known, where), (range_, what)))
        raise IllTyped(
            f"the index {letter} runs over {one} and over {other}",
            f"{letter} over {other}",
            f"{letter} over {one}",
            names=frozenset({where, what}),
        )

    def tie(self, one: str, other: str) -> None:
        """Letters that are compared run over the same range."""
        for left, right in ((one, other), (other, one)):
            if left in self.known:
                self.known.setdefault(right, self.known[left])


def extent_of(ranges: Ranges, range_: Range) -> Extent:
    """The bounds that the document's lines give a range."""
    return ranges.extents.get(range_.name, Extent(None, None))
