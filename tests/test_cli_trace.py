"""`backproof trace` on the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from backproof.api import check
from backproof.cli import main

ROOT = Path(__file__).resolve().parent.parent
TWO_LAYERS = ["trace", str(ROOT / "examples/two-layers.md"), "--values", str(ROOT / "examples/two-layers.toml")]
Capture = pytest.CaptureFixture[str]


def test_the_example_prints_forward_backward_the_step_and_what_follows(capsys: Capture) -> None:
    assert main([*TWO_LAYERS, "--rate", "0.5", "--freeze", "b,c"]) == 0
    printed = capsys.readouterr().out
    for line in ("= 0.3775", "≈ 0.1498", "b and c keep their values.", "E falls from 0.2984 to 0.2910."):
        assert line in printed


def test_without_a_rate_there_is_no_step(capsys: Capture) -> None:
    assert main(TWO_LAYERS) == 0
    assert "The step" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("example", "numbers"),
    [
        ("two-layers", ["1.105905967", "0.298371109", "0.082167041", "0.186815602", "0.358916480", "0.149780716"]),
        ("softmax", ["0.626676754", "-0.005179161", "5.963346773", "-1.853387093", "0.536701099", "0.214645871"]),
    ],
)
def test_the_markdown_of_the_examples_has_the_known_numbers_and_is_right_throughout(
    tmp_path: Path, example: str, numbers: list[str]
) -> None:
    files = [str(ROOT / "examples" / f"{example}.md"), "--values", str(ROOT / "examples" / f"{example}.toml")]
    freeze = ["--freeze", "b,c"] if example == "two-layers" else []
    written = tmp_path / "out.md"
    options = ["--rate", "0.5", *freeze, "--decimals", "9", "--format", "markdown", "-o", str(written)]
    assert main(["trace", *files, *options]) == 0
    text = written.read_text(encoding="utf-8")
    assert [each for each in numbers if each not in text] == []
    assert all(each.verdict.value == "right" for each in check(written))


@pytest.mark.parametrize(("format", "start"), [("latex", "\\documentclass"), ("html", "<!DOCTYPE html>")])
def test_there_are_faces_for_tex_and_browsers(capsys: Capture, format: str, start: str) -> None:
    assert main([*TWO_LAYERS, "--format", format]) == 0
    assert capsys.readouterr().out.startswith(start)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--rate", "0"], "the rate is no positive number"),
        (["--rate", "1", "--freeze", "x"], "there is no parameter x"),
        (["--freeze", "w"], "values are frozen, and there is no step"),
        (["--step", "ascent"], "a step is named, and there is none"),
        (["--wrt", "q"], "there is no input q"),
        (["--of", "h"], "h is no number"),
    ],
)
def test_what_does_not_fit_is_said_on_standard_error(capsys: Capture, options: list[str], message: str) -> None:
    assert main([*TWO_LAYERS, *options]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err


def test_a_model_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    text = (ROOT / "examples/two-layers.md").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["trace", "-", *TWO_LAYERS[2:]]) == 0
    assert "0.2984" in capsys.readouterr().out


def test_what_is_wrong_with_the_loss_is_no_fault_of_the_values(capsys: Capture) -> None:
    assert main([*TWO_LAYERS, "--of", "h"]) == 2
    assert capsys.readouterr().err.startswith("backproof: h is no number")


def test_a_model_that_is_not_there_is_named(capsys: Capture) -> None:
    assert main(["trace", "none.md", "--values", "none.toml"]) == 2
    assert "none.md" in capsys.readouterr().err


def test_decimals_are_a_number(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main([*TWO_LAYERS, "--decimals", "many"])
    assert "from 0 to 30; got 'many'" in capsys.readouterr().err
