"""Where the rows of a CSV file stand. Only an error needs it: the file is read once more, by Python."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number from 0 (the names are -1), the line in which it ends, its values."""

    row: int
    line: int
    values: list[str]


def records(path: str, delimiter: str) -> Iterator[Record]:
    """The names and the rows. A value may have line ends in it, and empty lines are no rows.

    It ends early where Python can't read on: what it finds is for messages.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            filled = (values for values in reader if values)
            yield from (Record(at - 1, reader.line_num, values) for at, values in enumerate(filled))
    except (OSError, csv.Error):
        return


def line_of(path: str, delimiter: str, row: int) -> int | None:
    """The line in which a row ends."""
    return next((each.line for each in records(path, delimiter) if each.row == row), None)


def uneven(path: str, delimiter: str, columns: int) -> tuple[Record | None, int, bool]:
    """The first row with another number of values, how many more there are, and whether it is the last of all rows."""
    first, more, each = None, -1, None
    for each in records(path, delimiter):
        if len(each.values) != columns:
            first, more = first or each, more + 1
    return first, more, each is first
