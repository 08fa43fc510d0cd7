"""`backproof train`, `predict` and `evaluate` on the command line."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backproof.cli import main
from backproof.estimators import MLPRegressor

ROOT = Path(__file__).resolve().parent.parent
TREES = str(ROOT / "examples/trees.csv")
NETWORK = r"""
$$h_j = \tanh(\sum_i w_{ij} x_i + b_j)$$
$$z_k = \sum_j v_{jk} h_j + c_k$$
$$p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}$$
$$L = -\sum_k y_k \log p_k$$
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def model(tmp_path: Path, capsys: Capture) -> str:
    """A model of the trees, trained; what was printed is there to be read."""
    path = str(tmp_path / "trees.safetensors")
    settings = ["--layers", "8", "--epochs", "150", "--rate", "0.02", "-o", path]
    assert main(["train", TREES, "--target", "tree", *settings]) == 0
    return path


def test_training_says_what_is_done_to_each_column_and_how_it_ended(model: str, capsys: Capture) -> None:
    printed = capsys.readouterr().out.splitlines()
    assert "The target tree is one of 3 classes: beech, birch, oak." in printed
    assert any(line.startswith("Standardised") and "height, girth" in line for line in printed)
    assert any("bark" in line for line in printed)
    assert printed[-2].startswith("Trained 150 epochs, loss 0.")
    assert printed[-1] == f"Written: {model}"


