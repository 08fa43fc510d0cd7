"""Models whose layers have a letter, with the units of each layer; and matrices with a row for each sample."""

from __future__ import annotations

import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV

from backproof import Model
from backproof.cli import main
from backproof.estimators import EquationEstimator, load
from backproof.estimators.settings import InvalidSetting
from backproof.source import BackproofError
from tests.emit.running import needs, run
from tests.estimators.samples import UNFINISHED, iris, line

pytestmark = UNFINISHED
SQUARES = r"C = \frac12 \|a^L - y\|^2"
SPELLINGS: dict[str, str | list[str]] = {
    "matrices": [r"a^l = \sigma(W^l a^{l-1} + b^l)", SQUARES],
    "indices": [
        r"z^l_j = \sum_k W^l_{jk} a^{l-1}_k + b^l_j", r"a^l_j = \sigma(z^l_j)", r"C = \frac12 \sum_j (a^L_j - y_j)^2",
    ],
    "parentheses": r"$z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}$, $a^{(l)} = \sigma(z^{(l)})$, $a^{(0)} = x$, "
                   r"$C = \frac12 \|a^{(L)} - y\|^2$",
    "brackets": r"$z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}$, $a^{[l]} = \sigma(z^{[l]})$, $a^{[0]} = x$, "
                r"$\hat y = a^{[L]}$, $C = \frac12 \|\hat y - y\|^2$",
    "subscripts": r"$a_l = \sigma(W_l a_{l-1} + b_l)$, $a_0 = x$, $C = \frac12 \|a_L - y\|^2$",
    "rows": r"$A^l = \sigma(A^{l-1} W^l + b^l)$, $A^0 = X$, $C = \frac{1}{2n} \|A^L - Y\|^2$",
}  # fmt: skip
ONE_NUMBER = r"$o = X w + b$, $C = \frac1n \|o - y\|^2$"


def written_out(depth: int, rows: bool = False) -> list[str]:
    """The same network with a number for each layer, in index form."""
    below, lines = "x_i", []
    letters = list("ijkmpq"[: depth + 1])
    for layer, (i, j) in enumerate(pairwise(letters), 1):
        weight = f"W^{{({layer})}}_{{{i}{j}}}" if rows else f"W^{{({layer})}}_{{{j}{i}}}"
        head = f"a^{{({layer})}}_{j}"
        lines.append(rf"{head} = \sigma(\sum_{i} {weight} {below} + b^{{({layer})}}_{j})")
        below = head
    last = letters[-1]
    return [*lines, rf"C = \frac12 \sum_{last} ({below} - y_{last})^2"]


def fitted(model: Any, X: Any, y: Any, **settings: Any) -> Any:
    return EquationEstimator(model, solver="lbfgs", max_iter=30, random_state=0, **settings).fit(X, y)


@pytest.mark.parametrize("layers", [(), (5,), (6, 4), (4, 4, 3)])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_layers_by_letter_learn_what_layers_by_number_learn(spelling: str, layers: tuple[int, ...]) -> None:
    X, y = iris()
    found = fitted(SPELLINGS[spelling], X, y, layers=layers)
    sizes = dict(zip("jkmp", layers, strict=False))
    other = fitted(written_out(len(layers) + 1, spelling == "rows"), X, y, sizes=sizes)
    units = [4, *layers, 3]
    shapes = [array.shape for array in found.parameters_.values() if array.ndim == 2]
    turned = [shape if spelling == "rows" else shape[::-1] for shape in shapes]
    assert sorted(turned) == sorted(pairwise(units))
    np.testing.assert_allclose(found.predict_proba(X), other.predict_proba(X), rtol=1e-5, atol=1e-6)


def test_a_document_may_say_how_many_layers_there_are() -> None:
    text = r"$a^l = \tanh(W^l a^{l-1} + b^l)$ for $l = 1, \dots, L$ with $L = 4$, and $C = \|a^L - y\|^2$."
    assert Model.from_document(text).parameters == ("W^1", "b^1", "W^2", "b^2", "W^3", "b^3", "W^4", "b^4")
    assert Model.from_document(text, depth=2).parameters == ("W^1", "b^1", "W^2", "b^2")
    assert "L" not in {each.symbol.name for each in Model.from_document(text).definitions}
    X, y = line()
    assert fitted(text, X, y, layers=(4, 3, 2)).parameters_["W^4"].shape == (1, 2)
    with pytest.raises(InvalidSetting) as caught:
        fitted(text, X, y, layers=(4, 3))
    assert caught.value.diagnostic.message.endswith("which has 4 layers with a number")
    assert caught.value.diagnostic.expected == "the units of layers 1 to 3"


def test_a_last_layer_that_is_no_output_has_units_too() -> None:
    X, y = line()
    residual = [
        r"h^l = h^{l-1} + \tanh(W^l h^{l-1} + b^l)", r"h^0 = U x", r"\hat y = v^T h^L", r"C = (\hat y - y)^2",
    ]  # fmt: skip
    found = fitted(residual, X, y, layers=(5, 5))
    assert {name: array.shape for name, array in found.parameters_.items()} == {
        "U": (5, 3), "W^1": (5, 5), "b^1": (5,), "W^2": (5, 5), "b^2": (5,), "v": (5,)
    }  # fmt: skip
    with pytest.raises(InvalidSetting, match="layer 2 is as wide as another one"):
        fitted(residual, X, y, layers=(5, 4))


