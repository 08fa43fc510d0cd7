"""Estimators and pipelines as ONNX models: onnxruntime predicts what the estimator does."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_multilabel_classification
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.neural_network import MLPClassifier as Theirs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from backproof.estimators import EquationEstimator, MLPClassifier, MLPRegressor
from backproof.estimators.equations import ALIASES
from backproof.estimators.onnx import register
from backproof.source import BackproofError
from tests.emit.running import DTYPES, Array, agree, needs, run
from tests.estimators.samples import iris, line, moons

needs("onnx")
needs("onnxruntime")
SHORT: dict[str, Any] = {"max_iter": 3, "random_state": 0}
SOFTMAX = [r"z_k = \sum_i w_{ik} x_i + b_k", r"p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}", r"L = -\sum_k y_k \log p_k"]
RESIDUAL = [
    r"h_j = \tanh(\sum_i w_{ij} x_i + b_j)", r"g_k = h_k + \tanh(\sum_j v_{jk} h_j + c_k)",
    r"o = \lambda \sum_k u_k g_k + d", r"L = \frac12 (o - y)^2",
]  # fmt: skip
TWO_INPUTS = [r"o = \sum_i w_i a_i + v b + \sum_j \sum_k u_{jk} c_{jk}", r"L = (o - y)^2"]
NORMED = [
    r"z_j = \sum_i w_{ij} x_i", r"m = \frac14 \sum_j z_j", r"v = \frac14 \sum_j (z_j - m)^2",
    r"o = \sum_j u_j \frac{z_j - m}{\sqrt{v + 1/100}}", r"L = (o - y)^2",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def names() -> tuple[Array, Array]:
    """Iris with the names of its classes."""
    X, y = iris()
    return X, np.array(["setosa", "versicolor", "virginica"])[y]


def compare(estimator: Any, X: Array, dtype: str) -> dict[str, Array]:
    """The outputs of the exported model, which are those of the estimator."""
    X = X.astype(dtype)
    found = run(estimator.to_onnx(dtype=dtype), {"X": X})
    if "variable" in found:
        expected = np.asarray(estimator.predict(X)).reshape(len(X), -1)
        agree(found["variable"], expected.astype(dtype), dtype)
    else:
        shares = estimator.predict_proba(X)
        agree(found["probabilities"], shares.astype(dtype), dtype)
        sure = np.ptp(np.sort(shares, axis=1)[:, -2:], axis=1) > 1e-5 if shares.shape[1] > 1 else slice(None)
        assert (found["label"][sure] == estimator.predict(X)[sure]).all()
    return found


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("rows", [1, 1000])
def test_classes_by_name(rows: int, dtype: str) -> None:
    clf = MLPClassifier((6, 4), activation=("tanh", "relu"), **SHORT).fit(*names())
    found = compare(clf, np.random.default_rng(0).normal(size=(rows, 4)), dtype)
    assert list(found) == ["label", "probabilities"]
    assert set(found["label"]) <= {"setosa", "versicolor", "virginica"}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("labels", [[0, 1], [-7, 5], ["no", "yes"], [False, True]])
def test_two_classes_have_two_probabilities(labels: list[Any], dtype: str) -> None:
    X, y = moons()
    found = compare(MLPClassifier((4,), **SHORT).fit(X, np.array(labels)[y]), X, dtype)
    assert found["probabilities"].shape == (60, 2)
    assert found["label"].dtype == (object if isinstance(labels[0], str) else np.int64)


@pytest.mark.parametrize("dtype", DTYPES)
def test_several_labels_at_once(dtype: str) -> None:
    X, y = make_multilabel_classification(50, 5, n_classes=3, random_state=0)
    found = compare(MLPClassifier((4,), **SHORT).fit(X, y), X, dtype)
    assert found["label"].shape == found["probabilities"].shape == (50, 3)


@pytest.mark.filterwarnings("ignore:all targets are of one class")
def test_one_class_only() -> None:
    X, y = moons()
    found = compare(MLPClassifier((4,), **SHORT).fit(X, np.full_like(y, 3)), X, "float32")
    assert (found["label"] == 3).all()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "activation", [*sorted(ALIASES.keys() - {"log_loss"}), r"z \sigma(1.3 z)", r"\max(0, u) + \frac{u}{10}"]
)
def test_activations_by_other_names_and_as_equations(activation: str, dtype: str) -> None:
    X, y = line()
    compare(MLPRegressor((4, 3), activation=activation, **SHORT).fit(X, y), X, dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("features", [1, 3])
@pytest.mark.parametrize("hidden", [(), (1,), (5,)])
def test_numbers_from_any_number_of_features_and_units(hidden: tuple[int, ...], features: int, dtype: str) -> None:
    X, y = line(features=features)
    assert list(compare(MLPRegressor(hidden, **SHORT).fit(X, y), X, dtype)) == ["variable"]
    compare(MLPRegressor(hidden, **SHORT).fit(X, np.column_stack([y, -y])), X, dtype)


@pytest.mark.parametrize(
    ("loss", "settings"),
    [
        ("poisson", {}),
        ("huber", {}),
        (r"\log\cosh(\hat y - y)", {}),
        ("squared_error", {"output_activation": "softplus"}),
    ],
)
def test_links_of_losses_are_exported_with_the_network(loss: str, settings: dict[str, Any]) -> None:
    X, y = line()
    compare(MLPRegressor((3,), loss=loss, **settings, **SHORT).fit(X, np.abs(y)), X, "float64")


@pytest.mark.parametrize("dtype", DTYPES)
def test_equations_with_residuals_and_constants(dtype: str) -> None:
    X, y = line()
    network = EquationEstimator(RESIDUAL, sizes={"j": 5}, constants={"lambda": 0.3}, **SHORT).fit(X, y)
    compare(network, X, dtype)
    assert "g_k = h_k + tanh(" in network.to_onnx().doc_string


@pytest.mark.parametrize("dtype", DTYPES)
def test_equations_with_a_normalised_layer(dtype: str) -> None:
    X, y = line()
    compare(EquationEstimator(NORMED, sizes={"j": 4}, **SHORT).fit(X, y), X, dtype)


def test_equations_with_classes_and_with_several_inputs() -> None:
    X, y = names()
    assert "label" in compare(EquationEstimator(SOFTMAX, **SHORT).fit(X, y), X, "float64")
    X, target = line(features=9)
    sizes = {"i": 2, "j": 2, "k": 3}
    compare(EquationEstimator(TWO_INPUTS, inputs=["a", "b", "c"], sizes=sizes, **SHORT).fit(X, target), X, "float64")


def test_float32_is_kept_and_asked_for() -> None:
    X, y = line()
    for kind in DTYPES:
        proto = MLPRegressor((3,), **SHORT).fit(X.astype(kind), y).to_onnx()
        assert proto.graph.input[0].type.tensor_type.elem_type == {"float32": 1, "float64": 11}[kind]


def test_the_names_of_the_features_are_in_the_metadata() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    X, y = line()
    named = MLPRegressor((3,), **SHORT).fit(pandas.DataFrame(X, columns=["age", "height", "mass"]), y)
    metadata = {each.key: each.value for each in named.to_onnx().metadata_props}
    assert json.loads(metadata["features"]) == ["age", "height", "mass"]


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    X, y = line()
    reg, path = MLPRegressor((3,), **SHORT).fit(X, y), tmp_path / "model.onnx"
    assert reg.to_onnx(path) == needs("onnx").load(path)
    with pytest.raises(BackproofError) as caught:
        reg.to_onnx(tmp_path / "nowhere" / "model.onnx")
    problem = caught.value.diagnostic
    assert problem.message == "there is no such folder"
    assert problem.where == str(tmp_path / "nowhere" / "model.onnx")
    assert problem.advice == "create it, or name another one"


def test_what_has_not_learnt_is_not_exported() -> None:
    with pytest.raises(NotFittedError, match="This MLPRegressor instance is not fitted yet"):
        MLPRegressor().to_onnx()


def test_another_type_of_numbers_is_refused() -> None:
    X, y = line()
    with pytest.raises(BackproofError) as caught:
        MLPRegressor((3,), **SHORT).fit(X, y).to_onnx(dtype="int8")
    problem = caught.value.diagnostic
    assert (problem.written, problem.expected) == ("int8", "float32 or float64")


@pytest.mark.parametrize(("package", "installs"), [("onnx", "'backproof[onnx]'"), ("skl2onnx", "'skl2onnx>=1.17'")])
def test_a_missing_package_is_said_with_what_installs_it(
    package: str, installs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    X, y = line()
    reg = MLPRegressor((3,), **SHORT).fit(X, y)
    with pytest.raises(BackproofError) as caught:
        reg.to_onnx() if package == "onnx" else register()
    assert f"needs the package {package}" in caught.value.diagnostic.message
    assert caught.value.diagnostic.advice.partition(", ")[0] == f"pip install {installs}"


class TestPipelines:
    """skl2onnx converts what our estimators stand in."""

    @pytest.fixture(autouse=True)
    def _registered(self) -> None:
        self.skl2onnx = needs("skl2onnx")
        register()

    def converted(self, pipeline: Any, X: Array, **options: Any) -> dict[str, Array]:
        return run(self.skl2onnx.to_onnx(pipeline, X[:1], **options), {"X": X})

    @pytest.mark.parametrize("dtype", DTYPES)
    def test_numbers_behind_a_scaler(self, dtype: str) -> None:
        X, y = line()
        X = X.astype(dtype)
        for estimator in (MLPRegressor((3,), **SHORT), EquationEstimator(RESIDUAL, sizes={"j": 5}, **SHORT)):
            if isinstance(estimator, EquationEstimator):
                estimator.set_params(constants={"lambda": 0.3})
            pipeline = make_pipeline(StandardScaler(), estimator).fit(X.astype(float), y)
            found = self.converted(pipeline, X)
            agree(found["variable"][:, 0], pipeline.predict(X.astype(float)).astype(dtype), dtype)

    @pytest.mark.parametrize("estimator", [MLPClassifier((3,), **SHORT), EquationEstimator(SOFTMAX, **SHORT)])
    def test_classes_behind_a_scaler(self, estimator: Any) -> None:
        X, y = names()
        pipeline = make_pipeline(StandardScaler(), estimator).fit(X, y)
        options = {"options": {id(pipeline): {"zipmap": False}}} if isinstance(estimator, MLPClassifier) else {}
        found = self.converted(pipeline, X, **options)
        agree(found["probabilities"], pipeline.predict_proba(X), "float64")
        assert (found["label"] == pipeline.predict(X)).all()

    def test_the_outputs_are_those_of_the_perceptron_of_scikit_learn(self) -> None:
        X, y = names()
        for options in ({}, {"zipmap": False}):
            shapes = []
            for estimator in (MLPClassifier((3,), **SHORT), Theirs((3,), **SHORT)):
                pipeline = make_pipeline(StandardScaler(), estimator).fit(X, y)
                proto = self.skl2onnx.to_onnx(pipeline, X[:1], options={id(pipeline): options})
                shapes.append([str(each) for each in proto.graph.output])
            assert shapes[0] == shapes[1]

    def test_an_older_opset_is_refused_with_the_one_that_is_needed(self) -> None:
        X, y = line()
        pipeline = make_pipeline(StandardScaler(), MLPRegressor((3,), **SHORT)).fit(X, y)
        with pytest.raises(BackproofError) as caught:
            self.skl2onnx.to_onnx(pipeline, X[:1], target_opset=15)
        problem = caught.value.diagnostic
        assert (problem.written, problem.advice) == ("target_opset=15", "give target_opset=18")
