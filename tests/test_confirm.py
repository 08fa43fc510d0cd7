"""Refuted lines against transcriptions by hand: a false alarm and a line that nobody transcribed are found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from backproof.check.document import check_source
from tools.confirm import CONFIRMED, FALSE_ALARM, main, said
from tools.evaluations import printed, slope

TEXT = "$$L = (y - a)^2$$\n\n$$\\frac{\\partial L}{\\partial a} = 2(y - a)$$\n"
PLACE = ("hw", 3, 1)


def run(tmp_path: Path, lines: dict[tuple[str, int, int], object]) -> int:
    (tmp_path / "hw.md").write_text(TEXT, encoding="utf-8")
    return main([str(tmp_path)], check=check_source, lines=lines)  # type: ignore[arg-type] # sides are plain lambdas


def test_a_slip_that_a_person_confirmed_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, {PLACE: (lambda: 2 * (3 - 1), lambda: slope(lambda a: (3 - a) ** 2, 1.0))}) == 0
    assert "1 confirmed, 0 FALSE ALARM, 0 not transcribed" in capsys.readouterr().out


def test_a_refuted_line_that_is_right_by_hand_is_a_false_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, {PLACE: (lambda: -4.0, lambda: -4.0)}) == 1
    assert "FALSE ALARM: hw:3 (1)" in capsys.readouterr().out


def test_a_refuted_line_that_nobody_transcribed_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, {}) == 1
    assert "not transcribed: hw:3 (1)" in capsys.readouterr().out


def test_labelled_documents_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labels.json").write_text(
        '[{"doc": "hw", "latex": "L", "kind": "claim", "verdict": "right"}]', encoding="utf-8"
    )
    assert run(tmp_path, {}) == 0
    assert "0 confirmed" in capsys.readouterr().out


def test_without_a_corpus_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nothing")]) == 0
    assert capsys.readouterr().out.startswith("Skipped")


def test_a_side_without_a_value_is_not_the_other_side() -> None:
    assert said((lambda: np.ones((2, 3)) @ np.ones((2, 3)), lambda: np.ones((2, 3)))) == CONFIRMED


def test_a_result_that_rounds_to_what_is_printed_is_a_false_alarm() -> None:
    assert said(printed(0.33, 1 / 3, 2)) == FALSE_ALARM
