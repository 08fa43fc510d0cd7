"""What names are made of, by what they are made of, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Name = TypeVar("Name")


def below(names: Iterable[Name], made: Mapping[Name, Iterable[Name]]) -> frozenset[Name]:
    """Names, and all that they are defined by; a circle ends where it began.

    >>> sorted(below("L", {"L": "py", "p": "wx", "w": "L", "q": "z"}))
    ['L', 'p', 'w', 'x', 'y']
    """
    found: set[Name] = set()
    pending = [*names]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += made.get(name, ())
    return frozenset(found)
