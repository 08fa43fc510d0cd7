"""A table as arrays: what was learned from the training data, kept as plain data with the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, final

import numpy as np

from backproof.train.files import JSON
from backproof.train.tables import stored
from backproof.train.tables.columns import Block, Categories, Encoder, learned_categories, learned_numbers
from backproof.train.tables.sentences import described
from backproof.train.tables.table import Table, named
from backproof.train.tables.target import Classes, Target, learned_target
from backproof.train.tables.values import Kind, Label, is_categories, kind_of, share_of_numbers

MOST_CATEGORIES = 1_000  # of one column; each is a number in every row
_FEW = 20  # categories that any column may have, however few its rows are
_ROW_NUMBERS = ("", "__index_level_0__")  # the names that pandas gives to the numbers of rows


@final
@dataclass(frozen=True, slots=True)
class Inputs:
    """A row of numbers for each row of a table, and what is to be said of it."""

    values: Block
    sentences: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Encoding:
    """How each column becomes numbers, what the target is, and which columns were left out and why."""

    columns: tuple[Encoder, ...]
    target: Target
    left_out: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def learn(
        table: Table,
        target: str,
        *,
        categorical: Iterable[str] = (),
        ignore: Iterable[str] = (),
        classes: bool | None = None,
    ) -> Encoding:
        """The encoding of the columns of a table, for the prediction of one of them.

        Numbers and dates are standardised; text, truth values, columns of categories and those in ``categorical`` are
        encoded one-hot; those in ``ignore`` are left out. ``classes`` says whether the target is a class or a quantity.
        Raises :class:`BackproofError` where a column can't be encoded.
        """
        asked, ignored = tuple(categorical), tuple(ignore)
        for name in (target, *asked, *ignored):
            table.column(name)
        learned_of = learned_target(table, target, classes)
        found: list[Encoder] = []
        left_out: list[tuple[str, str]] = []
        for name in (each for each in table.names if each != target):
            if reason := _reason_to_leave_out(name, ignored):
                left_out.append((name, reason))
            elif (encoder := _learned(table, name, name in asked)) is None:
                left_out.append((name, "it has no value"))
            else:
                found.append(encoder)
        _refuse_names(table, tuple(each for each in found if isinstance(each, Categories) and each.name not in asked))
        if not found:
            expected = "a column beside the target"
            table.refuse("no column is left to predict from", named(table.names), expected, "add one")
        return Encoding(tuple(found), learned_of, tuple(left_out))

    @property
    def features(self) -> tuple[str, ...]:
        """A name for each number of a row of inputs."""
        return tuple(name for column in self.columns for name in column.features)

    @property
    def classes(self) -> tuple[Label, ...]:
        """The classes of the target in the order of their numbers; none where it is a quantity."""
        return self.target.classes if isinstance(self.target, Classes) else ()

    @property
    def text(self) -> frozenset[str]:
        """The columns that are text: :func:`read` is told, so that a file with numbers alone in them is read alike."""
        columns = {each.name: each.values for each in self.columns if isinstance(each, Categories)}
        labels = columns | {self.target.name: self.classes}
        return frozenset(name for name, values in labels.items() if values and isinstance(values[0], str))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is done to the data."""
        return described(self.columns, self.target, self.left_out)

    def inputs(self, table: Table, *, strict: bool = False, dtype: type[np.floating[Any]] = np.float64) -> Inputs:
        """The numbers that the model sees, shape (rows, features).

        Categories and missing values that training did not have are said; with ``strict`` they are refused. Raises
        :class:`BackproofError` where a column is missing or holds something else, with the row.
        """
        lacking = [each.name for each in self.columns if each.name not in table.names]
        if len(lacking) > 1:
            expected = named(each.name for each in self.columns)
            table.refuse("columns are missing", named(lacking), expected, "add them, as they were in training")
        block = np.empty((table.rows, len(self.features)), dtype)
        said: list[str] = []
        at = 0
        for column in self.columns:
            width = len(column.features)
            said += column.fill(block[:, at : at + width], table, strict)
            at += width
        known = {each.name for each in self.columns} | {name for name, _ in self.left_out} | {self.target.name}
        if unknown := [name for name in table.names if name not in known]:
            said.append(f"Columns that training did not have are not looked at: {named(unknown)}.")
        return Inputs(block, tuple(said))

    def targets(self, table: Table) -> Any:
        """The target of each row: its number, or that of its class. Raises :class:`BackproofError` where one lacks."""
        return self.target.values(table)

    def apply(self, table: Table, *, strict: bool = False) -> tuple[Block, Any]:
        """The inputs and the targets of a table."""
        return self.inputs(table, strict=strict).values, self.targets(table)

    def to_json(self) -> dict[str, JSON]:
        """As plain data, for the header of a model file; :meth:`from_json` gives an equal encoding."""
        columns: list[JSON] = [each.to_json() for each in self.columns]
        left_out: list[JSON] = [[name, reason] for name, reason in self.left_out]
        return {"schema": stored.SCHEMA, "columns": columns, "target": self.target.to_json(), "left_out": left_out}

    @staticmethod
    def from_json(data: JSON) -> Encoding:
        """The encoding that :meth:`to_json` wrote. Raises :class:`BackproofError` where ``data`` is something else."""
        match data:
            case {"schema": "backproof.encoding/1", "columns": [*columns], "target": target, "left_out": [*left_out]}:
                found = Encoding(
                    tuple(map(stored.encoder, columns)), stored.target(target), tuple(map(stored.left_out, left_out))
                )
                names = [each.name for each in found.columns] + [found.target.name]
                if len(set(names)) == len(names) and len(found.columns):
                    return found
        raise stored.no_encoding(data)


