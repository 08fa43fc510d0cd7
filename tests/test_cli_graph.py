"""`backproof graph` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backproof.cli import main

ROOT = Path(__file__).resolve().parent.parent
MODEL, VALUES = str(ROOT / "examples/two-layers.md"), str(ROOT / "examples/two-layers.toml")
Capture = pytest.CaptureFixture[str]


def test_without_a_file_the_graph_is_printed_for_graphviz(capsys: Capture) -> None:
    assert main(["graph", MODEL]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("digraph backproof {")
    assert "FONT COLOR" not in printed.partition("label=<")[0]


def test_values_and_gradients_stand_along_the_edges(capsys: Capture) -> None:
    assert main(["graph", MODEL, "--values", VALUES, "--decimals", "6"]) == 0
    printed = capsys.readouterr().out
    for number in ("(0.3775, 0.3925)", "(0.593270, 0.596884)", "(0.138499, -0.038098)", "0.298371"):
        assert number in printed


@pytest.mark.skipif(shutil.which("dot") is None, reason="there is no Graphviz here to draw with")
def test_a_picture_is_written(tmp_path: Path) -> None:
    assert main(["graph", MODEL, "--values", VALUES, "-o", str(tmp_path / "graph.svg")]) == 0
    assert "</svg>" in (tmp_path / "graph.svg").read_text(encoding="utf-8")


def test_text_needs_no_graphviz_and_pictures_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["graph", MODEL, "-o", str(tmp_path / "graph.dot")]) == 0
    assert main(["graph", MODEL, "-o", str(tmp_path / "graph.svg")]) == 2
    assert "there is no Graphviz here" in capsys.readouterr().err
    assert not (tmp_path / "graph.svg").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: Capture) -> None:
    assert main(["graph", MODEL, "-o", str(tmp_path / "none" / "graph.dot")]) == 2
    said = capsys.readouterr().err
    assert "can't be written: No such file or directory" in said
    assert "expected: a file in a folder that takes it" in said
    assert "to do:    make the folder, or name another file" in said


def test_an_ending_that_is_no_picture_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert main(["graph", MODEL, "-o", str(tmp_path / "graph.txt")]) == 2
    assert "there is no picture of this kind: graph.txt" in capsys.readouterr().err
