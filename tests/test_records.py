"""Frozen dataclasses whose methods are compiled late are those of Python in every other respect."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pytest

from backproof import records
from backproof.expr import Index, Range
from backproof.records import Hashed, Remembering


def classes(decorator: Any) -> tuple[type[Any], ...]:
    """The same classes by one decorator or the other."""

    @decorator(frozen=True, slots=True)
    class Plain:
        """Two fields, of which one has a default."""

        name: str
        number: int = 3

    @decorator(frozen=True, slots=True)
    class Computed:
        """Fields that are no parameters, are not compared, or are made anew."""

        left: int
        parts: list[int] = field(default_factory=list)
        total: int = field(init=False, repr=False, compare=False)
        kept: int = field(default=7, init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", self.left + sum(self.parts))

    @decorator(frozen=True, slots=True, eq=False)
    class Itself:
        """Equal to itself only."""

        value: int

    @decorator(frozen=True, slots=True, repr=False)
    class Shown:
        """Prints itself, and has a hash of its own."""

        value: int

        def __repr__(self) -> str:
            return f"<{self.value}>"

        def __hash__(self) -> int:
            return 1

    @decorator(frozen=True, slots=True)
    class Empty:
        """No fields."""

    return Plain, Computed, Itself, Shown, Empty


ARGUMENTS = ([("a",), ("a", 4), ("b",)], [(1,), (1, [2, 3])], [(1,), (2,)], [(1,), (2,)], [()])
PAIRS = list(zip(classes(records.dataclass), classes(dataclasses.dataclass), ARGUMENTS, strict=True))


@pytest.mark.parametrize(("ours", "theirs", "arguments"), PAIRS)
def test_they_are_built_compared_and_printed_as_those_of_python(
    ours: Any, theirs: Any, arguments: list[tuple[Any, ...]]
) -> None:
    for values in arguments:
        mine, other = ours(*values), theirs(*values)
        assert dataclasses.asdict(mine) == dataclasses.asdict(other)
        assert repr(mine).replace("records.", "") == repr(other).replace("records.", "") or ours.__name__ == "Itself"
        assert (mine == ours(*values)) == (other == theirs(*values))
        assert (mine == other) is False
        assert dataclasses.asdict(dataclasses.replace(mine)) == dataclasses.asdict(dataclasses.replace(other))
        if ours.__name__ in ("Plain", "Shown", "Empty"):
            assert hash(mine) == hash(other)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]


@pytest.mark.parametrize(("ours", "theirs", "arguments"), PAIRS[:-1])
def test_fields_can_be_neither_set_nor_deleted(ours: Any, theirs: Any, arguments: list[tuple[Any, ...]]) -> None:
    for made in (ours(*arguments[0]), theirs(*arguments[0])):
        name = dataclasses.fields(made)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(made, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(made, name)


@pytest.mark.parametrize(("ours", "theirs"), [pair[:2] for pair in PAIRS[:1]])
def test_wrong_arguments_are_refused_in_the_same_words(ours: Any, theirs: Any) -> None:
    for values, named in (((), {}), (("a", 1, 2), {}), (("a",), {"other": 1})):
        said = []
        for made in (ours, ours, theirs):
            with pytest.raises(TypeError) as error:
                made(*values, **named)
            said.append(str(error.value).replace("records.", ""))
        assert said[0] == said[1] == said[2]


def test_they_are_copied_and_pickled() -> None:
    for each in (Index("i", Range("hidden")), Range("in", 1, 4)):
        assert pickle.loads(pickle.dumps(each)) == each
        assert copy.deepcopy(each) == copy.copy(each) == each


@records.dataclass(frozen=True, slots=True)
class Noted(Remembering):
    """Finds the double of its number once."""

    number: int
    asked: list[int] = field(default_factory=list, compare=False)

    @cached_property
    def double(self) -> int:
        self.asked.append(self.number)
        return 2 * self.number


def test_what_is_found_once_is_remembered_and_not_copied() -> None:
    noted = Noted(3)
    assert (noted.double, noted.double, noted.asked) == (6, 6, [3])
    for other in (copy.copy(noted), pickle.loads(pickle.dumps(noted)), records.replace(noted, asked=[])):
        assert other == noted
        assert vars(other) == {}
    with pytest.raises(dataclasses.FrozenInstanceError):
        noted.number = 4  # type: ignore[misc]  # what this test is about
    with pytest.raises(dataclasses.FrozenInstanceError):
        noted.other = 4  # type: ignore[attr-defined]  # not even what is no field


def test_a_hash_is_computed_once() -> None:
    asked: list[int] = []

    class Leaf:
        def __hash__(self) -> int:
            asked.append(1)
            return 5

    @records.dataclass(frozen=True, slots=True)
    class Tree(Hashed):
        leaf: Leaf

    @records.dataclass(frozen=True, slots=True)
    class Plain:
        leaf: Leaf

    leaf = Leaf()
    tree, plain = Tree(leaf), Plain(leaf)
    assert hash(tree) == hash(tree) == hash(plain) == hash((leaf,))
    assert len(asked) == 3
    assert hash(records.replace(tree)) == hash(tree)


class Walked:
    """Room for what is found in a tree."""

    __slots__ = ("inside",)
    inside: str | None


@records.dataclass(frozen=True, slots=True)
class Leaves(Walked):
    """A tree."""

    leaves: tuple[str, ...]


def test_what_a_base_has_room_for_is_none_until_it_is_found() -> None:
    tree = Leaves(("a",))
    assert tree.inside is None
    object.__setattr__(tree, "inside", "found")
    every = (records.replace(tree), copy.copy(tree), pickle.loads(pickle.dumps(tree)))
    assert [(each == tree, each.inside) for each in every] == [(True, None)] * 3


def test_what_its_bases_ask_of_a_class_is_written_in_it() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Table(Mapping[str, int]):
        known: dict[str, int]

        def __getitem__(self, name: str) -> int:
            return self.known[name]

        def __iter__(self) -> Iterator[str]:
            return iter(self.known)

        def __len__(self) -> int:
            return len(self.known)

    assert dict(Table({"a": 1})) == {"a": 1}


@pytest.mark.parametrize(("ours", "theirs", "arguments"), PAIRS[:-1])
def test_a_field_is_replaced_as_python_does(ours: Any, theirs: Any, arguments: list[tuple[Any, ...]]) -> None:
    name = dataclasses.fields(ours)[0].name
    for values in arguments:
        mine, other = ours(*values), theirs(*values)
        for changes in ({}, {name: arguments[-1][0]}):
            changed = records.replace(mine, **changes)
            assert dataclasses.asdict(changed) == dataclasses.asdict(dataclasses.replace(other, **changes))
            assert dataclasses.asdict(records.replace(other, **changes)) == dataclasses.asdict(changed)
        with pytest.raises(TypeError, match="unexpected keyword argument 'more'"):
            records.replace(mine, more=1)


def test_a_field_that_is_missing_in_the_comparison_is_seen() -> None:
    """The planted error of this page: a class that compares fewer fields than it has."""

    @records.dataclass(frozen=True, slots=True)
    class Loose:
        name: str
        number: int = field(default=3, compare=False)

    plain = PAIRS[0][0]
    assert Loose("a", 1) == Loose("a", 2)
    assert plain("a", 1) != plain("a", 2)


def test_classes_with_other_arguments_are_those_of_python() -> None:
    @records.dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        value: int

    @records.dataclass(slots=True)
    class Changed:
        value: int

    @records.dataclass
    class Open:
        value: MappingProxyType[str, int]

    changed = Changed(1)
    changed.value = 2
    assert Ordered(1) < Ordered(2)
    assert changed == Changed(2)
    assert Open(MappingProxyType({})).value == {}
