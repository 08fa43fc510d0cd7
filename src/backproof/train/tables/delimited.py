"""CSV: text with a delimiter between its columns, and what people do to it."""

from __future__ import annotations

import codecs
import csv as python_csv
import os
import re
from pathlib import Path
from typing import Any

from backproof.source import BackproofError
from backproof.train.tables.arrow import compute, csv, pyarrow
from backproof.train.tables.lines import Record, records, uneven
from backproof.train.tables.table import Table, counted, problem

EITHER = "a table: CSV text in UTF-8, or Parquet"
MISSING = ("", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "-nan", "NULL", "null", "None", "?", " ?")
_DELIMITERS = ",;\t|"
_DECIMAL_COMMA = r"^\s*-?\d+(,\d+)?([eE][-+]?\d+)?\s*$"  # whole numbers alone would have been read as such
_BLOCK = 1 << 22  # bytes that Arrow parses at once; no row may be longer
_OTHERS = {
    b"PK\x03\x04": ("this is a spreadsheet or an archive", "save the sheet as CSV"),
    b"\x1f\x8b": ("this file is compressed", "unpack it with gunzip"),
    b"\xd0\xcf\x11\xe0": ("this is a spreadsheet", "save the sheet as CSV"),
    b"SQLite format": ("this is a database", "export the table as CSV"),
    codecs.BOM_UTF16_LE: ("this is text in UTF-16", "save it as UTF-8"),
    codecs.BOM_UTF16_BE: ("this is text in UTF-16", "save it as UTF-8"),
}


def delimited(name: str, beginning: bytes, text: frozenset[str]) -> Table:
    """The table in a file of text, of which the ``beginning`` was read already.

    The columns in ``text`` are kept as they are written. Raises :class:`BackproofError`, and what Arrow raises.
    """
    for mark, (message, advice) in _OTHERS.items():
        if beginning.startswith(mark):
            raise problem(name, message, f"the bytes {mark!r}", EITHER, advice)
    if b"\0" in beginning:
        at = beginning.index(b"\0")
        raise problem(name, "this is a binary file", f"the byte 0x00 at offset {at:,}", EITHER, "export it as CSV")
    if not beginning.strip():
        raise problem(name, "the file is empty", "nothing", "a line with names, and a line for each row", "fill it")
    first = beginning.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n").splitlines()[0].decode("utf-8", "replace")
    delimiter = _delimiter(name, first)
    header = next(python_csv.reader([first], delimiter=delimiter))
    as_text = [each for each in header if each.strip() in text]
    data = _parsed(name, delimiter, as_text)
    _refuse_open_quote(name, delimiter, data)
    said = () if delimiter == "," else (f"The columns of {name} are separated by {_spoken(delimiter)}.",)
    if delimiter != "," and _has_decimal_commas(data, as_text):
        data = _parsed(name, delimiter, as_text, decimal=",")
        said = (*said, f"The numbers of {name} have decimal commas.")
    found = Table(name, data.rename_columns([each.strip() for each in data.column_names]), delimiter, said)
    _refuse_other_text(found)
    return found


def _has_decimal_commas(data: Any, as_text: list[str]) -> bool:
    """Some text is numbers with commas throughout, and no number has a point."""
    if any(pyarrow.types.is_floating(column.type) for column in data.columns):
        return False
    texts = [
        data.column(at)
        for at, field in enumerate(data.schema)
        if pyarrow.types.is_string(field.type) and field.name not in as_text
    ]
    return any(compute.all(compute.match_substring_regex(each, _DECIMAL_COMMA)).as_py() for each in texts)


def _delimiter(name: str, first: str) -> str:
    if Path(name).suffix.lower() == ".tsv":
        return "\t"
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)  # the first of them, a comma, where there is none


def _spoken(delimiter: str) -> str:
    return {"\t": "tabs", ";": "semicolons", "|": "bars"}[delimiter]


def _parsed(name: str, delimiter: str, text: list[str], *, decimal: str = ".") -> Any:
    parse = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    convert = csv.ConvertOptions(
        null_values=list(MISSING),
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        decimal_point=decimal,
        column_types=dict.fromkeys(text, pyarrow.string()),
    )
    options = csv.ReadOptions(block_size=_BLOCK)
    try:
        return csv.read_csv(name, read_options=options, parse_options=parse, convert_options=convert)
    except pyarrow.ArrowInvalid as error:
        # Arrow can tell of such a row itself, but fails at one that is no UTF-8.
        if ragged := re.search(r"Expected (\d+) columns, got \d+", str(error)):
            _refuse_uneven(name, delimiter, int(ragged[1]))
        raise


def _refuse_uneven(name: str, delimiter: str, columns: int) -> None:
    first, more, is_last = uneven(name, delimiter, columns)
    if first is None:
        return
    if is_last and _is_open(name, first.values[-1]):
        raise _open_quote(name, first)
    expected = counted(columns, "value")
    found = counted(len(first.values), "value")
    message = f"row {first.row + 1:,}: {found} in a table of {counted(columns, 'column')}"
    message += f", and {counted(more, 'more such row')}" if more else ""
    written = delimiter.join(first.values).replace("\n", " ") or "nothing"
    written = written if len(written) <= 80 else f"{written[:80]}..."
    advice = "add or remove a delimiter, or put quotes around a value that has one in it"
    raise problem(name, message, written, expected, advice, line=first.line)


def _refuse_open_quote(name: str, delimiter: str, data: Any) -> None:
    last = data.column(data.num_columns - 1)[-1].as_py() if data.num_rows else None
    if isinstance(last, str) and _is_open(name, last):
        row = data.num_rows - 1
        raise _open_quote(name, next(each for each in records(name, delimiter) if each.row == row))


def _is_open(name: str, last: str) -> bool:
    """A last value with a line end in it had a quote before it; without one behind it, it has swallowed rows."""
    if "\n" not in last:
        return False
    with open(name, "rb") as file:
        file.seek(-min(os.path.getsize(name), 64), os.SEEK_END)
        return not file.read().rstrip(b"\r\n").endswith(b'"')


def _open_quote(name: str, record: Record) -> BackproofError:
    message = f"row {record.row + 1:,}: a quote is opened and never closed"
    written = '"' + record.values[-1].splitlines()[0][:80]
    line = record.line - "".join(record.values).rstrip("\n").count("\n")
    return problem(name, message, written, 'a closing "', 'close it, or write "" for a quote in a value', line=line)


def _refuse_other_text(table: Table) -> None:
    """Arrow takes text that is no UTF-8 for bytes."""
    for name, column in zip(table.names, table.data.columns, strict=True):
        if pyarrow.types.is_binary(column.type):
            row = next(at for at, each in enumerate(column.to_pylist()) if each and not _is_utf_8(each))
            shown = repr(column[row].as_py())[:80]
            table.refuse(f"column {name!r}: text that is no UTF-8", shown, "UTF-8", "save it as UTF-8", row)


def _is_utf_8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