def test_evaluation_prints_the_scores_as_text_and_as_json(model: str, capsys: Capture) -> None:
    capsys.readouterr()
    assert main(["evaluate", model, TREES, "--format", "json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert (scores["schema"], scores["rows"]) == ("backproof.scores/1", 120)
    assert scores["scores"]["accuracy"] > 0.9
    assert main(["evaluate", model, TREES]) == 0
    assert f"accuracy          {scores['scores']['accuracy']:.6g}" in capsys.readouterr().out


def test_predictions_are_a_table_with_a_label_and_probabilities_for_each_row(model: str, tmp_path: Path) -> None:
    found = tmp_path / "found.csv"
    assert main(["predict", model, TREES, "-o", str(found)]) == 0
    with found.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 120
    shares = [float(rows[0][f"probability of {tree}"]) for tree in ("beech", "birch", "oak")]
    assert sum(shares) == pytest.approx(1)
    assert rows[0]["tree"] == ("beech", "birch", "oak")[shares.index(max(shares))]


def test_a_new_category_is_said_and_with_strict_refused(model: str, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "other.csv"
    other.write_text("height,girth,bark\n20,150,stripy\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["predict", model, str(other)]) == 0
    assert "stripy" in capsys.readouterr().err
    assert main(["predict", model, str(other), "--strict"]) == 2
    assert "stripy" in capsys.readouterr().err


def test_a_number_is_predicted_on_its_own_scale(tmp_path: Path, capsys: Capture) -> None:
    path = str(tmp_path / "girth.safetensors")
    settings = ["--layers", "", "--solver", "lbfgs", "--alpha", "0", "-o", path]
    data = tmp_path / "line.csv"
    data.write_text("x,y\n" + "".join(f"{i},{100 + 7 * i}\n" for i in range(30)), encoding="utf-8")
    assert main(["train", str(data), "--target", "y", *settings]) == 0
    assert "The target is standardised" in capsys.readouterr().out
    assert main(["predict", path, str(data)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "y"
    assert float(printed[4]) == pytest.approx(100 + 7 * 3, abs=0.05)


@pytest.mark.parametrize(("option", "value"), [("--loss", r"(\hat y - y)^2"), ("--model", "")])
def test_a_target_that_stays_as_it_is_is_said_with_its_size(
    option: str, value: str, tmp_path: Path, capsys: Capture
) -> None:
    network, data = tmp_path / "line.md", tmp_path / "line.csv"
    network.write_text(r"$o = \sum_j v_j x_j + c$ and $L = (o - y)^2$", encoding="utf-8")
    data.write_text("x,y\n" + "".join(f"{i},{100 + 7.5 * i}\n" for i in range(30)), encoding="utf-8")
    settings = ["--target", "y", "--epochs", "2", "-o", str(tmp_path / "line.safetensors")]
    assert main(["train", str(data), option, value or str(network), *settings]) == 0
    said = f"The target is not standardised, since {option} says what it means: mean 208.75, deviation 64.9"
    assert said in capsys.readouterr().out


def test_a_network_written_as_equations_is_trained(tmp_path: Path, capsys: Capture) -> None:
    network, path = tmp_path / "network.md", str(tmp_path / "model.safetensors")
    network.write_text(NETWORK, encoding="utf-8")
    settings = ["--model", str(network), "--sizes", "j=6", "--rate", "0.05", "-o", path]
    assert main(["train", TREES, "--target", "tree", *settings]) == 0
    capsys.readouterr()
    assert main(["evaluate", path, TREES, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["scores"]["accuracy"] > 0.9


def test_training_goes_on_from_a_checkpoint_to_the_same_file(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole.safetensors", tmp_path / "parts.safetensors"
    command = ["train", TREES, "--target", "tree", "--layers", "4", "--epochs", "12"]
    assert main([*command, "-o", str(whole)]) == 0
    assert main([*command, "-o", str(parts), "--checkpoint", "5"]) == 0
    assert main([*command, "-o", str(parts), "--resume"]) == 0
    assert parts.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--target", "tre"], "did you mean tree?"),
        (["--target", "tree", "--loss", "hinje"], "there is no loss of this name"),
        (["--target", "tree", "--solver", "adm"], "write solver='adam'"),
        (["--target", "tree", "--model", "nowhere.md"], "nowhere.md"),
    ],
)
def test_what_can_not_be_used_is_said_and_nothing_is_written(
    options: list[str], said: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "model.safetensors"
    assert main(["train", TREES, *options, "-o", str(path)]) == 2
    assert said in capsys.readouterr().err
    assert not path.exists()


def test_a_model_file_that_cannot_be_written_is_said(capsys: Capture) -> None:
    command = ["train", TREES, "--target", "tree", "--layers", "2", "--epochs", "1"]
    assert main([*command, "-o", "/nowhere/model.safetensors"]) == 2
    assert "/nowhere/model.safetensors" in capsys.readouterr().err


def test_a_learning_curve_is_drawn(tmp_path: Path, capsys: Capture) -> None:
    pytest.importorskip("matplotlib", reason="a picture of the learning curve needs matplotlib")
    picture = tmp_path / "curve.png"
    command = ["train", TREES, "--target", "tree", "--layers", "2", "--epochs", "3", "--held-out", "0.2"]
    assert main([*command, "-o", str(tmp_path / "model.safetensors"), "--curve", str(picture)]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"Written: {picture}" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_on_a_terminal_a_bar_tells_epoch_loss_rate_and_time(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415  # not on Windows

    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "backproof",
        "train",
        TREES,
        "--target",
        "tree",
        "--epochs",
        "400",
        "--layers",
        "4",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(
        [*command, "-o", str(tmp_path / "m.safetensors")], stderr=theirs, stdout=subprocess.DEVNULL, env=environment
    )
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):  # the end of a pseudo-terminal is an error
        while piece := os.read(ours, 4096):
            seen += piece
    assert process.wait() == 0
    assert re.search(rb"\d+/400.*loss \d\.\d{5}, rate 0\.001", seen)


@pytest.mark.parametrize("layers", ["8,x", "0", "-3"])
def test_layers_are_whole_numbers(layers: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["train", TREES, "--target", "tree", f"--layers={layers}", "-o", "model.safetensors"])
    assert f"layers are whole numbers from 1, such as 32,16; got {layers!r}" in capsys.readouterr().err


def test_a_model_that_was_trained_on_arrays_is_refused(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "arrays.safetensors"
    MLPRegressor((), solver="lbfgs").fit([[0.0], [1.0]], [0.0, 1.0]).save(path)
    assert main(["evaluate", str(path), TREES]) == 2
    said = capsys.readouterr().err
    assert "says nothing of the columns of a table" in said
    assert "expected: a model that `backproof train` wrote" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--held-out", "0"], "the parameter validation_fraction can't be used"),
        (["--batch", "0"], "the parameter batch_size can't be used"),
        (["--seed", "-1"], "the parameter random_state can't be used"),
    ],
)
def test_nothing_is_no_number_that_is_left_out(options: list[str], said: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "trees.safetensors"
    assert main(["train", TREES, "--target", "tree", "-o", str(path), *options]) == 2
    assert said in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("option", ["--activation=tanh", "--loss=cross_entropy", "--dropout=0.1", "--alpha=0"])
def test_what_equations_say_is_no_option_beside_them(option: str, tmp_path: Path, capsys: Capture) -> None:
    network = tmp_path / "network.md"
    network.write_text(NETWORK, encoding="utf-8")
    command = ["train", TREES, "--target", "tree", "--model", str(network), "-o", str(tmp_path / "m.safetensors")]
    assert main([*command, option]) == 2
    said = capsys.readouterr().err
    assert f"{option.partition('=')[0]} says nothing of a network that is written as equations" in said
    assert "into the equations, or leave --model out" in said
