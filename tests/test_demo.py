"""The homework of the demo: two slips were planted in it, and they are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backproof.cli import main

HOMEWORK = Path(__file__).parent.parent / "examples" / "homework.md"
SLIPS = [
    r"\frac{\partial H_j}{\partial w_{ij}} = H_j X_i",
    r"= -2(y - O_0) \gamma_{i0} H_j (1 - H_j) X_i",
]


def test_the_planted_slips_are_wrong_and_nothing_else_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(HOMEWORK)]) == 1
    statements: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["documents"][0]["statements"]
    wrong = [each for each in statements if each["verdict"] in {"wrong", "follows"}]
    assert [each["latex"] for each in wrong] == SLIPS
    assert all(each["counterexample"] for each in wrong)
    assert {each["verdict"] for each in statements} >= {"right", "right-if", "wrong"}
