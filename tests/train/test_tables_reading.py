from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.source import BackproofError

pyarrow = pytest.importorskip("pyarrow", reason="Arrow is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="Arrow is not installed")

from backproof.train.tables import Table, read  # noqa: E402 - which needs Arrow
from backproof.train.tables.delimited import MISSING  # noqa: E402 - which needs Arrow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables") / "t.csv"


def table(path: Path, written: str | bytes, **options: Any) -> Table:
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return read(path, **options)


def held(path: Path, written: str | bytes, **options: Any) -> dict[str, list[object]]:
    found: dict[str, list[object]] = table(path, written, **options).data.to_pydict()
    return found


def test_a_csv_file_has_names_in_its_first_line_and_kinds_from_all_of_its_values(place: Path) -> None:
    found = table(place, "a,b,c,d\n1,2.5,x,true\n3,4,y,false\n")
    assert found.data.to_pydict() == {"a": [1, 3], "b": [2.5, 4.0], "c": ["x", "y"], "d": [True, False]}
    assert (found.rows, found.names, found.sentences) == (2, ("a", "b", "c", "d"), ())


@pytest.mark.parametrize("written", MISSING)
def test_what_people_write_for_missing_values_is_missing(written: str, place: Path) -> None:
    assert held(place, f"a,b\n{written},x\n1,{written}\n") == {"a": [None, 1], "b": ["x", None]}


def test_a_quoted_value_is_what_it_says(place: Path) -> None:
    assert held(place, 'country,b\n"NA",1\n"a, ""b""\nc",2\n')["country"] == ["NA", 'a, "b"\nc']


@pytest.mark.parametrize(("delimiter", "name"), [(",", None), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_the_delimiter_is_found_and_said(delimiter: str, name: str | None, place: Path) -> None:
    found = table(place, delimiter.join("abc") + "\n" + delimiter.join("123") + "\n")
    assert found.data.to_pydict() == {"a": [1], "b": [2], "c": [3]}
    assert found.sentences == ((f"The columns of {place} are separated by {name}.",) if name else ())


def test_a_delimiter_inside_of_a_quoted_name_separates_nothing(place: Path) -> None:
    assert held(place, '"a;b;c",y\n1,2\n') == {"a;b;c": [1], "y": [2]}


def test_a_tsv_file_has_tabs_even_where_there_is_one_column(tmp_path: Path) -> None:
    assert held(tmp_path / "t.tsv", "a,b\n1\n") == {"a,b": [1]}


def test_decimal_commas_are_found_where_they_separate_no_columns(place: Path) -> None:
    found = table(place, "a;b;c\n1,5;2;x\n-2,25;3;y\n")
    assert found.data.to_pydict() == {"a": [1.5, -2.25], "b": [2, 3], "c": ["x", "y"]}
    assert found.sentences[1] == f"The numbers of {place} have decimal commas."
    assert held(place, "a;b\n1,5;2.5\n2,5;3\n")["b"] == [2.5, 3]  # one of them is a point: nothing is guessed


def test_byte_order_marks_line_ends_and_spaces_around_names_do_not_matter(place: Path) -> None:
    assert held(place, "\ufeffa, b\r\n1,2\r\n\r\n3,4\r\n") == {"a": [1, 3], "b": [2, 4]}


def test_columns_of_text_stay_text_where_every_value_is_a_number(place: Path) -> None:
    assert held(place, "zip, y\n007,1\n", text={"zip", "absent"}) == {"zip": ["007"], "y": [1]}


def test_a_parquet_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    whole = pyarrow.table({"a": [1, None], "b": ["x", "y"]})
    parquet.write_table(whole, tmp_path / "a=1.data")
    assert read(tmp_path / "a=1.data").data.equals(whole)
    folder = tmp_path / "year=2026"
    folder.mkdir()
    parquet.write_table(whole, folder / "t.parquet")
    assert read(folder / "t.parquet").names == ("a", "b")  # a folder's name is no column


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "t.csv: the file is empty"),
        ("\n\n \n", "the file is empty"),
        ("a,b\n", r"the table has no rows(.|\n)*only the names a, b"),
        ("a,b,a\n1,2,3\n", r"two columns have the name 'a'(.|\n)*columns 1, 3"),
        ("a, a\n1,2\n", "two columns have the name 'a'"),
        ("a,b\n1,2\n3\n", r"t.csv:3: row 2: 1 value in a table of 2 columns\n  written:  3\n  expected: 2 values"),
        ("a,b\n1,2\n\n3,4,5\n6\n", r"t.csv:4: row 2: 3 values in a table of 2 columns, and 1 more such row"),
        ('a,b\n"x\ny",2\n3,4,5\n', "t.csv:4: row 2: 3 values"),
        (
            'a,b\n0,w\n1,"x\n2,y\n3,z\n',
            r't.csv:3: row 2: a quote is opened and never closed\n  written:  "x(.|\n)*close it',
        ),
        ('a,b\n0,w\n"1,x\n2,y\n3,z\n', r't.csv:3: row 2: a quote is opened and never closed\n  written:  "1,x\n'),
        ("a,b\n1,caf\xe9\n".encode("latin-1"), r"t.csv:2: row 1: column 'b': text that is no UTF-8(.|\n)*save it as"),
        ("a,b\n1,2\n".encode("utf-16"), r"this is text in UTF-16(.|\n)*save it as UTF-8"),
        (b"a,b\n1,\xff,3\n", r"t.csv:2: row 1: 3 values in a table of 2 columns\n  written:  1,\ufffd,3"),
        (b"PK\x03\x04" + bytes(40), r"a spreadsheet or an archive(.|\n)*save the sheet as CSV"),
        (b"\x1f\x8b" + bytes(40), r"compressed(.|\n)*unpack it"),
        (b"a,b\n1,\x00\n", "a binary file(.|\n)*0x00 at offset 6"),
        (b"PAR1 and no more", r"the table can't be read(.|\n)*CSV text in UTF-8, or Parquet"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(text: str | bytes, message: str, place: Path) -> None:
    with pytest.raises(BackproofError, match=message):
        table(place, text)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackproofError, match=r"there is no such file(.|\n)*check the name"):
        read(tmp_path / "missing.csv")
    with pytest.raises(BackproofError, match=r"this is a folder(.|\n)*name a file in it"):
        read(tmp_path)
    with pytest.raises(BackproofError, match=r"can't be read(.|\n)*null"):
        read("with\0nul")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BackproofError, match=r"a pipe or a device(.|\n)*write the table to a file"):
        read(tmp_path / "pipe")


def test_a_parquet_file_with_broken_text_or_categories_is_refused(tmp_path: Path) -> None:
    broken = pyarrow.array([b"\xff\xfe"]).view(pyarrow.string())
    parquet.write_table(pyarrow.table({"a": broken}), tmp_path / "t.parquet")
    with pytest.raises(BackproofError, match=r"the table can't be read(.|\n)*UTF8"):
        read(tmp_path / "t.parquet")


VALUES = st.sampled_from(["1", "2.5", "x", "", "a,b", 'say "so"', "two\nlines", "NA", "true", "2026-01-01", "é"])


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1)))
def test_what_the_csv_module_writes_is_read_row_by_row(place: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    names = [f"n{at}" for at in range(len(rows[0]))]
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([names, *rows])
    found = table(place, text.getvalue(), text=names)
    assert [list(row.values()) for row in found.data.to_pylist()] == rows


@given(
    st.lists(st.sampled_from(["1,2\n", "\n", '"a\nb",2\n', "3,4\r\n", '5,"6"\n']), max_size=12),
    st.sampled_from(["7\n", "7,8,9\n", '"x\ny"\n']),
    st.lists(st.sampled_from(["1,2\n", "\n", '"a\nb",2\n', "7\n"]), max_size=6),
)
def test_a_ragged_row_is_found_in_its_line(place: Path, before: list[str], ragged: str, after: list[str]) -> None:
    with pytest.raises(BackproofError) as caught:
        table(place, "a,b\n" + "".join(before) + ragged + "".join(after))
    where = re.match(r".*t\.csv:(\d+): row (\d+): ", str(caught.value))
    assert where is not None
    assert int(where[1]) == 1 + ("".join(before) + ragged).count("\n")
    assert int(where[2]) == sum(line != "\n" for line in before) + 1


def assert_answered(path: Path, data: bytes) -> None:
    """A table whose values can be had, or an error in four parts."""
    try:
        found = table(path, data)
    except BackproofError as error:
        problem = error.diagnostic
    else:
        assert len(found.data.to_pylist()) == found.rows > 0
        return
    assert problem.where.startswith(str(path))
    assert all([problem.message, problem.written, problem.expected, problem.advice])


@given(st.binary(max_size=300) | st.text('a,;\n"1.é\t ', max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_a_clear_error(place: Path, data: bytes) -> None:
    assert_answered(place, data)


@given(st.data())
def test_a_damaged_parquet_file_is_a_table_or_a_clear_error(place: Path, data: st.DataObject) -> None:
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table({"a": [1, 2, None], "b": ["x", None, "y"]}), buffer)
    changed = bytearray(buffer.getvalue())
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    assert_answered(place, bytes(changed))


def test_without_arrow_the_error_names_the_package() -> None:
    script = """
        import sys
        sys.modules["pyarrow"] = None
        from backproof.source import BackproofError
        try:
            import backproof.train.tables
        except BackproofError as error:
            print(error)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert "tables are read with Arrow, which is not installed" in done.stdout
    assert "pip install 'backproof[train]'" in done.stdout
