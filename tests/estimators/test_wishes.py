"""What users have asked perceptrons for: losses, activations, weights, dropout, metrics, features, and more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, PoissonRegressor
from sklearn.metrics import balanced_accuracy_score, make_scorer

from backproof.estimators import MLPClassifier, MLPRegressor
from backproof.train.initialise import INITIALISATIONS
from backproof.train.schedules import SCHEDULES
from tests.estimators.samples import UNFINISHED, Array, apart, digits, iris, learnt, line, moons, same_bits

pytestmark = UNFINISHED
EXACT: dict[str, Any] = {"solver": "lbfgs", "tol": 1e-9, "max_iter": 2000, "random_state": 0}


def test_custom_loss_is_an_equation() -> None:
    X, y = line()
    y[0] = 100
    robust = MLPRegressor((), loss=r"\log\cosh(\hat y - y)", alpha=0, **EXACT).fit(X, y)
    squares = MLPRegressor((), alpha=0, **EXACT).fit(X, y)
    errors = [np.abs(each.predict(X[1:]) - y[1:]).mean() for each in (robust, squares)]
    assert errors[0] < 0.1 < errors[1]


def test_custom_loss_over_all_outputs_has_an_index() -> None:
    X, y = iris()
    written = MLPClassifier((4,), loss=r"-\sum_k y_k \log \hat y_k", random_state=0, max_iter=20).fit(X, y)
    named = MLPClassifier((4,), random_state=0, max_iter=20).fit(X, y)
    assert apart(written, named) < 1e-12


def test_custom_loss_equals_the_named_one_that_it_writes_out() -> None:
    X, y = line()
    written = MLPRegressor((4,), loss=r"\frac{1}{2} (\hat y - y)^2", random_state=0, max_iter=20).fit(X, y)
    named = MLPRegressor((4,), random_state=0, max_iter=20).fit(X, y)
    assert apart(written, named) < 1e-12


def test_quantile_loss_leaves_its_share_of_targets_below() -> None:
    random = np.random.default_rng(0)
    X, y = np.zeros((400, 1)), random.normal(size=400)
    loss = r"\max(0.9 (y - \hat y), -0.1 (y - \hat y))"
    reg = MLPRegressor((), loss=loss, learning_rate_init=0.05, learning_rate="cosine", max_iter=300, random_state=0)
    assert np.mean(y < reg.fit(X, y).predict(X)) == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("loss", ["squared_error", "absolute_error", "log_cosh", "huber"])
def test_every_named_loss_of_numbers_finds_the_line(loss: str) -> None:
    X, y = line(noise=0)
    reg = MLPRegressor((), loss=loss, alpha=0, learning_rate="cosine", learning_rate_init=0.1, tol=0, random_state=0)
    assert reg.fit(X, y).score(X, y) > 0.99


def test_poisson_loss_brings_its_own_link() -> None:
    X, y = line()
    counts = np.random.default_rng(0).poisson(np.exp(y))
    reg = MLPRegressor((), loss="poisson", alpha=0, **EXACT).fit(X, counts)
    assert reg.out_activation_ == "exp"
    assert reg.predict(X) == pytest.approx(PoissonRegressor(alpha=0, tol=1e-9).fit(X, counts).predict(X), rel=1e-3)


def test_custom_activation_is_an_equation() -> None:
    X, y = moons()
    written = MLPClassifier((8,), activation=r"z \sigma(z)", random_state=0, max_iter=20).fit(X, y)
    named = MLPClassifier((8,), activation="silu", random_state=0, max_iter=20).fit(X, y)
    assert apart(written, named) < 1e-12


def test_custom_activation_of_a_kind_that_no_table_has() -> None:
    X, y = moons()
    clf = MLPClassifier((8,), activation=r"\frac{u}{1 + |u|}", solver="lbfgs", max_iter=500, random_state=0)
    assert clf.fit(X, y).score(X, y) > 0.95


def test_activation_per_layer() -> None:
    X, y = moons()
    clf = MLPClassifier((5, 4), activation=("tanh", "relu"), random_state=0).fit(X, y)
    first = np.tanh(X @ clf.coefs_[0] + clf.intercepts_[0])
    second = np.maximum(first @ clf.coefs_[1] + clf.intercepts_[1], 0)
    assert clf.activations(X, 0) == pytest.approx(first)
    assert clf.activations(X, 1) == pytest.approx(second)


def test_hidden_activations_are_features() -> None:
    X, y = moons()
    clf = MLPClassifier((16,), activation="tanh", solver="lbfgs", max_iter=500, random_state=0).fit(X, y)
    hidden = clf.activations(X)
    assert hidden.shape == (60, 16)
    assert LogisticRegression(C=100).fit(X, y).score(X, y) < 0.95
    assert LogisticRegression(C=100).fit(hidden, y).score(hidden, y) == 1
    assert clf.activations(X, -1)[:, 0] == pytest.approx(clf.predict_proba(X)[:, 1])


def test_output_activation_may_be_any_function() -> None:
    X, y = line()
    reg = MLPRegressor((4,), output_activation="softplus", random_state=0).fit(X, np.abs(y))
    assert reg.predict(X).min() > 0
    assert reg.out_activation_ == "softplus"


def test_outputs_of_a_regressor_may_be_shares() -> None:
    X, _ = line()
    shares = np.random.default_rng(0).dirichlet([1, 1, 1], len(X))
    reg = MLPRegressor((4,), output_activation="softmax", loss="cross_entropy", random_state=0).fit(X, shares)
    assert reg.predict(X).sum(axis=1) == pytest.approx(1)


def test_class_weights_equal_weights_of_samples() -> None:
    X, y = moons()
    by_class = MLPClassifier((4,), class_weight={0: 3, 1: 1}, random_state=0, max_iter=20).fit(X, y)
    by_sample = MLPClassifier((4,), random_state=0, max_iter=20).fit(X, y, np.where(y == 0, 3.0, 1.0))
    assert same_bits(by_class, by_sample)


def test_balanced_class_weights_help_a_rare_class() -> None:
    random = np.random.default_rng(0)
    X = np.concatenate([random.normal(0, 1, (380, 2)), random.normal(1, 1, (20, 2))])
    y = np.repeat([0, 1], [380, 20])
    plain, balanced = (
        MLPClassifier((), solver="lbfgs", class_weight=weight, random_state=0).fit(X, y)
        for weight in (None, "balanced")
    )
    recalls = [each.predict(X[y == 1]).mean() for each in (plain, balanced)]
    assert recalls[1] > recalls[0] + 0.3


def test_class_weights_multiply_those_of_samples() -> None:
    X, y = moons()
    weights = np.random.default_rng(0).uniform(1, 2, len(X))
    both = MLPClassifier((4,), class_weight={0: 2, 1: 1}, random_state=0, max_iter=9).fit(X, y, weights)
    product = MLPClassifier((4,), random_state=0, max_iter=9).fit(X, y, weights * np.where(y == 0, 2, 1))
    assert same_bits(both, product)


@pytest.mark.parametrize("solver", ["sgd", "adam", "adamw", "rmsprop", "lbfgs"])
def test_a_sample_of_weight_two_counts_as_the_sample_twice(solver: str) -> None:
    X, y = line(20)
    weights = np.where(np.arange(20) < 5, 2.0, 1.0)
    settings: dict[str, Any] = {"solver": solver, "batch_size": 20, "random_state": 0, "max_iter": 30, "tol": 0}
    weighted = MLPRegressor((4,), **settings).fit(X, y, weights)
    settings["batch_size"] = 25
    twice = MLPRegressor((4,), **settings).fit(np.concatenate([X, X[:5]]), np.concatenate([y, y[:5]]))
    assert apart(weighted, twice) < 1e-6


@pytest.mark.parametrize("solver", ["sgd", "adam", "adamw", "rmsprop", "lbfgs"])
def test_a_sample_of_weight_zero_is_as_if_it_were_not_there(solver: str) -> None:
    X, y = line(20)
    weights = np.where(np.arange(20) < 15, 1.0, 0.0)
    settings: dict[str, Any] = {"solver": solver, "batch_size": 20, "random_state": 0, "max_iter": 30, "tol": 0}
    weighted = MLPRegressor((4,), **settings).fit(X, y, weights)
    settings["batch_size"] = 15
    without = MLPRegressor((4,), **settings).fit(X[:15], y[:15])
    assert apart(weighted, without) < 1e-6


def test_dropout_keeps_a_network_from_learning_by_heart() -> None:
    random = np.random.default_rng(0)
    X, y = random.normal(size=(40, 10)), random.integers(0, 2, 40)
    plain, dropped = (
        MLPClassifier((64,), dropout=share, learning_rate_init=0.01, random_state=0).fit(X, y) for share in (0.0, 0.7)
    )
    assert plain.loss_ < 0.05 < dropped.loss_


def test_dropout_does_not_touch_predictions() -> None:
    X, y = moons()
    clf = MLPClassifier((16,), dropout=0.5, random_state=0, max_iter=20).fit(X, y)
    hidden = np.maximum(X @ clf.coefs_[0] + clf.intercepts_[0], 0)
    output = 1 / (1 + np.exp(-(hidden @ clf.coefs_[1] + clf.intercepts_[1])[:, 0]))
    assert clf.predict_proba(X)[:, 1] == pytest.approx(output)


def test_dropout_per_layer() -> None:
    X, y = moons()
    some, none = (
        MLPClassifier((8, 8), dropout=share, random_state=0, max_iter=20).fit(X, y) for share in ((0.5, 0.0), 0.0)
    )
    assert apart(some, none) > 0


def test_own_validation_set_stops_the_training_and_keeps_the_best() -> None:
    X, y = moons(200, noise=0.4)
    clf = MLPClassifier((64,), learning_rate_init=0.05, batch_size=20, random_state=0)
    clf.fit(X[:50], y[:50], X_val=X[50:], y_val=y[50:])
    assert clf.n_iter_ < clf.max_iter
    assert clf.best_validation_score_ == max(clf.validation_scores_ or []) == clf.score(X[50:], y[50:])
    assert clf.best_loss_ is None


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_own_validation_set_works_with_every_kind_of_solver(solver: str) -> None:
    X, y = line()
    reg = MLPRegressor((8,), solver=solver, random_state=0, max_iter=50).fit(X[:40], y[:40], X_val=X[40:], y_val=y[40:])
    assert len(reg.validation_scores_) == reg.n_iter_
    assert reg.score(X[40:], y[40:]) == reg.best_validation_score_ == max(reg.validation_scores_)


def test_own_metric_by_name() -> None:
    X, y = line()
    reg = MLPRegressor((8,), scoring="neg_mean_absolute_error", random_state=0, max_iter=30)
    reg.fit(X[:40], y[:40], X_val=X[40:], y_val=y[40:])
    assert reg.best_validation_score_ == pytest.approx(-np.abs(reg.predict(X[40:]) - y[40:]).mean())


def test_own_metric_as_a_function() -> None:
    X, y = moons()
    clf = MLPClassifier((8,), scoring=make_scorer(balanced_accuracy_score), early_stopping=True, random_state=0)
    clf.fit(X, y)
    assert clf.best_validation_score_ is not None
    assert max(clf.validation_scores_ or []) == clf.best_validation_score_


def test_weights_of_the_validation_set_weigh_its_score() -> None:
    X, y = moons(noise=0.5)
    weights = np.where(y == 0, 1.0, 0.0)
    clf = MLPClassifier((8,), random_state=0, max_iter=5)
    clf.fit(X[:40], y[:40], X_val=X[40:], y_val=y[40:], sample_weight_val=weights[40:])
    zeros = y[40:] == 0
    assert clf.best_validation_score_ == pytest.approx(np.mean(clf.predict(X[40:][zeros]) == 0))


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("solver", ["sgd", "adam"])
def test_every_schedule_of_rates_trains(name: str, solver: str) -> None:
    X, y = moons()
    clf = MLPClassifier((8,), solver=solver, learning_rate=name, power_t=0.2, learning_rate_init=0.5, random_state=0)
    assert clf.fit(X, y).loss_curve_[-1] < clf.loss_curve_[0]


def test_clipping_bounds_the_step() -> None:
    X, y = line()
    settings: dict[str, Any] = {
        "solver": "sgd",
        "momentum": 0,
        "learning_rate_init": 1.0,
        "alpha": 0,
        "random_state": 0,
    }
    clipped = MLPRegressor((), clip_norm=1e-3, batch_size=60, max_iter=1, **settings).fit(X, 100 * y)
    start = MLPRegressor((), clip_norm=1e-12, batch_size=60, max_iter=1, **settings).fit(X, 100 * y)
    moved = np.sqrt(sum(((a - b) ** 2).sum() for a, b in zip(learnt(clipped), learnt(start), strict=True)))
    assert moved == pytest.approx(1e-3, rel=1e-3)


def test_clipping_saves_a_training_that_diverges() -> None:
    X, y = line()
    settings: dict[str, Any] = {"activation": "identity", "solver": "sgd", "learning_rate_init": 0.1, "random_state": 0}
    clipped = MLPRegressor((16, 16), clip_norm=0.1, **settings).fit(X, 100 * y)
    assert clipped.loss_ < clipped.loss_curve_[0]
    with pytest.warns(UserWarning, match="clip_norm=1"):
        MLPRegressor((16, 16), **settings).fit(X, 100 * y)


def test_training_ends_where_the_gradient_is_small() -> None:
    X, y = line()
    reg = MLPRegressor((), solver="sgd", learning_rate_init=0.1, tol=1e-3, tol_on="gradient", alpha=0, random_state=0)
    reg.set_params(max_iter=500).fit(X, y)
    errors = reg.predict(X) - y
    gradient = np.append(X.T @ errors, errors.sum()) / len(X)
    assert reg.stopped_ == "the gradient is small enough"
    assert np.linalg.norm(gradient) < 2e-3


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_frozen_layers_stay_as_they_are(solver: str) -> None:
    X, y = moons()
    clf = MLPClassifier((8,), warm_start=True, max_iter=3, random_state=0).fit(X, y)
    before = [array.copy() for array in learnt(clf)]
    clf.set_params(frozen_layers=(0,), solver=solver).fit(X, y)
    assert np.array_equal(clf.coefs_[0], before[0])
    assert np.array_equal(clf.intercepts_[0], before[2])
    assert not np.array_equal(clf.coefs_[1], before[1])


def test_a_frozen_layer_may_be_counted_from_the_end() -> None:
    X, y = moons()
    first, last = (MLPClassifier((8,), frozen_layers=[at], random_state=0, max_iter=3).fit(X, y) for at in (1, -1))
    assert same_bits(first, last)


@pytest.mark.parametrize("name", sorted(INITIALISATIONS.keys() - {"zeros"}))
def test_every_initialisation_learns(name: str) -> None:
    X, y = moons()
    clf = MLPClassifier((16,), activation="tanh", initialisation=name, solver="lbfgs", max_iter=500, random_state=0)
    assert clf.fit(X, y).score(X, y) > 0.95


def test_zeros_warn_and_leave_the_units_equal() -> None:
    X, y = moons()
    with pytest.warns(UserWarning, match="begin equal, have equal gradients and stay equal"):
        clf = MLPClassifier((4,), activation="logistic", initialisation="zeros", max_iter=50, random_state=0).fit(X, y)
    assert np.ptp(clf.coefs_[0], axis=1) == pytest.approx(0)
    assert clf.coefs_[0].any()


def test_zeros_are_a_good_start_without_hidden_layers() -> None:
    X, y = moons()
    clf = MLPClassifier((), initialisation="zeros", solver="lbfgs", tol=1e-8).fit(X, y)
    again = MLPClassifier((), solver="lbfgs", tol=1e-8, random_state=1).fit(X, y)
    assert apart(clf, again) < 1e-4


@pytest.mark.parametrize("solver", ["sgd", "adam", "adamw", "rmsprop", "lbfgs"])
def test_every_solver_separates_the_moons(solver: str) -> None:
    X, y = moons()
    rate = 0.3 if solver == "sgd" else 0.05
    clf = MLPClassifier((16,), solver=solver, learning_rate_init=rate, max_iter=500, tol=1e-6, random_state=0)
    assert clf.fit(X, y).score(X, y) > 0.95


def test_weight_decay_of_adamw_shrinks_weights_and_leaves_biases() -> None:
    X, y = np.zeros((10, 2)), np.zeros(10)
    settings: dict[str, Any] = {"solver": "adamw", "alpha": 0, "random_state": 0, "max_iter": 1, "batch_size": 10}
    kept, shrunk = (
        MLPRegressor((), weight_decay=decay, learning_rate_init=0.1, **settings).fit(X, y) for decay in (0.0, 0.5)
    )
    assert shrunk.coefs_[0] == pytest.approx(kept.coefs_[0] * (1 - 0.1 * 0.5))
    assert shrunk.intercepts_[0] == pytest.approx(kept.intercepts_[0])


def test_a_network_as_small_as_one_unit_everywhere_learns() -> None:
    X, y = line(features=1)
    reg = MLPRegressor((1, 1), activation="tanh", solver="lbfgs", random_state=0, max_iter=500).fit(X, y)
    assert reg.coefs_[0].shape == (1, 1)
    assert reg.score(X, y) > 0.9


def test_digits_are_read_by_two_hidden_layers() -> None:
    X, y = digits(10)
    assert MLPClassifier((32, 16), learning_rate_init=0.01, random_state=0).fit(X, y).score(X, y) > 0.99


def test_several_numbers_at_once() -> None:
    X, y = line()
    both: Array = np.stack([y, -y], axis=1)
    predicted = MLPRegressor((16,), solver="lbfgs", random_state=0, max_iter=500).fit(X, both).predict(X)
    assert predicted.shape == both.shape
    assert predicted[:, 0] == pytest.approx(-predicted[:, 1], abs=0.2)
