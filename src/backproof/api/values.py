r"""Values of a worked example in a TOML file: names, and numbers, lists of them, or lists of rows.

The tables ``[data]`` and ``[parameters]`` say which values are given and which are learned. Names outside of them are
data where there are parameters, and parameters where there is data. In a file without these tables the parameters are
those that the caller names, or the weights and biases by their letters. A name that is no bare key of TOML stands in
quotes, and one in LaTeX in single quotes: ``'\gamma' = 0.5``, ``"W^1" = [[1, 2], [3, 4]]``.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, final

from backproof.show.spelling import spelled
from backproof.source import BackproofError, Diagnostic, Source, Span
from backproof.source.load import FileKind, load

DATA, PARAMETERS = "data", "parameters"
_KEY = re.compile(r"""^[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*=""", re.MULTILINE)
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
VALUES: Final = FileKind(
    "a text file with values in TOML, in lines such as w = [0.5, 1]",
    "write the values into such a file",
    "save the values as UTF-8 text",
)
LONGEST = 60
"""So many signs of a value are repeated in a message."""
_WANTED = "a number, a list of numbers, or a list of rows of equal length"


@final
@dataclass(frozen=True, slots=True)
class Values:
    """The values of a file by their names, and the ``parameters`` among them; None where the file doesn't say."""

    given: Mapping[str, object]
    parameters: tuple[str, ...] | None
    source: Source

    @contextmanager
    def placed(self) -> Iterator[None]:
        """Errors that name a value point at its place in the file."""
        try:
            yield
        except BackproofError as error:
            if error.diagnostic.source is not None:
                raise
            span = self._named(error.diagnostic.message)
            raise BackproofError(replace(error.diagnostic, source=self.source, span=span)) from None

    def _named(self, message: str) -> Span | None:
        words = message.split()
        found = (name for word in words for name in self.given if word in (name, spelled(name)))
        name = next(found, None)
        return None if name is None else _span(self.source, name)


def read_values(path: str | os.PathLike[str]) -> Values:
    """The values of a TOML file; raises :class:`BackproofError` for what is no number, with its place."""
    source = load(os.fspath(path), VALUES)
    try:
        document = tomllib.loads(source.text)
    except RecursionError:
        raise BackproofError(_no_toml(source, "brackets in hundreds of brackets")) from None
    except ValueError as error:
        raise BackproofError(_no_toml(source, str(error))) from error
    tables = {name: document.pop(name) for name in (DATA, PARAMETERS) if isinstance(document.get(name), dict)}
    parts = {**tables, "": document}
    for at, (table, values) in enumerate(parts.items()):
        for name, value in values.items():
            _refuse_twice(source, name, [other for other in list(parts)[:at] if name in parts[other]])
            _refuse(source, name, value, table)
    given = {name: value for values in parts.values() for name, value in values.items()}
    return Values(given, _parameters(tables, document), source)


def _parameters(tables: Mapping[str, Mapping[str, Any]], others: Mapping[str, Any]) -> tuple[str, ...] | None:
    if PARAMETERS in tables:
        return tuple(tables[PARAMETERS])
    return tuple(others) if DATA in tables else None


def _refuse_twice(source: Source, name: str, others: list[str]) -> None:
    if others:
        raise BackproofError(
            Diagnostic(
                f"{name} is given twice",
                written=f"{name} in [{others[0]}] and elsewhere",
                expected="one value for each name",
                advice="leave one of them out",
                source=source,
                span=_span(source, name),
            )
        )


def _refuse(source: Source, name: str, value: object, table: str) -> None:
    """What is no rectangular array of finite numbers."""
    problem = _problem(name, value, table)
    if problem is not None:
        raise BackproofError(replace(problem, source=source, span=_span(source, name)))


def _problem(name: str, value: object, table: str) -> Diagnostic | None:
    match value:
        case bool() | str():
            kind = "text" if isinstance(value, str) else "true or false"
            return _no_number(name, f"{kind}: {_shown(value)}")
        case int() | float():
            return None if _is_finite(value) else _no_number(name, _shown(value), "finite numbers", "give a number")
        case list():
            return next(filter(None, (_problem(name, each, table) for each in value)), None) or _ragged(name, value)
        case dict():
            inside = f"a table [{table}.{name}]" if table else f"a table [{name}]"
            return _no_number(name, inside, advice=f"the tables of a values file are [{DATA}] and [{PARAMETERS}]")
        case _:
            return _no_number(name, f"a {type(value).__name__}: {value}")


def _is_finite(value: float) -> bool:
    """Whether a number is one as a float; TOML has whole numbers of any length."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _ragged(name: str, value: list[Any]) -> Diagnostic | None:
    shapes = list(dict.fromkeys(_shape(each) for each in value))
    if len(shapes) < 2:
        return None
    lengths = " and ".join(_length(shape) for shape in shapes[:2])
    return Diagnostic(
        f"the rows of {name} differ in length", lengths, "rows of equal length", "complete the shorter ones"
    )


def _shape(value: object) -> tuple[int, ...]:
    return (len(value), *(_shape(value[0]) if value else ())) if isinstance(value, list) else ()


def _length(shape: tuple[int, ...]) -> str:
    return f"a row of {shape[0]}" if len(shape) == 1 else f"an array of shape {shape}" if shape else "a number"


def _no_number(name: str, written: str, expected: str = _WANTED, advice: str = "write it without quotes") -> Diagnostic:
    return Diagnostic(f"{name} is no number and no array of numbers", written, expected, advice)


def _shown(value: object) -> str:
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."


def _span(source: Source, name: str) -> Span | None:
    """The place where a value gets its name."""
    for match in _KEY.finditer(source.text):
        if name in tomllib.loads(f"{match[1]} = 0"):
            return Span(*match.span(1))
    return None


def _no_toml(source: Source, told: str) -> Diagnostic:
    place = _PLACE.search(told)
    span = None
    if place is not None:
        start = sum(map(len, source.text.splitlines(keepends=True)[: int(place[1]) - 1])) + int(place[2]) - 1
        span = Span(min(start, len(source.text)), min(start + 1, len(source.text)))
    return Diagnostic(
        "this is no TOML",
        written=_PLACE.sub("", told),
        expected="lines such as b = 0.35 and w = [[0.15, 0.2], [0.25, 0.3]]",
        advice="put names with other signs than letters, digits, - and _ in quotes: 'W^1' = 2",
        source=source,
        span=span,
    )
