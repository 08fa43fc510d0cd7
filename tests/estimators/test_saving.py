"""Estimators in files, and training that was killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from sklearn.datasets import load_diabetes, load_digits, load_iris
from sklearn.exceptions import ConvergenceWarning

from backproof.estimators import EquationEstimator, MLPClassifier, MLPRegressor, load
from backproof.estimators.settings import InvalidSetting
from backproof.source import BackproofError
from backproof.train import files
from backproof.train.checkpoints import Checkpoints

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _labels(kind: str) -> tuple[Any, Any]:
    X, y = load_iris(return_X_y=True)
    names: dict[str, Any] = {
        "whole numbers": y, "text": np.array(["setosa", "versicolor", "virginica"])[y],
        "objects": np.array(["a", "b", "c"], dtype=object)[y], "truth": y > 0, "numbers": y + 0.5,
        "several at once": np.eye(3, dtype=int)[y],
    }  # fmt: skip
    return X, names[kind]


@pytest.mark.parametrize("kind", ["whole numbers", "text", "objects", "truth", "numbers", "several at once"])
def test_a_classifier_comes_back_from_its_file_with_its_classes(tmp_path: Path, kind: str) -> None:
    X, y = _labels(kind)
    trained = MLPClassifier((5,), max_iter=5, random_state=0)
    if kind == "numbers":
        with pytest.raises(ValueError, match="continuous"):
            trained.fit(X, y)
        return
    trained.fit(X, y).save(tmp_path / "model.safetensors")
    loaded = load(tmp_path / "model.safetensors")
    np.testing.assert_array_equal(loaded.predict_proba(X), trained.predict_proba(X))
    np.testing.assert_array_equal(loaded.predict(X), trained.predict(X))
    assert loaded.classes_.dtype == trained.classes_.dtype
    assert (loaded.loss_, loaded.n_iter_, loaded.stopped_) == (trained.loss_, trained.n_iter_, trained.stopped_)


@pytest.mark.parametrize(
    "estimator",
    [
        MLPRegressor((4, 3), activation=["tanh", r"z \sigma(z)"], loss=r"\log\cosh(\hat y - y)", dropout=[0.1, 0.2]),
        MLPRegressor((4,), solver="lbfgs"),
        MLPRegressor((4,), solver="adamw", early_stopping=True, frozen_layers=(0,), n_iter_no_change=float("inf")),
        EquationEstimator([r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"]),
    ],
)
def test_a_regressor_goes_on_from_its_file_as_if_it_had_not_been_written(tmp_path: Path, estimator: Any) -> None:
    X, y = load_diabetes(return_X_y=True)
    estimator.set_params(max_iter=6, random_state=0).fit(X, y)
    estimator.save(tmp_path / "model.safetensors")
    loaded = load(tmp_path / "model.safetensors")
    np.testing.assert_array_equal(loaded.predict(X), estimator.predict(X))
    if estimator.solver != "lbfgs" and not estimator.get_params()["early_stopping"]:
        np.testing.assert_array_equal(loaded.partial_fit(X, y).predict(X), estimator.partial_fit(X, y).predict(X))


def test_a_document_goes_into_the_file_as_text(tmp_path: Path) -> None:
    document = tmp_path / "line.md"
    document.write_text("Let $o = \\sum_i w_i x_i + b$ and $L = (o - y)^2$.\n", encoding="utf-8")
    X, y = load_diabetes(return_X_y=True)
    EquationEstimator(str(document), max_iter=3, random_state=0).fit(X, y).save(tmp_path / "model.safetensors")
    document.unlink()
    assert load(tmp_path / "model.safetensors").predict(X).shape == (442,)


def test_a_function_as_a_setting_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    X, y = load_diabetes(return_X_y=True)
    trained = MLPRegressor((2,), max_iter=1, scoring=lambda *_: 0.0, random_state=0).fit(X, y)
    with pytest.raises(InvalidSetting) as caught:
        trained.save(tmp_path / "model.safetensors")
    assert caught.value.diagnostic.message == "the parameter scoring is no data and can't be saved"
    assert not list(tmp_path.iterdir())


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    files.save(tmp_path / "other.safetensors", {"a": np.zeros(3)}, {"what": "else"})
    with pytest.raises(BackproofError) as caught:
        load(tmp_path / "other.safetensors")
    assert caught.value.diagnostic.message.endswith("other.safetensors holds no estimator of backproof")
    assert caught.value.diagnostic.written == "KeyError: 'estimator'"


TRAINING = """
import os, signal, sys, warnings
warnings.simplefilter("ignore")
from sklearn.datasets import load_digits
from backproof.estimators import MLPClassifier, load
from backproof.train.checkpoints import Checkpoints
X, y = load_digits(return_X_y=True)
path, end, moment = sys.argv[1:]
checkpoint = Checkpoints(path, every_epochs=1)
# The system ends the process after so many seconds of its own work, whatever it is at; 0 is never.
signal.setitimer(signal.ITIMER_VIRTUAL, float(moment))
if os.path.exists(path):
    model = load(path).set_params(checkpoint=checkpoint).resume(X, y)
