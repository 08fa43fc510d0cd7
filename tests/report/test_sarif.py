"""Findings as SARIF: the objects of the standard, and results that stay the same when lines move."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from backproof.check.document import check_source
from backproof.report.findings import Findings
from backproof.report.sarif import FINGERPRINT, to_sarif
from backproof.report.slips import SLIPS
from backproof.source import Source
from tests.checked import all_right, homework

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text(encoding="utf-8"))
ERROR = "$$L = (y - a)^2$$\n\n$$\\frac{\\partial L}{\\partial a} = 2(y - a)$$\n"


def run(*documents: Findings, verbose: bool = False) -> Any:
    """The only run of a log that has the objects of the standard."""
    log = json.loads(to_sarif(documents, verbose=verbose))
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    [found] = log["runs"]
    return found


def test_the_schema_is_a_schema_and_refuses_what_the_standard_refuses() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    log = json.loads(to_sarif([Findings(homework())]))
    log["runs"][0]["results"][-1]["level"] = "note"  # of an open result
    with pytest.raises(jsonschema.ValidationError, match="'none' was expected"):
        jsonschema.Draft202012Validator(SCHEMA).validate(log)


def test_a_log_without_documents_is_one() -> None:
    assert run()["results"] == []


def test_levels_are_those_of_verdicts() -> None:
    results = run(Findings(homework()))["results"]
    assert [(each["properties"]["verdict"], each["kind"], each["level"]) for each in results] == [
        ("wrong", "fail", "error"),
        ("right-if", "fail", "note"),
        ("follows", "fail", "note"),
        ("unchecked", "open", "none"),
    ]


def test_lines_that_are_unchecked_and_right_come_on_demand() -> None:
    results = run(Findings(homework()), verbose=True)["results"]
    assert [(each["properties"]["verdict"], each["level"]) for each in (results[0], results[-1])] == [
        ("right", "none"),
        ("unchecked", "note"),
    ]


def test_a_result_names_its_rule_its_place_and_its_evidence() -> None:
    found = run(Findings(homework()))
    result = found["results"][0]
    rule = found["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "wrong_variable"
    assert rule["name"] == "WrongVariable"
    assert rule["help"]["text"].startswith("A variable is wrong. One quantity stands where another one belongs")
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "hw.md"},
        "region": {
            "startLine": 5,
            "startColumn": 3,
            "endLine": 5,
            "endColumn": 20,
            "charOffset": 34,
            "charLength": 17,
            "snippet": {"text": "\\frac{dy}{dx} = x"},
        },
    }
    assert result["message"]["text"].splitlines() == [
        "the sides differ; x stands where w belongs: \\frac{dy}{dx} = w",
        "repair: x stands where w belongs",
        "right: \\frac{dy}{dx} = w",
        "read as: \\frac{dy}{dx} = x",
        "at: w = [1.5, 0.25], x = 2",
        "written: 2",
        "true: 0.333333",
    ]


def test_every_class_of_slips_is_a_rule_with_help() -> None:
    rules = {each["id"]: each for each in run()["tool"]["driver"]["rules"]}
    assert set(SLIPS) < set(rules)
    assert all(each["defaultConfiguration"]["level"] == "error" for name, each in rules.items() if name in SLIPS)
    assert len({each["help"]["text"] for each in rules.values()}) == len(rules)


def test_fingerprints_stay_when_lines_move_and_differ_for_equal_lines() -> None:
    def fingerprints(text: str) -> list[str]:
        results = run(Findings(check_source(Source("hw.md", text))), verbose=True)["results"]
        return [each["partialFingerprints"][FINGERPRINT] for each in results]

    [loss, slip] = fingerprints(ERROR)
    assert fingerprints(f"# A title\n\nWords.\n\n{ERROR.replace(' = 2', '  =  2')}") == [loss, slip]
    again = fingerprints(f"{ERROR}\nAnd once more:\n\n$$\\frac{{\\partial L}}{{\\partial a}} = 2(y - a)$$\n")
    assert again[:2] == [loss, slip]
    assert again[2] not in {loss, slip}


def test_a_cell_of_a_notebook_is_a_logical_place_in_its_file() -> None:
    cells = [{"cell_type": "code", "source": "1"}, {"cell_type": "markdown", "source": ["Hello\n", ERROR]}]
    results = run(Findings(check_source(Source("hw.ipynb", json.dumps({"cells": cells})))))["results"]
    assert results[0]["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "hw.ipynb"}},
            "logicalLocations": [{"name": "cell 1, line 4, column 3", "kind": "member"}],
        }
    ]


def test_several_documents_are_artifacts_of_one_run() -> None:
    found = run(Findings(homework("a b.md")), Findings(all_right()))
    assert [each["location"]["uri"] for each in found["artifacts"]] == ["a%20b.md", "fine.md"]


WRONG = r"""
Before it: $$h_j = \sigma(\sum_i w_{ij} x_i),\quad o = \sum_j v_j h_j$$ and so on.

$$L = (y - o)^2$$

\begin{align}
\frac{\partial L}{\partial v_j} &= \frac{\partial L}{\partial o} \frac{\partial o}{\partial v_j} \\\\
  &= 2 (y - o) h_j \,. \label{eq:v}
\end{align}

Then $\frac{\partial L}{\partial w_{ij}} = -2 (y - o) v_j (1 - h_j) x_i$, as above.
"""


def test_a_proved_correction_is_a_fix_and_put_in_its_place_the_line_is_right() -> None:
    found = Findings(check_source(Source("hw.md", WRONG), repairs=True))
    results = [each for each in run(found)["results"] if "fixes" in each]
    assert len(results) == 2
    for result in results:
        [fix] = result["fixes"]
        [change] = fix["artifactChanges"]
        [replacement] = change["replacements"]
        region = replacement["deletedRegion"]
        end = region["charOffset"] + region["charLength"]
        text = WRONG[: region["charOffset"]] + replacement["insertedContent"]["text"] + WRONG[end:]
        line = WRONG.split("\n")[region["startLine"] - 1]
        assert WRONG[region["charOffset"] :].startswith(line[region["startColumn"] - 1 :])
        again = check_source(Source("hw.md", text)).judgements
        assert [each.verdict.value for each in again].count("wrong") == 1
        assert change["artifactLocation"] == {"uri": "hw.md"}
        assert fix["description"]["text"] == result["message"]["text"].split("repair: ")[1].split("\n")[0]


def test_what_has_no_proved_correction_has_no_fix() -> None:
    assert all("fixes" not in each for each in run(Findings(check_source(Source("hw.md", WRONG))))["results"])
