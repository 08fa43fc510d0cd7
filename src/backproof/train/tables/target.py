"""What is to be predicted: a quantity, or one of several classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, final

import numpy as np

from backproof.train.files import JSON
from backproof.train.tables.columns import categorical, shown
from backproof.train.tables.table import Column, Table, counted, named
from backproof.train.tables.values import (
    Floats,
    Kind,
    Label,
    is_categories,
    is_whole,
    kind_of,
    labels,
    numbers,
    positions,
)

MOST_WHOLE_CLASSES = 20  # different whole numbers in a target that is taken for classes


@final
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number for each row."""

    name: str

    def values(self, table: Table) -> Floats:
        """The numbers, as they are. Raises :class:`BackproofError` with the row of one that is missing."""
        found = numbers(table, self.name)
        _refuse_missing(table, self.name, np.isnan(found))
        return found

    def to_json(self) -> dict[str, JSON]:
        """As plain data."""
        return {"name": self.name, "kind": "numbers"}


@final
@dataclass(frozen=True, slots=True)
class Classes:
    """One of several classes for each row; ``chosen`` says that whole numbers were taken for classes."""

    name: str
    classes: tuple[Label, ...]
    chosen: bool = False

    def values(self, table: Table) -> Any:
        """The place of each row's class in ``classes``. Raises :class:`BackproofError` with the row of another one."""
        column = categorical(table, self.name, self.classes)
        found, lacking = positions(column, self.classes)
        _refuse_missing(table, self.name, lacking)
        if (found < 0).any():
            row = int(np.argmax(found < 0))
            table.refuse(
                f"column {self.name!r}: a class that is new",
                shown(column[row].as_py()),
                f"one of {named(map(shown, self.classes))}",
                "correct the value, or train with rows of this class",
                row,
            )
        return found

    def to_json(self) -> dict[str, JSON]:
        """As plain data."""
        return {"name": self.name, "kind": "classes", "values": list(self.classes), "chosen": self.chosen}


Target: TypeAlias = Quantity | Classes


def learned_target(table: Table, name: str, classes: bool | None) -> Target:
    """What kind of target a column is; ``classes`` says it, and otherwise what stands in it does."""
    column = table.column(name)
    kind = kind_of(column)
    if kind in (Kind.NOTHING, Kind.OTHER, Kind.DATES):
        expected = "numbers, text or truth values"
        table.refuse(f"the target {name!r} is no quantity", f"{kind.value} ({column.type})", expected, "convert it")
    if kind is not Kind.NUMBERS and classes is False:
        table.refuse(f"the target {name!r} has no numbers", kind.value, "numbers", "predict classes")
    _refuse_missing(table, name, column.is_null(nan_is_null=True).to_numpy())
    undecided = kind is Kind.NUMBERS and not is_categories(column) and classes is None
    if classes is False or (undecided and not _are_few(table, column)):
        quantity = Quantity(name)
        quantity.values(table)
        return quantity
    values = labels(column)
    if len(values) < 2:
        expected, advice = "two classes or more", "add rows of another class"
        table.refuse(f"the target {name!r} has one class", named(map(shown, values)), expected, advice)
    return Classes(name, values, chosen=undecided)


def _are_few(table: Table, column: Column) -> bool:
    """Whether numbers look like those of classes: whole, few, and each of them several times."""
    most = max(2, min(MOST_WHOLE_CLASSES, table.rows // 2))
    return is_whole(column) and len(labels(column)) <= most


def _refuse_missing(table: Table, name: str, lacking: Any) -> None:
    if lacking.any():
        row, count = int(np.argmax(lacking)), int(lacking.sum())
        more = f", and in {counted(count - 1, 'more row')}" if count > 1 else ""
        advice = "fill it in, or leave the row out"
        table.refuse(f"the target {name!r} is missing{more}", "nothing", "a value in every row", advice, row)
