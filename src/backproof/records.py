"""Frozen dataclasses that are made quickly, and whose methods are compiled when they are first called.

Those of Python 3.11 compile six methods for each class when it is defined, which takes half a millisecond: half of the
time that the imports of a training took. Most of these methods are never called in one run. And each field that is set
costs five times as much as in a class that is not frozen: to check twenty documents makes three million records.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

__all__ = ["Hashed", "Remembering", "dataclass", "replace"]

LAZY: Final = {"frozen", "slots", "eq", "repr"}
"""Arguments of what is made here; classes with others, and those that change, are left to Python."""

Fields = Sequence[dataclasses.Field[Any]]
Method = tuple[str, list[str], Callable[[], dict[str, object]]]


class Remembering:
    """Has room beside its fields, for what is found once (``cached_property``)."""


class Hashed:
    """Remembers its hash, which is that of its fields, down to the leaves of a tree.

    Without a memory each look-up costs as much as the whole tree. It is no field: what is copied or pickled computes
    its own. As all slots of the bases of a record it is None until it is found: an attribute that is missing costs a
    thousand nanoseconds, one that is None fifteen when the record is made.

    >>> @dataclass(frozen=True, slots=True)
    ... class Pair(Hashed):
    ...     first: object
    ...     second: object
    >>> hash(Pair(1, 2)) == hash((1, 2)) == hash(Pair(1, 2))
    True
    """

    __slots__ = ("_hash",)


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """What ``dataclasses.dataclass`` does with these arguments.

        >>> @dataclass(frozen=True, slots=True)
        ... class Point:
        ...     x: int
        ...     y: int = 0
        >>> Point(1), Point(1) == Point(1, 0), replace(Point(1), y=2)
        (Point(x=1, y=0), True, Point(x=1, y=2))
        >>> Point(1).x = 2
        Traceback (most recent call last):
        dataclasses.FrozenInstanceError: cannot assign to field 'x'
        """
        if asked.get("frozen") and asked.get("slots") and asked.keys() <= LAZY:
            return lambda cls: _record(cls, eq=asked.get("eq", True), shown=asked.get("repr", True))
        return dataclasses.dataclass(cls, **asked)

    def replace(record: Any, /, **changes: object) -> Any:
        """What ``dataclasses.replace`` does, in a third of the time for what is made here."""
        change = getattr(record, "__replace__", None)
        return dataclasses.replace(record, **changes) if change is None else change(**changes)


def _record(cls: type, *, eq: bool, shown: bool) -> type:
    # What slots need is made by the original, which compiles nothing then.
    made: Any = dataclasses.dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(made)
    names = tuple(each.name for each in fields)
    compared = [each.name for each in fields if each.compare]
    _define(made, "__new__", *_new(made, fields))
    _define(made, "__replace__", *_replace(fields))
    if eq:
        mine, others = (f"({''.join(f'{owner}.{name}, ' for name in compared)})" for owner in ("self", "other"))
        same = f"return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented"
        _define(made, "__eq__", "self, other", [same])
        _define(made, "__hash__", *_hash(mine, once=issubclass(made, Hashed)))
    if shown:
        parts = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields if each.repr)
        _define(made, "__repr__", "self", [f"return self.__class__.__qualname__ + f'({parts})'"])
    _freeze(made, names)
    found: type = made
    return found


def _new(
    made: type, fields: Sequence[dataclasses.Field[Any]]
) -> tuple[str, list[str], Callable[[], dict[str, object]]]:
    """Parameters, statements, and the values that these name.

    While its fields are set a record is of a class of the same layout that is not frozen: to set a field of a frozen
    one takes five times as long.
    """
    parameters, statements = ["cls"], ["self = _open()"]
    known: dict[str, object] = {"_missing": dataclasses.MISSING}
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
            statements.append(f"self.{name} = {value}")
        elif parameter != name:
            statements.append(f"self.{name} = {default if value == name else factory + '()'}")
    statements += [f"self.{name} = None" for name in _unfound(made)]
    statements += ["self.__class__ = cls", *["self.__post_init__()"] * hasattr(made, "__post_init__"), "return self"]

    def values() -> dict[str, object]:
        namespace = {"__slots__": vars(made)["__slots__"], "__setattr__": object.__setattr__}
        opened: Any = type(made.__name__, made.__bases__, namespace)
        opened.__abstractmethods__ = frozenset()  # what its bases ask of the class is not asked of this one
        return known | {"_open": opened}

    return ", ".join(parameters), statements, values


def _unfound(made: type) -> list[str]:
    """The slots that a record has beside its fields, for what it remembers."""
    own = {each.name for each in dataclasses.fields(made)}
    slots = (name for base in made.__mro__[1:] for name in vars(base).get("__slots__", ()))
    return [name for name in slots if name not in own]


def _replace(fields: Fields) -> Method:
    names = [each.name for each in fields if each.init]
    parameters = ["self", "/", *["*"] * bool(names), *(f"{name}=_same" for name in names)]
    values = ", ".join(f"self.{name} if {name} is _same else {name}" for name in names)
    return ", ".join(parameters), [f"return self.__class__({values})"], lambda: {"_same": object()}


def _hash(fields: str, *, once: bool) -> Method:
    if not once:
        return "self", [f"return hash({fields})"], dict
    compute = ["if found is None:", f" found = hash({fields})", " _set(self, '_hash', found)", "return found"]
    return "self", ["found = self._hash", *compute], lambda: {"_set": object.__setattr__}


def _define(
    made: type,
    name: str,
    parameters: str,
    statements: Sequence[str],
    known: Callable[[], dict[str, object]] = dict,
) -> None:
    """A method that compiles itself, unless the class has written one."""
    if vars(made).get(name) is not None:
        return

    compiled: Any = None
    bound: Any = staticmethod if name == "__new__" else lambda method: method

    def first(*values: Any, **named: Any) -> Any:
        nonlocal compiled
        found = known()
        exec(f"def {name}({parameters}):\n " + "\n ".join(statements), found)  # noqa: S102  # dataclasses do so, too
        compiled = found[name]
        compiled.__qualname__ = method.__qualname__
        if vars(made)[name] is placed:
            setattr(made, name, bound(compiled))
        return compiled(*values, **named)

    compiled = first

    def any_number(*values: Any, **named: Any) -> Any:
        return compiled(*values, **named)

    def one(self: Any) -> Any:
        return compiled(self)

    def two(self: Any, other: Any) -> Any:
        return compiled(self, other)

    method = {"self": one, "self, other": two}.get(parameters, any_number)
    # What a call lacks is told as Python tells it of its own.
    method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name.replace('__new__', '__init__')}"
    placed = bound(method)
    setattr(made, name, placed)


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

    def reduced(self: Any) -> object:
        return _restored, (made, [getattr(self, name) for name in names])

    for name, method in {"__setattr__": set_field, "__delattr__": delete_field, "__reduce__": reduced}.items():
        if name not in vars(made):
            setattr(made, name, method)


def _restored(made: Any, values: Sequence[object]) -> Any:
    """A record with these fields, which is copied or was pickled."""
    record = object.__new__(made)
    for each, value in zip(dataclasses.fields(made), values, strict=True):
        object.__setattr__(record, each.name, value)
    for name in _unfound(made):
        object.__setattr__(record, name, None)
    return record
