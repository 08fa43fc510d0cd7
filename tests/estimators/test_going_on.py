"""Warm starts and partial fits: training in parts is training as a whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.estimators import MLPClassifier, MLPRegressor
from tests.estimators.samples import UNFINISHED, apart, iris, line, moons, same_bits

pytestmark = UNFINISHED
SOLVERS = ["sgd", "adam", "adamw", "rmsprop"]


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_warm_start_goes_on_as_if_it_had_never_stopped(solver: str) -> None:
    X, y = iris()
    settings: dict[str, Any] = {"solver": solver, "batch_size": 40, "dropout": 0.2, "random_state": 0}
    parts = MLPClassifier((8,), warm_start=True, max_iter=5, **settings).fit(X, y).fit(X, y)
    whole = MLPClassifier((8,), max_iter=10, **settings).fit(X, y)
    assert same_bits(parts, whole)
    assert parts.loss_curve_ == whole.loss_curve_
    assert (parts.n_iter_, whole.n_iter_) == (5, 10)


def test_without_a_warm_start_a_fit_begins_anew() -> None:
    X, y = iris()
    once, twice = (MLPClassifier((8,), max_iter=5, random_state=0).fit(X, y) for _ in range(2))
    assert same_bits(once, twice.fit(X, y))


def test_a_warm_start_of_lbfgs_begins_at_what_was_learnt() -> None:
    X, y = line()
    reg = MLPRegressor((8,), solver="lbfgs", warm_start=True, max_iter=10, random_state=0).fit(X, y)
    loss = reg.loss_
    assert reg.fit(X, y).loss_ < loss


def test_a_warm_start_with_another_solver_keeps_the_weights() -> None:
    X, y = iris()
    clf = MLPClassifier((8,), warm_start=True, max_iter=30, learning_rate_init=0.02, random_state=0).fit(X, y)
    before = clf.loss_
    clf.set_params(solver="lbfgs").fit(X, y)
    assert clf.loss_ < before
    assert clf.set_params(solver="rmsprop", max_iter=1, learning_rate_init=1e-6).fit(X, y).loss_ < before


def test_a_warm_start_on_harder_data_has_its_own_patience() -> None:
    X, y = line()
    reg = MLPRegressor((8,), warm_start=True, max_iter=300, learning_rate_init=0.02, random_state=0).fit(X, 0 * y)
    reg.fit(X, 10 * y)
    assert reg.n_iter_ > 50


@pytest.mark.parametrize("classes", [[0, 1], [0, 1, 3], [0, 1, 2, 3]])
def test_a_warm_start_with_other_classes_is_refused_with_both_lists(classes: list[int]) -> None:
    X, y = iris()
    clf = MLPClassifier((4,), warm_start=True, max_iter=3, random_state=0).fit(X, y)
    before = [array.copy() for array in clf.coefs_]
    other = np.resize(classes, len(y))
    with pytest.raises(ValueError, match="same classes as in the previous call to fit") as caught:
        clf.fit(X, other)
    assert f"Previously got [0 1 2], `y` has {np.unique(other)}" in str(caught.value)
    assert all(np.array_equal(a, b) for a, b in zip(before, clf.coefs_, strict=True))


def test_a_validation_set_that_lacks_a_class_is_no_other_target() -> None:
    X, y = iris()
    clf = MLPClassifier((4,), warm_start=True, max_iter=3, random_state=0).fit(X, y)
    clf.fit(X, y, X_val=X[:20], y_val=y[:20])
    assert len(clf.validation_scores_) == 3


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_partial_fit_is_an_epoch_of_a_fit(solver: str) -> None:
    X, y = iris()
    settings: dict[str, Any] = {"solver": solver, "batch_size": 40, "random_state": 0, "tol": 0}
    whole = MLPClassifier((8,), max_iter=10, **settings).fit(X, y)
    parts = MLPClassifier((8,), **settings)
    for _ in range(10):
        parts.partial_fit(X, y, classes=[0, 1, 2])
    assert same_bits(whole, parts)
    assert whole.loss_curve_ == parts.loss_curve_


def test_partial_fits_of_batches_are_the_batches_of_a_fit() -> None:
    X, y = line()
    settings: dict[str, Any] = {"solver": "sgd", "batch_size": 20, "shuffle": False, "random_state": 0, "tol": 0}
    whole = MLPRegressor((8,), max_iter=5, **settings).fit(X, y)
    parts = MLPRegressor((8,), **settings)
    for _ in range(5):
        for start in range(0, 60, 20):
            parts.partial_fit(X[start : start + 20], y[start : start + 20])
    assert apart(whole, parts) < 1e-12


def test_a_partial_fit_goes_on_from_a_fit() -> None:
    X, y = line()
    settings: dict[str, Any] = {"random_state": 0, "tol": 0}
    reg = MLPRegressor((8,), max_iter=9, **settings).fit(X, y).partial_fit(X, y)
    assert same_bits(reg, MLPRegressor((8,), max_iter=10, **settings).fit(X, y))


def test_a_partial_fit_after_lbfgs_begins_a_new_optimiser() -> None:
    X, y = line()
    reg = MLPRegressor((8,), solver="lbfgs", max_iter=20, random_state=0).fit(X, y)
    before = reg.loss_
    assert reg.set_params(solver="adam").partial_fit(X, y).loss_ == pytest.approx(before, rel=0.1)


def test_inverse_scaling_counts_the_samples_of_all_parts() -> None:
    X, y = line()
    settings: dict[str, Any] = {"solver": "sgd", "learning_rate": "invscaling", "power_t": 0.25, "random_state": 0}
    parts = MLPRegressor((4,), max_iter=3, warm_start=True, **settings).fit(X, y).fit(X, y)
    whole = MLPRegressor((4,), max_iter=6, **settings).fit(X, y)
    assert same_bits(parts, whole)
    assert parts.t_ == 6 * len(X)


def test_a_class_may_be_missing_from_a_part() -> None:
    X, y = iris()
    clf = MLPClassifier((8,), solver="sgd", learning_rate_init=0.1, random_state=0)
    clf.partial_fit(X[:50], y[:50], classes=[0, 1, 2])
    for _ in range(60):
        for start in (0, 50, 100):
            clf.partial_fit(X[start : start + 50], y[start : start + 50])
    assert clf.score(X, y) > 0.6
    assert clf.predict_proba(X).shape == (150, 3)


def test_a_class_may_be_missing_from_a_part_where_starts_are_warm() -> None:
    X, y = iris()
    clf = MLPClassifier((8,), warm_start=True, random_state=0).partial_fit(X, y, classes=[0, 1, 2])
    clf.partial_fit(X[:50], y[:50])
    assert list(clf.classes_) == [0, 1, 2]


def test_the_first_part_needs_all_classes() -> None:
    X, y = iris()
    with pytest.raises(ValueError, match="classes must be passed on the first call to partial_fit"):
        MLPClassifier().partial_fit(X, y)


def test_a_new_class_in_a_part_is_refused_by_name() -> None:
    X, y = iris()
    clf = MLPClassifier((4,), random_state=0).partial_fit(X, y, classes=[0, 1, 2])
    before = [array.copy() for array in clf.coefs_]
    with pytest.raises(ValueError, match=r"`y` has classes not in `self.classes_`") as caught:
        clf.partial_fit(X, y + 1)
    assert "[3]" in str(caught.value)
    assert "[0, 1, 2]" in str(caught.value)
    assert all(np.array_equal(a, b) for a, b in zip(before, clf.coefs_, strict=True))


def test_other_classes_for_a_later_part_are_refused() -> None:
    X, y = iris()
    clf = MLPClassifier((4,), random_state=0).partial_fit(X, y, classes=[0, 1, 2])
    with pytest.raises(ValueError, match="the classes are not those of the first call"):
        clf.partial_fit(X, y, classes=[0, 1])


def test_a_part_has_no_validation_set_of_its_own() -> None:
    X, y = iris()
    with pytest.raises(ValueError, match="partial_fit does not support early_stopping=True"):
        MLPClassifier(early_stopping=True).partial_fit(X, y, classes=[0, 1, 2])


def test_lbfgs_has_no_partial_fit() -> None:
    X, y = moons()
    clf = MLPClassifier(solver="lbfgs")
    assert not hasattr(clf, "partial_fit")
    with pytest.raises(AttributeError) as caught:
        clf.partial_fit(X, y, classes=[0, 1])
    assert "needs all data: use another solver" in str(caught.value.__cause__ or caught.value)


def test_parts_may_be_of_any_length_and_weight() -> None:
    X, y = line()
    reg = MLPRegressor((8,), learning_rate_init=0.05, random_state=0)
    random = np.random.default_rng(0)
    for _ in range(300):
        rows = random.choice(60, random.integers(1, 30), replace=False)
        reg.partial_fit(X[rows], y[rows], random.uniform(0, 2, len(rows)))
    assert reg.score(X, y) > 0.9
