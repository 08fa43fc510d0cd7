"""How a column becomes numbers: standardised, or one number for each category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np

from backproof.train.files import JSON
from backproof.train.tables.table import Column, Table, counted
from backproof.train.tables.values import Floats, Kind, Label, days, expected, labels, numbers, positions

Block: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


@final
@dataclass(frozen=True, slots=True)
class Numbers:
    """A quantity, less its mean, by its standard deviation; ``missing`` values are the mean, and a number says where.

    A quantity that is the same in every row has the ``scale`` 0 and is only shifted. Dates are days since 1970.
    """

    name: str
    mean: float
    scale: float
    missing: int = 0
    dates: bool = False

    @property
    def features(self) -> tuple[str, ...]:
        """The names of its numbers."""
        return (self.name, f"{self.name} is missing") if self.missing else (self.name,)

    def fill(self, block: Block, table: Table, strict: bool) -> Iterator[str]:
        """Write a row of numbers for each row of the table; say what was not so when this was learned."""
        found = days(table, self.name) if self.dates else numbers(table, self.name)
        lacking = np.isnan(found)
        count = int(lacking.sum())
        if count and not self.missing:
            if strict:
                row = int(np.argmax(lacking))
                advice = "fill in the value, or go without strict: then it counts as the mean"
                table.refuse(
                    f"column {self.name!r}: a missing value", "nothing", "a value, as in training", advice, row
                )
            yield (
                f"Column {self.name!r} lacks {counted(count, 'row')}, and lacked none in training: "
                f"they are filled with the mean {self.mean:.6g}."
            )
        block[:, 0] = np.where(lacking, 0.0, (found - self.mean) / (self.scale or 1.0))
        if self.missing:
            block[:, 1] = lacking

    def to_json(self) -> dict[str, JSON]:
        """As plain data."""
        kind = "dates" if self.dates else "numbers"
        return {"name": self.name, "kind": kind, "mean": self.mean, "scale": self.scale, "missing": self.missing}


@final
@dataclass(frozen=True, slots=True)
class Categories:
    """One number for each category: 1 for the row's own, 0 for the others. Missing values are a category too."""

    name: str
    values: tuple[Label, ...]
    missing: int = 0

    @property
    def features(self) -> tuple[str, ...]:
        """The names of its numbers."""
        own = tuple(f"{self.name} = {shown(value)}" for value in self.values)
        return (*own, f"{self.name} is missing") if self.missing else own

    def fill(self, block: Block, table: Table, strict: bool) -> Iterator[str]:
        """Write a row of numbers for each row of the table; say what was not so when this was learned."""
        column = categorical(table, self.name, self.values)
        found, lacking = positions(column, self.values)
        if self.missing:
            found = np.where(lacking, len(self.values), found)
        new = found < 0
        if new.any():
            yield self._new(table, column, new, strict)
        block[:] = 0
        rows = np.flatnonzero(~new)
        block[rows, found[rows]] = 1

    def _new(self, table: Table, column: Column, new: Any, strict: bool) -> str:
        row = int(np.argmax(new))
        example = shown(column[row].as_py())
        if strict:
            advice = "correct the value, train with it, or go without strict: then all categories are 0"
            known = ", ".join(map(shown, self.values))[:200]
            table.refuse(f"column {self.name!r}: a category that is new", example, f"one of {known}", advice, row)
        return (
            f"Column {self.name!r} has categories that training did not have, in {counted(int(new.sum()), 'row')}, "
            f"first {example} in row {row + 1:,}: all of its numbers are 0 there."
        )

    def to_json(self) -> dict[str, JSON]:
        """As plain data."""
        return {"name": self.name, "kind": "categories", "values": list(self.values), "missing": self.missing}


Encoder: TypeAlias = Numbers | Categories


def learned_numbers(table: Table, name: str, dates: bool) -> Numbers | None:
    """How a column of numbers or dates is encoded; None where it has no value."""
    found = days(table, name) if dates else numbers(table, name)
    present: Floats = found[~np.isnan(found)]
    if not present.size:
        return None
    low, high = float(present.min()), float(present.max())
    with np.errstate(over="ignore", invalid="ignore"):
        mean, scale = (low, 0.0) if low == high else (float(present.mean()), float(present.std()))
    if not np.isfinite([mean, scale]).all():
        message, advice = f"column {name!r}: numbers too large to be standardised", "measure it in a larger unit"
        table.refuse(message, f"{low:g} to {high:g}", "numbers below 1e150", advice)
    return Numbers(name, mean, scale, int(found.size - present.size), dates)


def learned_categories(table: Table, name: str) -> Categories | None:
    """How a column of categories is encoded; None where it has no value."""
    column = table.column(name)
    values = labels(column)
    if large := next((each for each in values if isinstance(each, int) and abs(each) > 1 << 53), None):
        message, advice = f"column {name!r}: whole numbers too large for categories", "make text of them"
        table.refuse(message, str(large), "numbers up to 2**53", advice)
    _, lacking = positions(column, values)
    return Categories(name, values, int(lacking.sum())) if values else None


def categorical(table: Table, name: str, values: tuple[Label, ...]) -> Column:
    """A column whose values are of the kind that these are."""
    match values:
        case (str(), *_):
            return expected(table, name, (Kind.TEXT,))
        case (bool(), *_):
            return expected(table, name, (Kind.TRUTHS,))
        case _:
            return expected(table, name, (Kind.NUMBERS,))


def shown(value: object) -> str:
    """A category in a message: text as it is, whole numbers without a point.

    >>> shown("Rome"), shown(True), shown(3.0), shown(None)
    ('Rome', 'true', '3', 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}"
        case _:
            return str(value)[:80]
