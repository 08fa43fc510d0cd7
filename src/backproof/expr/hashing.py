"""Hashes that are computed once: expressions are looked up far more often than they are built."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class Hashed:
    """Has a place for the hash. It is no field: what is copied or pickled computes its own."""

    __slots__ = ("_hash",)


def hashed_once(node: type[T]) -> type[T]:
    """The class, whose instances remember the hash that they were first asked for.

    The hash of a frozen dataclass is that of its fields, down to the leaves of a tree: without a memory each look-up
    costs as much as the whole tree.

    >>> from dataclasses import dataclass
    >>> @hashed_once
    ... @dataclass(frozen=True, slots=True)
    ... class Pair(Hashed):
    ...     first: object
    ...     second: object
    >>> hash(Pair(1, 2)) == hash((1, 2)) == hash(Pair(1, 2))
    True
    """
    compute = node.__hash__

    def remembered(self: Any) -> int:
        try:
            found: int = self._hash
        except AttributeError:
            found = compute(self)
            object.__setattr__(self, "_hash", found)
        return found

    node.__hash__ = remembered  # type: ignore[method-assign] # the one of a dataclass computes it each time
    return node
