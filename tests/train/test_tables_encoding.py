from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.source import BackproofError
from backproof.train.files import load, save

pyarrow = pytest.importorskip("pyarrow", reason="Arrow is not installed")

from backproof.train.tables import Encoding, Inputs, Table, read  # noqa: E402 - which needs Arrow


def table(**columns: Any) -> Table:
    return Table("data.parquet", pyarrow.table(columns))


def learned(**columns: Any) -> Encoding:
    return Encoding.learn(table(**columns), "y")


def seen(encoding: Encoding, /, **columns: Any) -> list[list[float]]:
    rows: list[list[float]] = encoding.inputs(table(**columns)).values.tolist()
    return rows


def csv(folder: Path, text: str, encoding: Encoding | None = None) -> Table:
    (folder / "t.csv").write_text(text)
    return read(folder / "t.csv", text=encoding.text if encoding else ())


Y = [0.5, 1.5, 2.5, 3.5]


def test_numbers_are_standardised() -> None:
    encoding = learned(a=[1, 3, 5, 7], y=Y)
    found = encoding.inputs(table(a=[1, 3, 5, 7])).values
    assert np.allclose([found.mean(), found.std()], [0, 1])
    assert encoding.sentences[1] == "Standardised (less the mean, by the standard deviation): a."
    assert np.allclose(seen(encoding, a=[4, 4 + 5**0.5]), [[0], [1]])


def test_a_column_that_is_the_same_everywhere_is_said_and_only_shifted() -> None:
    encoding = learned(a=[0.1, 0.1, 0.1, 0.1], b=[1, 2, 3, 4], y=Y)
    assert "Column 'a' is 0.1 in every row, so that it tells nothing." in encoding.sentences
    assert [row[0] for row in seen(encoding, a=[0.1, 1.1], b=[1, 1])] == [0, 1]


def test_missing_numbers_are_the_mean_and_a_number_says_where() -> None:
    encoding = learned(a=[1.0, None, 3.0, float("nan")], y=Y)
    assert encoding.features == ("a", "a is missing")
    assert seen(encoding, a=[1.0, None, 3.0]) == [[-1, 0], [0, 1], [1, 0]]
    assert (
        "Column 'a' lacks 2 values: filled with the mean 2, and a number of its own says where." in encoding.sentences
    )


def test_missing_numbers_that_training_did_not_have_are_said_or_refused() -> None:
    encoding = learned(a=[1, 1, 3, 3], y=Y)
    found = encoding.inputs(table(a=[3, None]))
    assert found.values.tolist() == [[1], [0]]
    assert found.sentences == ("Column 'a' lacks 1 row, and lacked none in training: they are filled with the mean 2.",)
    with pytest.raises(BackproofError, match=r"row 2: column 'a': a missing value"):
        encoding.inputs(table(a=[3, None]), strict=True)


@pytest.mark.parametrize(
    ("values", "features"),
    [
        (["x", "z", "y", "x"], ("a = x", "a = y", "a = z")),
        ([True, False, True, True], ("a = false", "a = true")),
        (pyarrow.array(["m", "s", "l", "m"]).dictionary_encode(), ("a = m", "a = s", "a = l")),
        (pyarrow.array([3, 1, 3, 1]).dictionary_encode(), ("a = 3", "a = 1")),
        (pyarrow.array(["x", "y", "x", "y"], pyarrow.large_string()), ("a = x", "a = y")),
    ],
)
def test_categories_are_one_hot_in_their_order(values: Any, features: tuple[str, ...]) -> None:
    encoding = learned(a=values, y=Y)
    assert encoding.features == features
    found = encoding.inputs(table(a=values)).values
    assert (found.sum(axis=1) == 1).all()
    for row, value in zip(found, pyarrow.array(values).to_pylist(), strict=True):
        assert features[int(row.argmax())] == f"a = {value}".replace("True", "true").replace("False", "false")


def test_categories_that_a_file_declares_and_no_row_has_get_no_number() -> None:
    declared = pyarrow.DictionaryArray.from_arrays([2, 0, 0, 2], ["l", "m", "s"])
    assert learned(a=declared, y=Y).features == ("a = l", "a = s")


def test_a_missing_category_is_a_category_of_its_own() -> None:
    encoding = learned(a=["x", None, "y", None], y=Y)
    assert seen(encoding, a=["y", None]) == [[0, 1, 0], [0, 0, 1]]
    assert "Column 'a' lacks 2 values: missing is a category of its own." in encoding.sentences


