"""``backproof export``: a trained table as an ONNX model, whose inputs are said."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from backproof.cli import main
from backproof.estimators.tabular import load
from backproof.train.tables import read
from tests.emit.running import DTYPES, agree, needs, run

needs("onnx")
needs("onnxruntime")
Capture = pytest.CaptureFixture[str]
TREES = "examples/trees.csv"


def trained(folder: Path, target: str) -> Path:
    path = folder / "model.safetensors"
    assert main(["train", TREES, "--target", target, "--layers", "4", "--epochs", "3", "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("target", ["tree", "height"])
def test_another_runtime_predicts_what_predict_does(target: str, dtype: str, tmp_path: Path) -> None:
    path, output = trained(tmp_path, target), tmp_path / "model.onnx"
    assert main(["export", str(path), "-o", str(output), "--dtype", dtype]) == 0
    model = load(path)
    table = read(TREES, text=model.encoding.text)
    found = run(needs("onnx").load(output), {"X": model.encoding.inputs(table).values.astype(dtype)})
    expected = model.predict(table)
    if target == "tree":
        assert (found["label"] == expected[target]).all()
        shares = np.column_stack([each for name, each in expected.items() if name != target])
        agree(found["probabilities"], shares.astype(dtype), dtype)
    else:
        agree(found["variable"][:, 0], expected[target].astype(dtype), dtype)


def test_the_encoded_features_are_said_and_kept_in_the_metadata(tmp_path: Path, capsys: Capture) -> None:
    path, output = trained(tmp_path, "tree"), tmp_path / "model.onnx"
    capsys.readouterr()
    main(["export", str(path), "-o", str(output)])
    said = capsys.readouterr().out
    assert "The input X has 6 columns, which are encoded features and not the columns of the table:" in said
    assert "    3  1 where bark = rough, else 0" in said
    assert "    1  (girth - 158.586) / 61.6667, 0 where it is missing" in said
    assert f"Written: {output}" in said
    metadata = {each.key: each.value for each in needs("onnx").load(output).metadata_props}
    encoding = load(path).encoding
    assert json.loads(metadata["features"]) == list(encoding.features)
    assert json.loads(metadata["encoding"]) == encoding.to_json()
    assert metadata["target"] == "tree"


def test_a_file_that_can_not_be_written_or_read_is_said(tmp_path: Path, capsys: Capture) -> None:
    path = trained(tmp_path, "tree")
    assert main(["export", str(path), "-o", str(tmp_path / "nowhere" / "model.onnx")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "other.safetensors"), "-o", str(tmp_path / "model.onnx")]) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert not (tmp_path / "model.onnx").exists()
