"""A table: columns of equal length, with the file that they are from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias, final

from backproof.source import BackproofError, Diagnostic, Source
from backproof.train.tables.lines import line_of

Column: TypeAlias = Any  # pyarrow.ChunkedArray: Arrow has no type information
_SHOWN = 12  # names in a list of columns


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name. ``name`` is that of the file; ``delimiter`` separates its columns where the file is text.

    >>> import pyarrow
    >>> Table("two.csv", pyarrow.table({"x": [1, 2]})).rows
    2
    """

    name: str
    data: Any  # pyarrow.Table
    delimiter: str = ""
    sentences: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are, the one with the names not counted."""
        return int(self.data.num_rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.data.column_names)

    def column(self, name: str) -> Column:
        """A column. Raises :class:`BackproofError` with the nearest names where there is none."""
        if name not in self.names:
            self.refuse(f"there is no column {name!r}", name, f"one of {named(self.names)}", self._instead_of(name))
        return self.data.column(name)

    def refuse(self, message: str, written: str, expected: str, advice: str, row: int | None = None) -> NoReturn:
        """Raise an error about this table, or about one of its rows, counted from 0."""
        if row is None:
            raise problem(self.name, message, written, expected, advice)
        line = line_of(self.name, self.delimiter, row) if self.delimiter else None
        raise problem(self.name, f"row {row + 1:,}: {message}", written, expected, advice, line=line)

    def _instead_of(self, name: str) -> str:
        lowered = {each.lower(): each for each in self.names}
        if near := difflib.get_close_matches(name.lower(), lowered, n=3):
            return f"did you mean {named(lowered[each] for each in near)}?"
        if any(re.fullmatch(r"-?\d+\.\d+", each) for each in self.names):
            return "write the names of the columns above the first row: it looks like data"
        return "name one of these"


def problem(
    name: str, message: str, written: str, expected: str, advice: str, *, line: int | None = None
) -> BackproofError:
    """What is said of a file, or of a line in it."""
    where = name if line is None else f"{name}:{line}"
    return BackproofError(Diagnostic(message, written, expected, advice, source=Source(where, "")))


def named(names: Iterable[object]) -> str:
    """A list of names in a sentence, cut where it is long.

    >>> named(["a", "b"]), named(range(14))
    ('a, b', '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more')
    """
    every = [str(name) for name in names]
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def counted(count: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