def test_a_new_category_is_said_or_refused_with_its_row() -> None:
    encoding = learned(a=["x", "y", "x", "y"], y=Y)
    found = encoding.inputs(table(a=["x", "new", None]))
    assert found.values.tolist() == [[1, 0], [0, 0], [0, 0]]
    assert found.sentences == (
        "Column 'a' has categories that training did not have, in 2 rows, first new in row 2: "
        "all of its numbers are 0 there.",
    )
    with pytest.raises(BackproofError, match=r"row 2: column 'a': a category that is new\n  written:  new\n.*x, y"):
        encoding.inputs(table(a=["x", "new"]), strict=True)


def test_whole_numbers_are_categories_where_asked() -> None:
    data = table(a=[1, 2, 1, 3], b=[0.5, 0.5, 1.5, 1.5], y=Y)
    assert Encoding.learn(data, "y").features == ("a", "b")
    encoding = Encoding.learn(data, "y", categorical=["a"])
    assert encoding.features == ("a = 1", "a = 2", "a = 3", "b")
    assert seen(encoding, a=[2.0, None], b=[1, 1]) == [[0, 1, 0, 0], [0, 0, 0, 0]]
    with pytest.raises(BackproofError, match="whole numbers too large for categories"):
        Encoding.learn(table(a=[2**60, 1], y=[1.5, 2.5]), "y", categorical=["a"])


def test_dates_are_days_and_that_is_said() -> None:
    day = datetime.date(2026, 1, 1)
    dates = [day + datetime.timedelta(days=at) for at in (0, 2, 0, 2)]
    encoding = learned(a=dates, y=Y)
    assert "Dates are counted in days since 1970-01-01: a." in encoding.sentences
    noon = datetime.datetime(2026, 1, 2, 12)
    assert seen(encoding, a=[noon, None]) == [[0.5], [0]]
    zoned = pyarrow.array([noon], pyarrow.timestamp("ns", tz="UTC"))
    assert seen(encoding, a=zoned) == [[0.5]]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([datetime.time(12)] * 2, r"column 'a' can't be encoded\n  written:  time64\[us\]"),
        ([[1], [2]], r"column 'a' can't be encoded\n  written:  list<"),
        ([b"x", b"y"], r"column 'a' can't be encoded\n  written:  binary"),
        ([1.0, float("inf")], r"row 2: column 'a': an infinite number\n  written:  inf"),
        ([1e308, -1e308], r"column 'a': numbers too large to be standardised\n  written:  -1e\+308 to 1e\+308"),
    ],
)
def test_a_column_that_cannot_be_encoded_is_refused(values: Any, message: str) -> None:
    with pytest.raises(BackproofError, match=message):
        learned(a=values, y=Y[:2])


def test_columns_without_values_or_names_and_those_not_wished_are_left_out_and_said() -> None:
    data = Table("t", pyarrow.table({"": [0, 1], "a": [None, None], "b": [1, 2], "c": [1, 2], "y": [1.5, 2.5]}))
    encoding = Encoding.learn(data, "y", ignore=["c"])
    assert encoding.features == ("b",)
    assert encoding.sentences[-3:] == (
        "Column '' is left out: it has no name, as the numbers of rows have none.",
        "Column 'a' is left out: it has no value.",
        "Column 'c' is left out: as asked.",
    )
    with pytest.raises(BackproofError, match=r"no column is left to predict from"):
        Encoding.learn(data, "y", ignore=["b", "c"])


def test_names_and_remarks_are_no_categories() -> None:
    rows = 30
    names = [f"n{at}" for at in range(rows)]
    with pytest.raises(
        BackproofError, match=r"too many categories\n  written:  a \(30 in 30 rows\), b \(30 in 30 rows\)"
    ):
        learned(a=names, b=names, c=names[:3] * 10, y=[float(at) for at in range(rows)])
    asked = Encoding.learn(table(a=names, y=[float(at) for at in range(rows)]), "y", categorical=["a"])
    assert len(asked.features) == rows


def test_a_slip_among_numbers_is_found_when_training(tmp_path: Path) -> None:
    text = (
        "a,y\n" + "".join(f"{at},{at}.5\n" for at in range(30)) + "3O,1.5\n" + "".join(f"{at},1.5\n" for at in range(9))
    )
    with pytest.raises(BackproofError, match=r"t\.csv:32: row 31: column 'a': text among numbers\n  written:  '3O'"):
        Encoding.learn(csv(tmp_path, text), "y")


def test_a_slip_among_numbers_that_come_again_is_found_too(tmp_path: Path) -> None:
    rows = [f"{at % 25}.5,{at}.5" for at in range(150)]
    (tmp_path / "t.csv").write_text("\n".join(["a,y", *rows[:5], "oops,1.5", *rows[5:]]) + "\n", encoding="utf-8")
    with pytest.raises(BackproofError, match=r"t\.csv:7: row 6: column 'a': text among numbers\n  written:  'oops'"):
        Encoding.learn(read(tmp_path / "t.csv"), "y")
    assert len(Encoding.learn(read(tmp_path / "t.csv"), "y", categorical=["a"]).features) == 26