@pytest.mark.parametrize(
    ("model", "layers", "message"),
    [
        ([r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"], (4,), "which has no layers with a number"),
        (SPELLINGS["matrices"], (4, 0), "the units of layers can't be used"),
        (SPELLINGS["matrices"], "4", "the units of layers can't be used"),
        (SPELLINGS["matrices"], (3,) * 40, "this is no number of layers"),
    ],
)
def test_units_that_fit_no_layer_are_refused(model: Any, layers: Any, message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        fitted(model, *line(), layers=layers)


def test_layers_without_units_are_asked_for_them() -> None:
    with pytest.raises(InvalidSetting) as caught:
        fitted(SPELLINGS["matrices"], *iris())
    assert caught.value.diagnostic.advice == "give layers=(16, 16), the units of the hidden layers"


def test_a_depth_of_no_layers_is_refused() -> None:
    with pytest.raises(BackproofError, match="this is no number of layers"):
        Model.from_document(r"$a^l = \sigma(W^l a^{l-1})$", depth=0)


def test_the_units_are_a_setting_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Processes of their own would each say that there is no native engine.
    monkeypatch.setenv("BACKPROOF_ENGINE", "numpy")
    X, y = iris()
    search = GridSearchCV(
        EquationEstimator(SPELLINGS["matrices"], solver="lbfgs", max_iter=20, random_state=0),
        {"layers": [(2,), (6,), (6, 4)]}, cv=2, n_jobs=2, error_score="raise",
    ).fit(X, y)  # fmt: skip
    assert search.best_params_["layers"] in [(2,), (6,), (6, 4)]
    best = search.best_estimator_
    assert clone(best).get_params()["layers"] == best.layers
    best.save(tmp_path / "deep.safetensors")
    for other in (load(tmp_path / "deep.safetensors"), pickle.loads(pickle.dumps(best))):
        np.testing.assert_array_equal(other.predict(X), best.predict(X))
    assert r"a_ni¹ = σ(∑_j W_ij¹ a_nj⁰ + b_i¹)" in best.show()
    assert "∂C/∂" in str(best.derivation())


def test_a_model_by_letter_is_exported() -> None:
    needs("onnx")
    needs("onnxruntime")
    X, y = iris()
    found = fitted(SPELLINGS["rows"], X, y, layers=(5,))
    shares = run(found.to_onnx(dtype="float64"), {"X": X})["probabilities"]
    np.testing.assert_allclose(shares, found.predict_proba(X), atol=1e-9)


def test_the_command_line_takes_the_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network, path = tmp_path / "network.md", tmp_path / "trees.safetensors"
    lines = [r"z^l = W^l a^{l-1} + b^l", r"a^l = \tanh(z^l)", r"p = \mathrm{softmax}(z^L)", r"C = -y^T \log p"]
    network.write_text("\n\n".join(f"$${each}$$" for each in lines), encoding="utf-8")
    table = str(Path(__file__).resolve().parents[2] / "examples/trees.csv")
    command = ["train", table, "--target", "tree", "--model", str(network), "-o", str(path), "--solver", "lbfgs"]
    assert main([*command, "--layers", "8"]) == 0
    assert load(path).parameters_["W^2"].shape == (3, 8)
    assert main(["evaluate", str(path), table]) == 0
    assert "accuracy" in capsys.readouterr().out


def test_a_bias_beside_rows_is_one_number_and_in_a_layer_one_for_each_unit() -> None:
    X, y = line()
    found = fitted(ONE_NUMBER, X, y)
    assert found.parameters_["b"].shape == ()
    whole, *_ = np.linalg.lstsq(np.c_[X, np.ones(len(X))], y, rcond=None)
    np.testing.assert_allclose(found.predict(X), np.c_[X, np.ones(len(X))] @ whole, atol=1e-3)
    layer = r"$A = \tanh(X W + b)$, $o = A v + c$, $C = \frac1n \|o - y\|^2$"
    index = [r"a_j = \tanh(\sum_i x_i W_{ij} + b_j)", r"o = \sum_j a_j v_j + c", r"C = (o - y)^2"]
    one, other = (fitted(model, X, y, sizes={"j": 5}) for model in (layer, index))
    np.testing.assert_allclose(one.predict(X), other.predict(X), rtol=1e-6)
    assert one.parameters_["b"].shape == (5,)


def test_a_bias_with_an_index_is_what_is_written() -> None:
    X, y = line()
    lines = [r"o_i = \sum_j X_{ij} w_j + b_i", r"C = \frac1n \sum_i (o_i - y_i)^2"]
    with pytest.raises(InvalidSetting, match="n only divides, as the number of samples does"):
        fitted(lines, X, y)


def test_one_column_of_numbers_for_a_target_with_an_index_is_no_class() -> None:
    X, y = line()
    found = fitted(SPELLINGS["matrices"], X, y, layers=(3,))
    assert found.predict(X).shape == y.shape
    assert not hasattr(found, "classes_")
