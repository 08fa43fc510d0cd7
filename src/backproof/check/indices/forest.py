"""Which index slots run over one range: a forest of the slots that lines tie together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import field
from typing import final

from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True)
class Extent:
    """First and last element as a document writes them; ``last`` is a number or the name of the bound."""

    first: int | None
    last: int | str | None


@final
@dataclass(slots=True)
class Forest:
    """Union-find over slots; each class knows its members and the last elements that its sums write."""

    parents: dict[object, object] = field(default_factory=dict)
    members: dict[object, set[object]] = field(default_factory=dict)
    lasts: dict[object, Counter[int | str]] = field(default_factory=dict)
    ends: dict[object, str] = field(default_factory=dict)
    """The declared end of a slot."""
    entered: dict[object, int] = field(default_factory=dict)
    """How many elements an array is entered with."""
    counted: dict[object, set[int]] = field(default_factory=dict)
    """How many elements are written out of arrays with a slot."""

    def root(self, node: object) -> object:
        path = []
        while (parent := self.parents.setdefault(node, node)) != node:
            path.append(node)
            node = parent
        for each in path:
            self.parents[each] = node
        self.members.setdefault(node, {node})
        return node

    def tie(self, left: object, right: object) -> None:
        below, above = self.root(left), self.root(right)
        if below == above:
            return
        if len(self.members[below]) > len(self.members[above]):
            below, above = above, below
        self.parents[below] = above
        self.members[above] |= self.members.pop(below)
        self.lasts.setdefault(above, Counter()).update(self.lasts.pop(below, Counter()))

    def note(self, node: object, extent: Extent | None) -> None:
        if extent is not None and extent.last is not None:
            self.lasts.setdefault(self.root(node), Counter())[extent.last] += 1

    def apart(self, left: object, right: object) -> bool:
        """Whether two classes are surely different ranges: one array has a slot in each, or they end differently."""
        one, other = self.root(left), self.root(right)
        if one == other:
            return False
        small, large = sorted((self.members[one], self.members[other]), key=len)
        keys = {member[0] for member in large if isinstance(member, tuple)}
        if any(isinstance(member, tuple) and member[0] in keys for member in small):
            return True
        ends, other_ends = self.lasts.get(one), self.lasts.get(other)
        return bool(ends and other_ends) and not set(ends or ()) & set(other_ends or ())

    def end_apart(self, left: object, right: object) -> bool:
        """Whether sums over two classes end at different names."""
        ends = [
            {each for each in self.lasts.get(self.root(node), ()) if isinstance(each, str)} for node in (left, right)
        ]
        return all(ends) and ends[0].isdisjoint(ends[1])

    def may_be_square(self, left: object, right: object) -> bool:
        """Whether one of two slots is tied to nothing, and the range of the other has two slots of another array."""
        small, large = sorted((self.members[self.root(left)], self.members[self.root(right)]), key=len)
        alone = {member[0] for member in small if isinstance(member, tuple)}
        counts = Counter(member[0] for member in large if isinstance(member, tuple) and member[0] not in alone)
        return len(small) == 1 and any(count > 1 for count in counts.values())

    def joined_at_once(self, left: object, right: object, anew: Set[object]) -> object | None:
        """The array of a slot that is tied to nothing, where the other's range has its other slots, all ``anew``."""
        small, large = sorted((self.members[self.root(left)], self.members[self.root(right)]), key=len)
        alone = {member[0] for member in small if isinstance(member, tuple)}
        own = {member for member in large if isinstance(member, tuple) and member[0] in alone}
        return next(iter(alone)) if len(small) == 1 and own and {*small, *own} <= anew else None
