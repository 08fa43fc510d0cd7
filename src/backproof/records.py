"""Frozen dataclasses whose methods are compiled when they are first called.

Those of Python 3.11 compile six methods for each class when it is defined, which takes half a millisecond: half of the
time that the imports of a training took. Most of these methods are never called in one run.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

__all__ = ["dataclass"]

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})

LAZY: Final = {"frozen", "slots", "eq", "repr"}
"""Arguments of what is made here; classes with others, and those that change, are left to Python."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """What ``dataclasses.dataclass`` does with these arguments.

        >>> @dataclass(frozen=True, slots=True)
        ... class Point:
        ...     x: int
        ...     y: int = 0
        >>> Point(1), Point(1) == Point(1, 0), dataclasses.replace(Point(1), y=2)
        (Point(x=1, y=0), True, Point(x=1, y=2))
        >>> Point(1).x = 2
        Traceback (most recent call last):
        dataclasses.FrozenInstanceError: cannot assign to field 'x'
        """
        if asked.get("frozen") and asked.get("slots") and asked.keys() <= LAZY:
            return lambda cls: _record(cls, eq=asked.get("eq", True), shown=asked.get("repr", True))
        return dataclasses.dataclass(cls, **asked)


def _record(cls: type, *, eq: bool, shown: bool) -> type:
    # What slots need is made by the original, which compiles nothing then.
    made: Any = dataclasses.dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(made)
    names = tuple(each.name for each in fields)
    compared = [each.name for each in fields if each.compare]
    _define(made, "__init__", *_init(made, fields))
    if eq:
        mine, others = (f"({''.join(f'{owner}.{name}, ' for name in compared)})" for owner in ("self", "other"))
        same = f"return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented"
        _define(made, "__eq__", "self, other", [same])
        _define(made, "__hash__", "self", [f"return hash({mine})"])
    if shown:
        parts = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields if each.repr)
        _define(made, "__repr__", "self", [f"return self.__class__.__qualname__ + f'({parts})'"])
    _freeze(made, names)
    found: type = made
    return found


def _init(made: type, fields: Sequence[dataclasses.Field[Any]]) -> tuple[str, list[str], dict[str, object]]:
    """Parameters, statements, and the values that these name."""
    known: dict[str, object] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters, statements = ["self"], []
    for each in fields:
        name, default, factory = each.name, f"_default_{each.name}", f"_factory_{each.name}"
        known |= {default: each.default, factory: each.default_factory}
        if each.default_factory is not dataclasses.MISSING:
            parameter, value = f"{name}=_missing", f"{factory}() if {name} is _missing else {name}"
        elif each.default is not dataclasses.MISSING:
            parameter, value = f"{name}={default}", name
        else:
            parameter, value = name, name
        if each.init:
            parameters.append(parameter)
            statements.append(f"_set(self, {name!r}, {value})")
        elif parameter != name:
            statements.append(f"_set(self, {name!r}, {default if value == name else factory + '()'})")
    if hasattr(made, "__post_init__"):
        statements.append("self.__post_init__()")
    return ", ".join(parameters), statements or ["pass"], known


def _define(
    made: type, name: str, parameters: str, statements: Sequence[str], known: Mapping[str, object] = NOTHING
) -> None:
    """A method that compiles itself, unless the class has written one."""
    if vars(made).get(name) is not None:
        return

    compiled: Any = None

    def first(*values: Any, **named: Any) -> Any:
        nonlocal compiled
        found = dict(known)
        exec(f"def {name}({parameters}):\n " + "\n ".join(statements), found)  # noqa: S102  # dataclasses do so, too
        compiled = found[name]
        compiled.__qualname__ = method.__qualname__
        if vars(made)[name] is method:
            setattr(made, name, compiled)
        return compiled(*values, **named)

    compiled = first

    def any_number(*values: Any, **named: Any) -> Any:
        return compiled(*values, **named)

    def one(self: Any) -> Any:
        return compiled(self)

    def two(self: Any, other: Any) -> Any:
        return compiled(self, other)

    method = {"self": one, "self, other": two}.get(parameters, any_number)
    method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name}"
    setattr(made, name, method)


def _freeze(made: Any, names: tuple[str, ...]) -> None:
    fields = frozenset(names)

    def set_field(self: Any, name: str, value: object) -> None:
        if type(self) is made or name in fields:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def delete_field(self: Any, name: str) -> None:
        if type(self) is made or name in fields:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    def state(self: Any) -> list[object]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, state: Iterable[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    frozen = {"__setattr__": set_field, "__delattr__": delete_field, "__getstate__": state, "__setstate__": restore}
    for name, method in frozen.items():
        if name not in vars(made):
            setattr(made, name, method)
