"""Plain JSON: what is written comes back equal, and what can't come back is refused before it is written."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"

_DEEPEST = 100  # lists inside of one another; Python's own reader gives up at about 1,000
_LONGEST = 4_000  # bits of an integer: Python reads no more than 4,300 digits


class NotPlain(Exception):
    """What is no plain JSON: the place in it, what stands there, what may stand there."""

    def __init__(self, place: str, written: str, expected: str) -> None:
        super().__init__(f"{place}: {written}")
        self.place, self.written, self.expected = place, written, expected


def written(value: Mapping[str, JSON]) -> str:
    """The text of a JSON object.

    >>> written({"classes": ["a", "b"], "rate": 0.1})
    '{"classes":["a","b"],"rate":0.1}'
    """
    _check(value, "", 0)
    return json.dumps(value, separators=(",", ":"))


def read(text: str) -> dict[str, JSON]:
    """The members of a JSON object. Raises ``ValueError`` for NaN, infinity, a name twice, and nesting without end."""
    try:
        value: JSON = json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite, parse_int=int
        )
    except RecursionError:
        raise ValueError("its lists are nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object")
    return value


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(name for name in names if names.count(name) > 1)[:60]!r} stands there twice")
    return members


def _no_constant(name: str) -> JSON:
    raise ValueError(f"{name} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:60]} is larger than every float")
    return number


def _check(value: object, place: str, depth: int) -> None:
    match value:
        case None | bool() | str():
            pass
        case int():
            _refuse_if(value.bit_length() > _LONGEST, place, "an integer of more than 1,000 digits", "a shorter one")
        case float():
            _refuse_if(not math.isfinite(value), place, str(value), "a finite number")
        case list():
            _check_all(((f"[{at}]", each) for at, each in enumerate(value)), place, depth)
        case dict():
            for name in value:
                _refuse_if(not isinstance(name, str), place, f"the name {name!r}", "text as the name of a member")
            _check_all(((f".{name}" if place else str(name), each) for name, each in value.items()), place, depth)
        case _:
            kinds = "None, a bool, an int, a float, a str, a list or a dict of these"
            raise NotPlain(place, f"a value of type {type(value).__name__}", kinds)


def _check_all(parts: Iterable[tuple[str, object]], place: str, depth: int) -> None:
    _refuse_if(depth == _DEEPEST, place, "lists nested too deeply", f"at most {_DEEPEST} inside of one another")
    for step, part in parts:
        _check(part, place + step, depth + 1)


def _refuse_if(refused: bool, place: str, written: str, expected: str) -> None:
    if refused:
        raise NotPlain(place, written, expected)
