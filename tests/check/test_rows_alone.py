"""Vectors that are rows for the sake of one line: the line assumes it."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

UNIT = r"q = \frac{x}{\|x\|}"


def test_rows_that_one_line_alone_shows_are_assumed_for_it() -> None:
    found = judged(displays(UNIT, r"\frac{\partial q}{\partial x} = \frac{1}{\|x\|} (I - q^\top q)"))[-1]
    assert found.verdict.value == "right-if"
    assert "vectors are rows, which no other line shows" in found.assumes
    slip = displays(UNIT, r"\frac{\partial q}{\partial x} = \frac{1}{\|x\|} (I + q^\top q)")
    assert verdicts(slip)[-1] not in {"right", "right-if"}


def test_columns_need_no_line_that_shows_them() -> None:
    assert verdicts(displays(UNIT, r"\frac{\partial q}{\partial x} = \frac{1}{\|x\|} (I - q q^\top)"))[-1] == "right"


def test_rows_that_a_definition_shows_are_those_of_the_document() -> None:
    layer = "z = x W + b", r"L = \frac12 \|z - y\|^2"
    assert verdicts(displays(*layer, r"\frac{\partial L}{\partial W} = x^\top (z - y)"))[-1] == "right"
    assert verdicts(displays(*layer, r"\frac{\partial L}{\partial W} = (z - y) x^\top"))[-1] == "wrong"