def test_other_values_at_prediction_are_refused_with_line_row_and_column(tmp_path: Path) -> None:
    encoding = Encoding.learn(csv(tmp_path, "a,b,c\n1,true,1.5\n2,false,2.5\n"), "c")
    with pytest.raises(
        BackproofError, match=r"t\.csv:4: row 3: column 'a': text where numbers belong\n  written:  'two'"
    ):
        encoding.inputs(csv(tmp_path, "a,b\n1,true\n,true\ntwo,false\n"))
    with pytest.raises(BackproofError, match=r"t\.csv:3: row 2: column 'b': text where truth values belong\n.*'maybe'"):
        encoding.inputs(csv(tmp_path, "a,b\n1,true\n1,maybe\n"))
    with pytest.raises(BackproofError, match=r"t\.csv:2: row 1: column 'a': dates where numbers belong\n.*2026"):
        encoding.inputs(csv(tmp_path, "a,b\n2026-01-01,true\n"))


def test_text_stays_text_at_prediction(tmp_path: Path) -> None:
    encoding = Encoding.learn(csv(tmp_path, "zip,y\n007,1.5\nA1,2.5\n"), "y")
    assert encoding.text == {"zip"}
    assert encoding.inputs(csv(tmp_path, "zip\n007\n", encoding)).values.tolist() == [[1, 0]]
    with pytest.raises(BackproofError, match=r"column 'zip': numbers where text belong(.|\n)*text=encoding\.text"):
        encoding.inputs(csv(tmp_path, "zip\n007\n"))


def test_columns_may_stand_in_another_order_and_others_beside_them() -> None:
    encoding = learned(a=[1, 1, 3, 3], b=[5, 7, 5, 7], y=Y)
    found = encoding.inputs(table(other=["?"], b=[7], a=[1]))
    assert found.values.tolist() == [[-1, 1]]
    assert found.sentences == ("Columns that training did not have are not looked at: other.",)


def test_a_missing_column_is_answered_with_the_nearest_names() -> None:
    encoding = learned(height=[1, 2, 3, 4], width=[1, 2, 3, 4], y=Y)
    with pytest.raises(BackproofError, match=r"no column 'height'(.|\n)*did you mean Heigth\?"):
        encoding.inputs(table(Heigth=[1], width=[1]))
    with pytest.raises(BackproofError, match=r"columns are missing\n  written:  height, width"):
        encoding.inputs(table(x=[1]))
    with pytest.raises(BackproofError, match=r"no column 'z'(.|\n)*one of height, y\n  to do:    name one of these"):
        Encoding.learn(table(height=[1], y=[1]), "z")


def test_a_file_without_names_is_told_that_it_needs_them(tmp_path: Path) -> None:
    with pytest.raises(BackproofError, match=r"one of 5\.1, 3\.5, setosa\n  to do:    write the names of the columns"):
        Encoding.learn(csv(tmp_path, "5.1,3.5,setosa\n4.9,3.0,setosa\n"), "species")


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        (["b", "a", "b", "a"], ("a", "b")),
        ([True, False, True, True], (False, True)),
        ([2, 0, 2, 0], (0, 2)),
        (pyarrow.array(["s", "l", "s", "l"]).dictionary_encode(), ("s", "l")),
        ([1.5, 2.5, 1.5, 2.5], ()),
        ([1, 2, 3, 4], ()),
    ],
)
def test_the_target_is_a_class_or_a_quantity(values: Any, classes: tuple[Any, ...]) -> None:
    data = table(a=[1, 2, 3, 4], y=values)
    encoding = Encoding.learn(data, "y")
    assert [*map(repr, encoding.classes)] == [*map(repr, classes)]
    found = encoding.targets(data).tolist()
    assert [classes[each] for each in found] if classes else found == pyarrow.array(values).to_pylist()


def test_whole_numbers_taken_for_classes_are_said_and_can_be_a_quantity() -> None:
    data = table(a=[1, 2, 3, 4], y=[0, 1, 0, 1])
    chosen = Encoding.learn(data, "y")
    assert chosen.sentences[:2] == (
        "The target y is one of 2 classes: 0, 1.",
        "The whole numbers of y are taken for classes, not for a quantity.",
    )
    asked = Encoding.learn(data, "y", classes=True)
    assert "The whole numbers of y are taken for classes, not for a quantity." not in asked.sentences
    assert Encoding.learn(data, "y", classes=False).sentences[0] == "The target y is a quantity."


