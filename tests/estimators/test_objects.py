"""Estimators as objects: text, copies, pickles, precision, seeds, wrappers."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import joblib
import numpy as np
import pytest
from scipy import sparse
from sklearn.base import clone
from sklearn.ensemble import BaggingClassifier
from sklearn.inspection import permutation_importance
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.multiclass import OneVsOneClassifier, OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from backproof.estimators import MLPClassifier, MLPRegressor
from tests.estimators.samples import UNFINISHED, digits, iris, line, moons, same_bits

pytestmark = UNFINISHED
BOTH = [MLPClassifier, MLPRegressor]


def test_the_text_of_an_estimator_says_what_was_set() -> None:
    text = repr(MLPRegressor((4,), loss=r"\cosh(\hat y - y)", alpha=0.01))
    assert text == r"MLPRegressor(alpha=0.01, hidden_layer_sizes=(4,), loss='\\cosh(\\hat y - y)')"


@pytest.mark.parametrize("kind", BOTH)
def test_a_clone_learns_the_same_and_knows_nothing_before(kind: Any) -> None:
    X, y = iris()
    first = kind((4,), activation=["tanh"], dropout=[0.1], max_iter=5, random_state=0).fit(X, y)
    second = clone(first)
    assert not hasattr(second, "coefs_")
    assert same_bits(first, second.fit(X, y))


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("way", [copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))], ids=["copy", "pickle"])
def test_a_copy_predicts_the_same_and_learns_on_its_own(kind: Any, way: Any) -> None:
    X, y = iris()
    first = kind((4,), activation=r"\frac{z}{1 + |z|}", max_iter=5, random_state=0).fit(X, y)
    second = way(first)
    assert np.array_equal(first.predict(X), second.predict(X))
    before = [array.copy() for array in first.coefs_]
    second.partial_fit(X, y)
    assert all(np.array_equal(a, b) for a, b in zip(before, first.coefs_, strict=True))
    assert same_bits(first.partial_fit(X, y), second)


def test_a_pickle_is_no_larger_than_what_was_learnt_needs() -> None:
    X, y = iris()
    clf = MLPClassifier((100,), max_iter=5, random_state=0).fit(X, y)
    parameters = sum(array.nbytes for array in (*clf.coefs_, *clf.intercepts_))
    # Adam has two moments for each parameter.
    assert len(pickle.dumps(clf)) < 3 * parameters + 6000


def test_a_loaded_estimator_learns_new_targets(tmp_path: Any) -> None:
    reg = MLPRegressor((42,), random_state=42, learning_rate_init=0.01, max_iter=200).fit([[2]], [4])
    joblib.dump(reg, tmp_path / "reg")
    loaded = joblib.load(tmp_path / "reg")
    for _ in range(200):
        loaded.partial_fit([[2]], [1])
    assert loaded.predict([[2]]) == pytest.approx(1, rel=1e-3)


def test_settings_that_change_after_fit_do_not_change_predictions() -> None:
    X, y = iris()
    clf = MLPClassifier((4,), activation="tanh", max_iter=5, random_state=0).fit(X, y)
    before = clf.predict_proba(X)
    assert np.array_equal(clf.set_params(activation="relu", hidden_layer_sizes=(9, 9)).predict_proba(X), before)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adamw", "rmsprop", "lbfgs"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", BOTH)
def test_the_precision_of_the_data_is_that_of_everything(kind: Any, dtype: Any, solver: str) -> None:
    X, y = iris()
    dropout = 0.0 if solver == "lbfgs" else 0.1
    estimator = kind((5, 3), solver=solver, dropout=dropout, max_iter=5, random_state=0).fit(X.astype(dtype), y)
    assert {array.dtype for array in (*estimator.coefs_, *estimator.intercepts_)} == {np.dtype(dtype)}
    output = estimator.predict_proba if kind is MLPClassifier else estimator.predict
    assert output(X.astype(dtype)).dtype == dtype


def test_single_precision_learns_what_double_precision_learns() -> None:
    X, y = digits(3)
    double, single = (MLPClassifier((16,), max_iter=50, random_state=0).fit(X.astype(dtype), y) for dtype in "df")
    assert np.array_equal(double.predict(X), single.predict(X.astype("f")))
    assert single.predict_proba(X.astype("f")) == pytest.approx(double.predict_proba(X), abs=1e-3)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adamw", "rmsprop", "lbfgs"])
def test_the_same_seed_gives_the_same_bits(solver: str) -> None:
    X, y = iris()
    settings: dict[str, Any] = {"solver": solver, "max_iter": 10, "batch_size": 32}
    settings["dropout"] = 0.0 if solver == "lbfgs" else 0.2
    first, second = (MLPClassifier((8,), random_state=3, **settings).fit(X, y) for _ in range(2))
    other = MLPClassifier((8,), random_state=4, **settings).fit(X, y)
    assert same_bits(first, second)
    assert not same_bits(first, other)


def test_a_generator_gives_other_bits_each_time() -> None:
    X, y = iris()
    random = np.random.RandomState(0)
    first, second = (MLPClassifier((8,), random_state=random, max_iter=5).fit(X, y) for _ in range(2))
    assert not same_bits(first, second)


def test_the_order_of_samples_is_drawn_only_where_it_is_asked_for() -> None:
    X, y = line()
    settings: dict[str, Any] = {"batch_size": 1, "max_iter": 1, "random_state": 0}
    drawn, given = (MLPRegressor((1,), shuffle=shuffle, **settings).fit(X, y) for shuffle in (True, False))
    assert not same_bits(drawn, given)
    assert same_bits(given, MLPRegressor((1,), shuffle=False, **settings).fit(X, y))


@pytest.mark.parametrize("wrapper", [OneVsRestClassifier, OneVsOneClassifier])
def test_wrappers_for_several_classes_work(wrapper: Any) -> None:
    X, y = iris()
    clf = wrapper(MLPClassifier((8,), solver="lbfgs", max_iter=100, random_state=0)).fit(X, y)
    assert len(clf.estimators_) == 3
    assert clf.score(X, y) > 0.95


def test_wrappers_for_several_classes_learn_in_parts() -> None:
    X, y = iris()
    clf = OneVsRestClassifier(MLPClassifier((8,), learning_rate_init=0.05, random_state=0))
    for _ in range(50):
        clf.partial_fit(X, y, classes=[0, 1, 2])
    assert clf.score(X, y) > 0.9


def test_pipelines_searches_and_bags_work() -> None:
    X, y = moons()
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((8,), solver="lbfgs", random_state=0))
    search = GridSearchCV(pipeline, {"mlpclassifier__activation": ["tanh", r"\sin z"]}, cv=3).fit(X, y)
    assert search.best_score_ > 0.9
    assert cross_val_score(search.best_estimator_, X, y, cv=3).mean() == pytest.approx(search.best_score_)
    bag = BaggingClassifier(MLPClassifier((4,), solver="lbfgs", random_state=0), 3, random_state=0).fit(X, y)
    assert bag.score(X, y) > 0.8
    assert permutation_importance(bag, X, y, n_repeats=2, random_state=0).importances_mean.max() > 0.05


def test_a_search_in_threads_finds_the_same() -> None:
    X, y = moons()
    search = GridSearchCV(MLPClassifier(max_iter=20, random_state=0), {"hidden_layer_sizes": [(2,), (4,)]}, cv=2)
    here = clone(search).fit(X, y)
    with joblib.parallel_backend("threading", n_jobs=2):
        there = clone(search).fit(X, y)
    assert np.array_equal(here.cv_results_["mean_test_score"], there.cv_results_["mean_test_score"])


@pytest.mark.parametrize("kind", [sparse.csr_matrix, sparse.csr_array, sparse.csc_array, sparse.coo_array])
def test_sparse_rows_give_what_dense_rows_give(kind: Any) -> None:
    X, y = digits(2)
    settings: dict[str, Any] = {"batch_size": 30, "max_iter": 10, "random_state": 0}
    dense, thin = (MLPClassifier((8,), **settings).fit(rows, y) for rows in (X, kind(X)))
    assert thin.predict_proba(kind(X)) == pytest.approx(dense.predict_proba(X))
    assert thin.predict_proba(X) == pytest.approx(dense.predict_proba(X))


def test_several_labels_at_once() -> None:
    X, y = iris()
    labels = np.stack([y == 0, y > 0, y == 2], axis=1).astype(int)
    clf = MLPClassifier((8,), solver="lbfgs", max_iter=300, random_state=0).fit(X, labels)
    assert clf.score(X, labels) > 0.95
    assert np.array_equal(clf.predict_proba(X) > 0.5, clf.predict(X))
    assert clf.predict_proba(X).sum(axis=1).std() > 0.1
    parts = MLPClassifier((8,), learning_rate_init=0.05, random_state=0)
    for _ in range(100):
        parts.partial_fit(X, labels, classes=[0, 1, 2])
    assert parts.score(X, labels) > 0.8


def test_probabilities_agree_with_their_logarithms_and_with_predictions() -> None:
    X, y = iris()
    clf = MLPClassifier((8,), max_iter=30, random_state=0).fit(X, np.array(["a", "b", "c"])[y])
    shares = clf.predict_proba(X)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert clf.predict_log_proba(X) == pytest.approx(np.log(shares))
    assert np.array_equal(clf.classes_[shares.argmax(axis=1)], clf.predict(X))


def test_the_logarithm_of_no_probability_is_no_warning() -> None:
    X, y = moons()
    clf = MLPClassifier((), solver="lbfgs", alpha=0, max_iter=200, random_state=0).fit(1e3 * X, y)
    assert np.isneginf(clf.predict_log_proba(1e6 * X)).any()


def test_verbose_training_prints_a_line_for_each_epoch(capsys: pytest.CaptureFixture[str]) -> None:
    X, y = moons()
    clf = MLPClassifier((4,), max_iter=2, verbose=True, random_state=0).fit(X, y, X_val=X, y_val=y)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1] == f"Iteration 2, loss = {clf.loss_:.8f}, validation score = {clf.validation_scores_[1]:.6f}"


def test_names_of_columns_are_kept_with_early_stopping() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    X, y = moons()
    table = pandas.DataFrame(X, columns=["left", "right"])
    clf = MLPClassifier((4,), early_stopping=True, max_iter=5, random_state=0).fit(table, pandas.Series(y))
    assert list(clf.feature_names_in_) == ["left", "right"]
    with pytest.raises(ValueError, match="feature names should match"):
        clf.predict(table.rename(columns={"left": "up"}))
