"""Which axes are equally long: by declarations, definitions, and the lines that no definition contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field
from typing import final

from backproof.matrix.values import Misfit, Ties
from backproof.read.terms.terms import Num, Ref, Term
from backproof.records import dataclass, replace


@final
@dataclass
class Extents:
    """Classes of extents. A name that begins with ``=`` is a declared one: ``=N`` or ``=3``.

    ``strict``: two classes that are both in use by definitions or declarations are not tied any more, where these
    bring them into relation: some array has an axis in each, or arrays lead from one to the other.
    """

    strict: bool = False
    bounds: dict[str, Term] = field(default_factory=dict)
    """The terms of declared extents."""
    examples: set[frozenset[str]] = field(default_factory=set)
    """Declared extents, each with a number that the document writes out in an example."""
    summed: set[tuple[str, str]] = field(default_factory=set)
    """Extents that sums run over, each with the declared one that they end at: the two may be equal."""
    _parents: dict[str, str] = field(default_factory=dict)
    _settled: set[str] = field(default_factory=set)
    _declared: dict[str, str] = field(default_factory=dict)

    def find(self, dim: str) -> str:
        """The class of an extent."""
        while (above := self._parents.get(dim, dim)) != dim:
            dim = above
        return dim

    def fit(self, one: str, other: str) -> Ties:
        """What has to be tied for two extents to be equal; raises Misfit where they can't be."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return ()
        names = self.declared(first), self.declared(second)
        if frozenset((_number(one) or names[0], _number(other) or names[1])) in self.examples:
            return ()
        if all(names) and names[0] != names[1]:
            raise Misfit("two extents differ", names[0], names[1])
        if self._are_summed(first, names[1]) or self._are_summed(second, names[0]):
            return ((one, other),)
        if self.strict and first in self._settled and second in self._settled and self._related(first, second):
            raise Misfit("two extents differ", self.said(first), self.said(second))
        return ((one, other),)

    def _are_summed(self, dim: str, declared: str) -> bool:
        """Whether sums over an extent end at a declared one."""
        return any(last == declared and self.find(key) == dim for key, last in self.summed)

    def _related(self, one: str, other: str) -> bool:
        """Whether arrays lead from one class to another one: ``W`` from its rows to its columns."""
        arrays: defaultdict[str, set[str]] = defaultdict(set)
        for dim in self._parents.keys() | self._parents.values() | self._settled:
            if not dim.startswith("="):
                arrays[dim.rpartition(".")[0]].add(self.find(dim))
        reached, before = {one}, 0
        while before < len(reached) and other not in reached:
            before = len(reached)
            reached.update(*(classes for classes in arrays.values() if classes & reached))
        return other in reached

    def tie(self, ties: Ties, *, settle: bool) -> None:
        """Make extents equal; ``settle`` where a definition or a declaration says so."""
        for one, other in ties:
            first, second = self.find(one), self.find(other)
            if first != second:
                self._parents[second] = first
                if second in self._settled:
                    self._settled.add(first)
                if (name := self._declared.get(second)) is not None:
                    self._declared.setdefault(first, name)
            if settle:
                self._settled.add(self.find(first))

    def settle(self, dims: Iterable[str]) -> None:
        """Extents that definitions use: they are what they are."""
        self._settled.update(self.find(dim) for dim in dims)

    def copy(self) -> Extents:
        """The same classes, to be tied further apart from these."""
        return replace(
            self, bounds=dict(self.bounds), examples=set(self.examples), summed=set(self.summed),
            _parents=dict(self._parents), _settled=set(self._settled), _declared=dict(self._declared),
        )  # fmt: skip

    def declare(self, dim: str, bound: Term) -> None:
        """An extent with a name or a number of its own."""
        name = _spelt(bound)
        if name:
            self.bounds[f"={name}"] = bound
            self._declared.setdefault(f"={name}", f"={name}")
            self.tie(((f"={name}", dim),), settle=True)

    def declared(self, dim: str) -> str:
        """The declared name of an extent; empty where it has none."""
        found = self.find(dim)
        return found if found.startswith("=") else self._declared.get(found, "")

    def numbers(self) -> dict[str, int]:
        """The classes that one number is in, and no declared letter, with this number."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for dim in self._parents.keys() | self._parents.values():
            if number := _number(dim):
                found[self.find(dim)].add(int(number[1:]))
        lettered = {each for each in found if not (self.declared(each) or "=0")[1:].isdigit()}
        return {each: sizes.pop() for each, sizes in found.items() if len(sizes) == 1 and each not in lettered}

    def bound(self, dim: str) -> Term | None:
        """The upper bound of a sum over an extent, where it is declared."""
        name = self.declared(dim)
        return self.bounds.get(name) if name else None

    def said(self, dim: str) -> str:
        """An extent in words."""
        name = self.declared(dim)
        return name.removeprefix("=") if name else f"the {dim.rpartition('.')[2]} of {dim.rpartition('.')[0]}"


def _number(dim: str) -> str:
    """An extent that is a number, whatever it is equal to; empty for another one."""
    return dim if dim[1:].isdigit() and dim.startswith("=") else ""


def _spelt(bound: Term) -> str:
    match bound:
        case Num(value) if value.denominator == 1:
            return str(value)
        case Ref():
            return bound.key
        case _:
            return ""