@pytest.mark.parametrize(
    ("values", "classes", "message"),
    [
        (["a", None, "b", None], None, r"row 2: the target 'y' is missing, and in 1 more row\n"),
        ([0.5, 1.5, float("nan"), 2.5], None, "row 3: the target 'y' is missing"),
        ([0.5, 1.5, float("inf"), 2.5], None, r"row 3: column 'y': an infinite number\n  written:  inf"),
        (["a"] * 4, None, r"the target 'y' has one class\n  written:  a"),
        ([None] * 4, None, "the target 'y' is no quantity"),
        ([datetime.date(2026, 1, 1)] * 4, None, r"the target 'y' is no quantity\n  written:  dates"),
        (["a", "b", "a", "b"], False, r"the target 'y' has no numbers\n  written:  text"),
    ],
)
def test_a_target_that_cannot_be_learned_is_refused(values: Any, classes: bool | None, message: str) -> None:
    with pytest.raises(BackproofError, match=message):
        Encoding.learn(table(a=[1, 2, 3, 4], y=values), "y", classes=classes)


def test_a_class_that_is_new_in_evaluation_is_refused_with_its_row() -> None:
    encoding = learned(a=[1, 2, 3, 4], y=["no", "yes", "no", "yes"])
    assert encoding.targets(table(y=["yes", "no"])).tolist() == [1, 0]
    with pytest.raises(BackproofError, match=r"row 2: column 'y': a class that is new\n  written:  maybe\n.*no, yes"):
        encoding.targets(table(y=["yes", "maybe"]))
    with pytest.raises(BackproofError, match="there is no column 'y'"):
        encoding.targets(table(a=[1]))


KINDS = st.sampled_from(
    [
        st.integers(-5, 5),
        st.floats(-1e6, 1e6),
        st.sampled_from(["x", "y", "ß", ""]),
        st.booleans(),
        st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    ]
)
COLUMNS = KINDS.flatmap(lambda kind: st.lists(kind | st.none(), min_size=6, max_size=6))
TARGETS = st.lists(st.floats(-5, 5), min_size=6, max_size=6) | st.permutations(["a", "b", "c"] * 2)


@given(st.lists(COLUMNS, min_size=1, max_size=4), TARGETS, st.data())
def test_an_encoding_comes_back_from_plain_data_and_does_the_same(
    columns: list[list[Any]], target: list[Any], data: st.DataObject
) -> None:
    whole = pyarrow.table({f"c{at}": each for at, each in enumerate(columns)} | {"y": target})
    if all(set(each) == {None} for each in columns):
        return  # no column is left to predict from
    encoding = Encoding.learn(Table("t", whole), "y")
    again = Encoding.from_json(json.loads(json.dumps(encoding.to_json())))
    assert again == encoding
    assert again.sentences == encoding.sentences
    shuffled = Table("t", whole.select(data.draw(st.permutations(whole.column_names))))
    inputs, targets = encoding.apply(Table("t", whole), strict=True)
    others = again.apply(shuffled, strict=True)
    assert np.array_equal(inputs, others[0])
    assert np.array_equal(targets, others[1])
    assert inputs.shape == (6, len(encoding.features))
    assert np.isfinite(inputs).all()


def test_an_encoding_is_kept_in_a_model_file(tmp_path: Path) -> None:
    encoding = learned(a=[0.1, 0.2, 0.3, None], b=["x", "y", "x", None], y=Y)
    save(tmp_path / "m", {}, {"encoding": encoding.to_json()})
    assert Encoding.from_json(load(tmp_path / "m").header["encoding"]) == encoding


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data | {"schema": "backproof.encoding/2"},
        lambda data: data | {"columns": []},
        lambda data: data | {"columns": data["columns"] * 2},
        lambda data: data | {"target": {"name": "y", "kind": "classes", "values": ["a", 1], "chosen": False}},
        lambda data: data | {"target": {"name": "a", "kind": "numbers"}},
        lambda data: data | {"columns": [{"name": "a", "kind": "numbers", "mean": "0", "scale": 1.0, "missing": 0}]},
        lambda data: data | {"columns": [{"name": "a", "kind": "numbers", "mean": 0.0, "scale": -1.0, "missing": 0}]},
        lambda data: data | {"columns": [{"name": "a", "kind": "categories", "values": ["x", "x"], "missing": 0}]},
        lambda data: data | {"columns": [{"name": "a", "kind": "categories", "values": [[]], "missing": 0}]},
        lambda data: data | {"left_out": ["a"]},
        lambda data: {},
        lambda data: None,
    ],
)
def test_other_data_is_no_encoding(change: Any) -> None:
    with pytest.raises(BackproofError, match=r"this is no encoding of a table(.|\n)*backproof\.encoding/1"):
        Encoding.from_json(change(learned(a=[1, 2, 3, 4], y=Y).to_json()))


def test_inputs_are_of_the_kind_that_is_wished() -> None:
    encoding = learned(a=[1, 2, 3, 4], y=Y)
    found = encoding.inputs(table(a=[1]), dtype=np.float32)
    assert isinstance(found, Inputs)
    assert found.values.dtype == np.float32
