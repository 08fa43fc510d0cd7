from __future__ import annotations

import dataclasses
import json
import math
from fractions import Fraction
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from backproof.check.verdicts.verdict import Checked, Counterexample
from backproof.report.json import to_json
from backproof.source import Source, Span
from tests.checked import HOMEWORK, all_right, homework

SCHEMA = json.loads((files("backproof.report") / "check.schema.json").read_text(encoding="utf-8"))


def _parsed(*documents: Checked) -> Any:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} is not JSON")

    report = json.loads(to_json(documents), parse_constant=refuse)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_contract_is_kept_to_the_letter() -> None:
    report = _parsed(homework())
    assert report["schema"] == "backproof.check/1"
    (document,) = report["documents"]
    assert document["file"] == "hw.md"
    counts = {"statements": 5, "right": 1, "right-if": 1, "wrong": 1, "follows": 1, "unchecked": 1}
    assert document["summary"] == counts
    assert document["statements"][1] == {
        "id": 2,
        "start": 34,
        "end": 51,
        "line": 5,
        "column": 3,
        "latex": r"\frac{dy}{dx} = x",
        "role": "claim",
        "verdict": "wrong",
        "reading": r"\frac{dy}{dx} = x",
        "assumes": [],
        "reason": "the sides differ",
        "repair": {"class": "wrong_variable", "correct": r"\frac{dy}{dx} = w", "message": "x stands where w belongs"},
        "counterexample": {"point": {"w": [1.5, 0.25], "x": 2}, "written": 2.0, "true": 1 / 3},
    }
    assert document["statements"][0]["repair"] is document["statements"][0]["counterexample"] is None


def test_offsets_are_those_of_the_formula() -> None:
    for statement in _parsed(homework())["documents"][0]["statements"]:
        assert HOMEWORK[statement["start"] : statement["end"]] == statement["latex"]


def test_several_documents_stand_in_their_order() -> None:
    report = _parsed(all_right("b.md"), homework("a.md"), Checked(Source("empty.md", ""), ()))
    assert [document["file"] for document in report["documents"]] == ["b.md", "a.md", "empty.md"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        ([[1, math.nan]], [[1, "NaN"]]),
        ((1, 2.5), [1, 2.5]),
        ("2 by 3", "2 by 3"),
        (1j, "1j"),
        (10**400, "Infinity"),
        pytest.param(-(10**5000), "-Infinity", id="beyond any float"),
        (2**60, float(2**60)),
        (Fraction(1, 8), 0.125),
    ],
)
def test_every_value_is_valid_json(value: object, expected: object) -> None:
    refuted = dataclasses.replace(homework().judgements[1], counterexample=Counterexample({"x": value}, value, 0.0))
    report = _parsed(Checked(Source("hw.md", HOMEWORK), (refuted,)))
    found = report["documents"][0]["statements"][0]["counterexample"]
    assert found == {"point": {"x": expected}, "written": expected, "true": 0.0}


def test_a_notebook_counts_in_its_cells() -> None:
    cells = [{"cell_type": "markdown", "source": each} for each in ("$a = b$", ["text\n", "$a = b$"])]
    notebook = Source("hw.ipynb", json.dumps({"cells": cells}))
    first = dataclasses.replace(homework().judgements[0], span=Span(1, 6), latex="a = b", cell=0)
    second = dataclasses.replace(first, span=Span(6, 11), cell=1)
    statements = _parsed(Checked(notebook, (first, second)))["documents"][0]["statements"]
    assert [(each["cell"], each["line"], each["column"]) for each in statements] == [(0, 1, 2), (1, 2, 2)]


def test_the_schema_refuses_what_is_not_in_the_contract() -> None:
    report = json.loads(to_json([homework()]))
    report["documents"][0]["statements"][0]["verdict"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError, match="perhaps"):
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
