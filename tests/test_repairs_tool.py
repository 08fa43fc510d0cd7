"""The figures of repairs: classes are compared with labels and with planted slips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.repairs import kinds, main

DOCUMENT = r"""
$$h_j = \sigma(\sum_i w_{ij} x_i)$$

$$o = \sum_j v_j h_j$$

$$L = (y - o)^2$$

$$\frac{\partial L}{\partial v_j} = -2 (y - o) h_j$$

$$\frac{\partial L}{\partial y} = (y - o)$$
"""


def test_labels_and_planted_slips_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hw.md").write_text(DOCUMENT)
    label = {"doc": "hw", "kind": "gradient", "verdict": "wrong", "error_class": "wrong_constant+notation"}
    label["latex"] = r"\frac{\partial L}{\partial y} = (y - o)"
    (tmp_path / "truth.json").write_text(json.dumps([label]))
    assert main([str(tmp_path), str(tmp_path / "hw.md"), "--limit", "1"]) == 0
    printed = capsys.readouterr().out
    labels, planted = printed.split("planted slips")
    assert labels.splitlines()[2].split() == ["wrong_constant+notation", "1", "100.0%", "100.0%"]
    named = [line.split()[-2:] for line in planted.splitlines() if line.startswith("all ")]
    assert [float(each.rstrip("%")) >= 80 for each in named[0]] == [True, True]


def test_without_labels_a_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nowhere")]) == 0
    assert capsys.readouterr().out == f"Skipped: there are no labels at {tmp_path / 'nowhere'}.\n"


def test_kin_counts_and_nothing_else_does() -> None:
    assert kinds("wrong_variable") == kinds("wrong_bound") != kinds("wrong_sign")
