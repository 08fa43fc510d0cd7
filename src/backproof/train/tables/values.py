"""What a column holds, and its values as arrays; missing values are NaN in numbers and null in categories."""

from __future__ import annotations

import enum
from typing import Any, TypeAlias

import numpy as np

from backproof.train.tables.arrow import compute, pyarrow
from backproof.train.tables.table import Column, Table

Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Label: TypeAlias = str | bool | int | float

_DAY = 86_400_000_000  # microseconds


class Kind(enum.Enum):
    """What the values of a column are, as it is said in a message."""

    NUMBERS = "numbers"
    DATES = "dates"
    TEXT = "text"
    TRUTHS = "truth values"
    NOTHING = "nothing"
    OTHER = "something else"


# How Arrow expects them in text.
_WRITTEN = {
    Kind.NUMBERS: r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$",
    Kind.TRUTHS: r"^\s*([Tt]rue|TRUE|[Ff]alse|FALSE|0|1)\s*$",
    Kind.DATES: r"^\s*\d{4}-\d\d-\d\d",
}


def kind_of(column: Column) -> Kind:
    """What a column holds; in a column of categories (a dictionary), what these are."""
    types, stored = pyarrow.types, column.type
    if types.is_dictionary(stored):
        stored = stored.value_type
    if types.is_integer(stored) or types.is_floating(stored) or types.is_decimal(stored):
        return Kind.NUMBERS
    if types.is_date(stored) or types.is_timestamp(stored):
        return Kind.DATES
    if types.is_string(stored) or types.is_large_string(stored) or types.is_string_view(stored):
        return Kind.TEXT
    if types.is_boolean(stored):
        return Kind.TRUTHS
    return Kind.NOTHING if types.is_null(stored) else Kind.OTHER


def is_categories(column: Column) -> bool:
    """Whether the file itself says that a column holds categories."""
    return bool(pyarrow.types.is_dictionary(column.type))


def is_whole(column: Column) -> bool:
    """Whether a column holds whole numbers."""
    return bool(pyarrow.types.is_integer(plain(column).type))


def expected(table: Table, name: str, kinds: tuple[Kind, ...]) -> Column:
    """A column of one of these kinds. A column without any value is of each kind."""
    column = plain(table.column(name))
    kind = kind_of(column)
    if kind in kinds or kind is Kind.NOTHING:
        return column
    wanted = " or ".join(each.value for each in kinds)
    row = _first_other(column, kinds)
    found = f"{kind.value} ({column.type})" if kind is Kind.OTHER else kind.value
    shown = found if row is None else repr(column[row].as_py())[:80]
    advice = "correct the value, or leave it empty where it is missing"
    if Kind.TEXT in kinds:
        shown, row = found, None
        advice = "store it as text; read a CSV file with text=encoding.text, so that 007 stays 007"
    table.refuse(f"column {name!r}: {found} where {wanted} belong", shown, wanted, advice, row)


def plain(column: Column) -> Column:
    """A column with its values themselves, where it has numbers of categories."""
    return column.cast(column.type.value_type) if is_categories(column) else column


def numbers(table: Table, name: str) -> Floats:
    """The numbers of a column, NaN where one is missing. Infinity is refused, with its row."""
    column = expected(table, name, (Kind.NUMBERS,))
    found: Floats = column.cast(pyarrow.float64(), safe=False).to_numpy().astype(np.float64, copy=False)
    infinite = np.isinf(found)
    if infinite.any():
        row = int(np.argmax(infinite))
        advice = "correct the value, or leave it empty where it is missing"
        table.refuse(f"column {name!r}: an infinite number", str(found[row]), "finite numbers", advice, row)
    return found


def days(table: Table, name: str) -> Floats:
    """The dates of a column as days since 1970-01-01, NaN where one is missing."""
    column = expected(table, name, (Kind.DATES,))
    if kind_of(column) is Kind.NOTHING:
        return np.full(table.rows, np.nan)
    zone = getattr(column.type, "tz", None)
    ticks = column.cast(pyarrow.timestamp("us", tz=zone), safe=False).cast(pyarrow.int64())
    found: Floats = ticks.cast(pyarrow.float64(), safe=False).to_numpy() / _DAY
    return found


def labels(column: Column) -> tuple[Label, ...]:
    """The different values of a column in their order: sorted, or as a column of categories has them."""
    used = set(_exact(compute.unique(plain(column))).to_pylist()) - {None}
    if is_categories(column) and column.num_chunks:
        whole = _exact(column.unify_dictionaries().chunk(0).dictionary).to_pylist()
        return tuple(each for each in dict.fromkeys(whole) if each in used)
    return tuple(sorted(used))


def _exact(values: Any) -> Any:
    """Values that JSON can hold: fractions as floats, and those that are no number missing."""
    if kind_of(values) is not Kind.NUMBERS or pyarrow.types.is_integer(values.type):
        return values
    floats = values.cast(pyarrow.float64(), safe=False)
    return compute.if_else(compute.is_nan(floats), pyarrow.scalar(None, pyarrow.float64()), floats)


def positions(column: Column, values: tuple[Label, ...]) -> tuple[Any, Any]:
    """For each row the place of its value among ``values``, or -1; and which rows have no value."""
    match values:
        case (str(), *_) | ():
            kind = pyarrow.large_string()
        case (bool(), *_):
            kind = pyarrow.bool_()
        case _:
            kind = pyarrow.float64()
    column = plain(column).cast(kind, safe=False) if kind_of(column) is not Kind.NOTHING else column.cast(kind)
    missing = column.is_null(nan_is_null=True).to_numpy()
    found = compute.index_in(column, value_set=pyarrow.array(values, kind)).fill_null(-1).to_numpy().astype(np.int64)
    found[missing] = -1
    return found, missing


def share_of_numbers(column: Column) -> tuple[float, int | None]:
    """Which share of the texts in a column are numbers, and the row of the first one that is none."""
    is_number = compute.match_substring_regex(plain(column), _WRITTEN[Kind.NUMBERS])
    share = compute.mean(is_number.cast(pyarrow.float64())).as_py()
    return share or 0.0, _first(is_number, False)


def _first_other(column: Column, kinds: tuple[Kind, ...]) -> int | None:
    """The row of the first value that can't be one of these kinds, where that can be told."""
    if kind_of(column) is Kind.TEXT and kinds[0] in _WRITTEN:
        return _first(compute.match_substring_regex(column, _WRITTEN[kinds[0]]), False)
    return _first(column.is_valid(), True)


def _first(truths: Any, sought: bool) -> int | None:
    row = int(compute.index(truths.combine_chunks(), sought).as_py())
    return None if row < 0 else row