else:
    model = MLPClassifier((16,), max_iter=150, batch_size=64, dropout=0.1, early_stopping=True, n_iter_no_change=150,
                          random_state=3, checkpoint=checkpoint).fit(X, y)
model.save(end)
"""


def test_training_that_is_killed_again_and_again_ends_with_the_same_bits(tmp_path: Path) -> None:
    X, y = load_digits(return_X_y=True)
    began = time.process_time()
    whole = MLPClassifier(
        (16,), max_iter=150, batch_size=64, dropout=0.1, early_stopping=True, n_iter_no_change=150, random_state=3
    ).fit(X, y)
    spent = time.process_time() - began
    path, end = tmp_path / "run.safetensors", tmp_path / "end.safetensors"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    drawn = random.Random(0)
    moments = [drawn.uniform(0.05, 0.2) * spent for _ in range(3)]
    for moment in (*moments, 0.0):
        command = [sys.executable, "-c", TRAINING, str(path), str(end), str(moment)]
        ended_by = subprocess.run(command, env=environment, check=False).returncode
        assert ended_by == (-signal.SIGVTALRM if moment else 0)
    ended = load(end)
    assert ended.loss_curve_ == whole.loss_curve_
    assert ended.validation_scores_ == whole.validation_scores_
    for mine, uninterrupted in zip(ended.coefs_ + ended.intercepts_, whole.coefs_ + whole.intercepts_, strict=True):
        np.testing.assert_array_equal(mine, uninterrupted)


def test_going_on_without_a_state_is_refused() -> None:
    X, y = load_diabetes(return_X_y=True)
    with pytest.raises(InvalidSetting) as caught:
        MLPRegressor((2,)).resume(X, y)
    assert caught.value.diagnostic.advice == "call fit"


def test_checkpoints_are_written_when_they_are_due(tmp_path: Path) -> None:
    X, y = load_diabetes(return_X_y=True)
    path = tmp_path / "run.safetensors"
    trained = MLPRegressor((2,), max_iter=7, random_state=0, checkpoint=Checkpoints(path, every_epochs=3))
    trained.fit(X, y)
    assert len(load(path).loss_curve_) == 6


CHANGED: dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]] = {
    "weights that do not fit": lambda arrays, _: arrays.update({"learnt/coefs/0": np.zeros((4, 9))}),
    "a bias too many": lambda arrays, _: arrays.update({"learnt/intercepts/0": np.zeros(5)}),
    "other features": lambda _, header: header["fitted"].update(n_features_in=7),
    "other classes": lambda _, header: header["fitted"].update(classes={"values": [1, 2], "kind": "<i8"}),
    "a layer less": lambda arrays, _: arrays.pop("learnt/coefs/1"),
    "a generator beyond its end": lambda _, header: header["state"].update(used=10**6),
    "a generator of another kind": lambda arrays, _: arrays.update({"random/key": np.zeros(3, np.uint32)}),
    "an order with a sample twice": lambda arrays, _: arrays.update({"random/order": np.zeros(135, int)}),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_file_whose_parts_do_not_fit_is_refused(tmp_path: Path, change: str) -> None:
    X, y = load_iris(return_X_y=True)
    trained = MLPClassifier((4,), max_iter=2, batch_size=40, early_stopping=True, random_state=0).fit(X, y)
    trained.save(tmp_path / "model.safetensors")
    whole = files.load(tmp_path / "model.safetensors")
    CHANGED[change](whole.arrays, cast("dict[str, Any]", whole.header))
    files.save(tmp_path / "other.safetensors", whole.arrays, whole.header)
    with pytest.raises(BackproofError, match="holds no estimator of backproof"):
        load(tmp_path / "other.safetensors")


def test_going_on_with_other_data_or_another_solver_is_refused() -> None:
    X, y = load_iris(return_X_y=True)
    trained = MLPClassifier((4,), max_iter=2, batch_size=40, early_stopping=True, random_state=0).fit(X, y)
    with pytest.raises(InvalidSetting, match="these are not the data that were split"):
        trained.resume(X[:100], y[:100])
    with pytest.raises(InvalidSetting, match="the state of training is that of another optimiser"):
        trained.set_params(solver="sgd").resume(X, y)
