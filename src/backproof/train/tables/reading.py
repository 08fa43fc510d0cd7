"""CSV and Parquet files to tables."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from backproof.source import BackproofError
from backproof.train.tables.arrow import parquet, pyarrow
from backproof.train.tables.delimited import EITHER, delimited
from backproof.train.tables.table import Table, named, problem

_BEGINNING = 1 << 20  # bytes, in which the line with the names is sought
_CAUSES = {
    errno.ENOENT: ("there is no such file", "check the name, and the folder that it is in"),
    errno.EISDIR: ("this is a folder", "name a file in it, such as data.csv"),
    errno.EACCES: ("you may not read this file", "change its permissions"),
}


def read(path: str | os.PathLike[str], *, text: Iterable[str] = ()) -> Table:
    """The table in a CSV or Parquet file.

    The first line of a CSV file has the names of the columns; a comma, semicolon, tab or bar stands between them. What
    the values are is found from all of them; columns in ``text`` (:attr:`Encoding.text`) stay text even where every
    value is a number. Raises :class:`BackproofError` where the file can't be read or is no table.
    """
    name = os.fspath(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode) and not os.path.isdir(path):
            raise problem(name, "this is no file but a pipe or a device", name, EITHER, "write the table to a file")
        with Path(path).open("rb") as file:
            beginning = file.read(_BEGINNING)
        found = _parquet(name) if beginning.startswith(b"PAR1") else delimited(name, beginning, frozenset(text))
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        raise _unreadable(name, error) from error
    return _checked(found)


def _parquet(name: str) -> Table:
    # ParquetFile reads this file alone; read_table makes columns of folders called a=1 as well.
    data = parquet.ParquetFile(name).read()
    data.validate(full=True)  # text that is UTF-8, categories that are there
    return Table(name, data)


def _checked(table: Table) -> Table:
    twice = sorted({name for name in table.names if table.names.count(name) > 1})
    if twice:
        places = named(at + 1 for at, name in enumerate(table.names) if name == twice[0])
        expected = "a name of its own for each column"
        table.refuse(f"two columns have the name {twice[0]!r}", f"columns {places}", expected, "rename one of them")
    if not table.names:
        table.refuse("the table has no columns", "nothing", "a column for each quantity", "name another file")
    if not table.rows:
        table.refuse(
            "the table has no rows", f"only the names {named(table.names)}", "a row for each sample", "fill it"
        )
    return table


def _unreadable(name: str, error: Exception) -> BackproofError:
    number = error.errno if isinstance(error, OSError) else None
    if number in _CAUSES:
        message, advice = _CAUSES[number]
        return problem(name, message, name, EITHER, advice)
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return problem(name, "the table can't be read", reason, EITHER, "name another file, or write this one again")
