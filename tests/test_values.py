"""Values of a worked example in a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backproof.api import Model
from backproof.api.trace import Trace
from backproof.source import BackproofError, Diagnostic
from tests.derive.test_trace import TWO_LAYERS

FILE = """\
[data]
x = [0.05, 0.1]
t = [0.01, 0.99]

[parameters]
w = [[0.15, 0.25], [0.2, 0.3]]
b = 0.35
v = [[0.4, 0.5], [0.45, 0.55]]
c = 0.6
"""


def traced(folder: Path, text: str, **options: Any) -> Trace:
    path = folder / "values.toml"
    path.write_text(text, encoding="utf-8")
    return Model(*TWO_LAYERS).trace(path, **options)


def test_the_tables_say_what_is_learned(tmp_path: Path) -> None:
    trace = traced(tmp_path, FILE, rate=0.5)
    assert set(trace.updated) == {"w", "b", "v", "c"}


@pytest.mark.parametrize("header", ["[data]", "[parameters]"])
def test_one_table_is_enough(tmp_path: Path, header: str) -> None:
    data, parameters = FILE.split("[parameters]\n")
    inside, outside = (data.replace("[data]\n", ""), parameters) if header == "[data]" else (parameters, data)
    trace = traced(tmp_path, outside.replace("[data]\n", "") + f"{header}\n" + inside, rate=0.5)
    assert set(trace.updated) == {"w", "b", "v", "c"}


def test_in_a_file_without_tables_the_parameters_are_named_or_known_by_their_letters(tmp_path: Path) -> None:
    flat = FILE.replace("[data]\n", "").replace("[parameters]\n", "")
    assert set(traced(tmp_path, flat, wrt=["w", "v"], rate=0.5).updated) == {"w", "v"}
    assert set(traced(tmp_path, flat, rate=0.5).updated) == {"w", "b", "v", "c"}


@pytest.mark.parametrize("key", [r"'\gamma'", '"\\\\gamma"', "gamma", '"γ"'])
def test_names_are_written_in_latex_in_python_s_spelling_or_as_they_look(tmp_path: Path, key: str) -> None:
    path = tmp_path / "values.toml"
    path.write_text(f"{key} = 0.5\nx = 1\ny = 0", encoding="utf-8")
    assert float(Model(r"L = (y - \gamma x)^2").trace(path).forward["L"]) == 0.25


@pytest.mark.parametrize(
    ("old", "new", "where", "message", "written", "expected"),
    [
        ("c = 0.6", "c = 0.6\ncc = 3", "10:1", "there is no input cc", "cc", "one of w, x, b, v, c, t"),
        ("c = 0.6", "", "", "no value for c", "values for w, x, b, v, t", "c: a number"),
        ("w = [[0.15, 0.25], [0.2, 0.3]]", "", "", "no value for w", "values for", "(i: 2, j: 2)"),
        ("[0.2, 0.3]", "[0.2]", "6:1", "the rows of w differ in length", "a row of 2 and a row of 1", "equal length"),
        ("[0.2, 0.3]", "0.2", "6:1", "the rows of w differ in length", "a row of 2 and a number", "equal length"),
        ("[0.2, 0.3]", '[0.2, "a"]', "6:1", "w is no number and no array of numbers", "text: 'a'", "a number, a list"),
        ("[0.2, 0.3]", "[0.2, nan]", "6:1", "w is no number and no array of numbers", "nan", "finite numbers"),
        ("b = 0.35", "b = true", "7:1", "b is no number and no array of numbers", "true or false: true", "a number"),
        ("b = 0.35", "b = 1979-05-27", "7:1", "b is no number and no array of numbers", "1979-05-27", "a number"),
        ("b = 0.35", "b = []", "7:1", "b has 1 dimension", "b of shape (0,)", "a number"),
        ("b = 0.35", "b.c = 1", "", "b is no number and no array of numbers", "a table [parameters.b]", "a number"),
        ("x = [0.05, 0.1]", "x = [1, 2, 3]", "6:1", "the sizes of w and x do not fit", "w has shape", "x has shape"),
        ("b = 0.35", "z = [1, 2]", "7:1", "z is defined by the model", "a value for z", "w, x, b, v, c, t"),
        ("b = 0.35", "b = 1\nx = 2", "2:1", "x is given twice", "x in [data] and elsewhere", "one value for each name"),
        ("b = 0.35", "b =", "7:4", "this is no TOML", "Invalid value", "lines such as"),
        ("b = 0.35", "b^1 = 1", "7:2", "this is no TOML", "Expected '='", "lines such as"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_its_place_and_both_sides(
    tmp_path: Path, *, old: str, new: str, where: str, message: str, written: str, expected: str
) -> None:
    problem = refused(tmp_path, FILE.replace(old, new, 1))
    assert problem.where == ":".join(filter(None, [str(tmp_path / "values.toml"), where]))
    assert problem.message == message
    assert written in problem.written
    assert expected in problem.expected
    assert problem.advice


def refused(folder: Path, text: str, **options: Any) -> Diagnostic:
    with pytest.raises(BackproofError) as caught:
        traced(folder, text, **options)
    return caught.value.diagnostic


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    assert "perhaps c is meant" in refused(tmp_path, FILE.replace("c = 0.6", "cc = 0.6")).advice


def test_a_wrong_rate_is_no_fault_of_the_file(tmp_path: Path) -> None:
    assert refused(tmp_path, FILE, rate="fast").where == ""


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackproofError) as caught:
        Model(*TWO_LAYERS).trace(tmp_path / "none.toml")
    assert caught.value.diagnostic.message == "there is no such file"