def _reason_to_leave_out(name: str, ignored: tuple[str, ...]) -> str:
    if name in ignored:
        return "as asked"
    return "it has no name, as the numbers of rows have none" if name in _ROW_NUMBERS else ""


def _learned(table: Table, name: str, asked: bool) -> Encoder | None:
    column = table.column(name)
    kind = kind_of(column)
    if asked or is_categories(column) or kind in (Kind.TEXT, Kind.TRUTHS):
        return learned_categories(table, name)
    if kind is Kind.OTHER:
        expected = "numbers, text, truth values or dates"
        table.refuse(f"column {name!r} can't be encoded", str(column.type), expected, "convert it, or leave it out")
    return None if kind is Kind.NOTHING else learned_numbers(table, name, dates=kind is Kind.DATES)


def _refuse_names(table: Table, columns: tuple[Categories, ...]) -> None:
    """Text with almost a category per row are names or remarks, or numbers with a slip among them."""
    crowded = []
    for column in columns:
        count, present = len(column.values), table.rows - column.missing
        many = count > MOST_CATEGORIES or (count > _FEW and 2 * count > present)
        if count > _FEW:
            _refuse_slips(table, column.name, stored=many)
        if many:
            crowded.append(f"{column.name} ({count:,} in {present:,} rows)")
    if crowded:
        expected = f"categories that come again, at most {MOST_CATEGORIES:,} in a column"
        advice = "leave these columns out (ignore), or make groups of their values"
        table.refuse("columns with too many categories", named(crowded), expected, advice)


def _refuse_slips(table: Table, name: str, *, stored: bool) -> None:
    """Text among numbers; and numbers without any, if ``stored``, for codes may be digits only."""
    column = table.column(name)
    if kind_of(column) is not Kind.TEXT:
        return
    share, row = share_of_numbers(column)
    if share > 0.9 and (stored or row is not None):
        advice = "correct the value, leave it empty where it is missing, or say that the column is categorical"
        written = "numbers stored as text" if row is None else repr(column[row].as_py())[:80]
        table.refuse(f"column {name!r}: text among numbers", written, "numbers", advice, row)
