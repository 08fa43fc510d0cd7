"""When training ends, and what is kept then: patience, validation, Ctrl-C, divergence."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import Any

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from backproof.estimators import MLPClassifier, MLPRegressor
from tests.estimators.samples import UNFINISHED, digits, iris, learnt, line, moons


@pytest.mark.parametrize("patience", [2, 5, 20])
def test_training_ends_after_so_many_epochs_without_improvement(patience: int) -> None:
    X, y = digits(2)
    clf = MLPClassifier(tol=0.01, max_iter=3000, solver="sgd", n_iter_no_change=patience, random_state=0).fit(X, y)
    best, without = np.inf, []
    for loss in clf.loss_curve_:
        without.append(loss > best - 0.01)
        best = min(best, loss)
    assert without[-patience - 1 :] == [True] * (patience + 1)
    assert clf.stopped_ == "nothing improved any more"


@UNFINISHED
def test_infinite_patience_never_ends_the_training() -> None:
    X, y = moons()
    clf = MLPClassifier((4,), tol=1e9, max_iter=300, n_iter_no_change=np.inf, random_state=0).fit(X, y)
    assert clf.n_iter_ == 300


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_an_end_before_convergence_is_said_where_fit_was_called(solver: str) -> None:
    X, y = line()
    with pytest.warns(ConvergenceWarning) as seen:
        MLPRegressor((8,), solver=solver, max_iter=3, random_state=0).fit(X, y)
    assert seen[0].filename == __file__


@UNFINISHED
def test_an_adaptive_rate_falls_by_five_until_it_is_tiny() -> None:
    X, y = moons()
    clf = MLPClassifier((4,), solver="sgd", learning_rate="adaptive", learning_rate_init=0.5, tol=0.5, max_iter=3000)
    clf.set_params(n_iter_no_change=2, random_state=0).fit(X, y)
    # 0.5 falls below a millionth after nine divisions; each needs more than two epochs without improvement.
    assert clf.n_iter_ == pytest.approx(3 * 10 + 1, abs=3)


@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
def test_early_stopping_holds_samples_back_and_keeps_the_best(kind: Any) -> None:
    X, y = digits(2)
    early = kind((16,), early_stopping=True, tol=0.01, max_iter=3000, random_state=0).fit(X, y)
    assert early.n_iter_ < 3000
    assert early.best_validation_score_ == max(early.validation_scores_)
    assert len(early.validation_scores_) == early.n_iter_
    assert early.best_loss_ is None
    late = kind((16,), random_state=0, max_iter=3000, tol=0.01).fit(X, y)
    assert late.validation_scores_ is late.best_validation_score_ is None
    assert late.best_loss_ == min(late.loss_curve_)


def test_early_stopping_returns_to_the_parameters_of_the_best_epoch() -> None:
    X, y = moons(100, noise=0.4)
    settings: dict[str, Any] = {"learning_rate_init": 0.1, "batch_size": 20, "random_state": 0, "early_stopping": True}
    clf = MLPClassifier((32,), **settings).fit(X, y)
    best = int(np.argmax(clf.validation_scores_ or [])) + 1
    with pytest.warns(ConvergenceWarning):
        short = MLPClassifier((32,), max_iter=best, **settings).fit(X, y)
    assert best < clf.n_iter_
    assert all(np.array_equal(a, b) for a, b in zip(learnt(clf), learnt(short), strict=True))


def test_early_stopping_holds_classes_back_in_their_shares() -> None:
    X, y = [[1, 2], [2, 3], [3, 4], [4, 5]], [0, 0, 0, 1]
    with pytest.raises(ValueError, match="The least populated class in y has only 1 member") as caught:
        MLPClassifier(early_stopping=True).fit(X, np.array(["no", "yes"])[y])
    assert "yes" in str(caught.value)
    assert "give X_val and y_val" in str(caught.value)


@UNFINISHED
def test_early_stopping_works_with_more_classes_than_samples_held_back() -> None:
    X, y = digits(10)
    clf = MLPClassifier((8,), early_stopping=True, max_iter=3, random_state=0).fit(X[:40], np.append(y[:39], 77))
    assert len(clf.validation_scores_ or []) == 3


@UNFINISHED
def test_early_stopping_works_with_names_of_classes() -> None:
    X, y = iris()
    names = np.array(["one", "two", "three"], dtype=object)[y]
    clf = MLPClassifier((8,), early_stopping=True, max_iter=50, random_state=0).fit(X, names)
    assert np.isfinite(clf.validation_scores_ or [np.nan]).all()


@UNFINISHED
@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
def test_a_warm_start_with_early_stopping_never_loses_the_best(kind: Any) -> None:
    X, y = iris()
    held = {"X_val": X[1::2], "y_val": y[1::2]}
    estimator = kind((8,), max_iter=10, random_state=0, warm_start=True).fit(X[::2], y[::2], **held)
    scored, best = len(estimator.validation_scores_), estimator.best_validation_score_
    estimator.set_params(max_iter=20, learning_rate_init=0.5).fit(X[::2], y[::2], **held)
    assert len(estimator.validation_scores_) > scored
    assert estimator.best_validation_score_ >= best


@UNFINISHED
@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
def test_weights_of_one_change_nothing_with_early_stopping(kind: Any) -> None:
    X, y = iris()
    settings: dict[str, Any] = {"early_stopping": True, "batch_size": 10, "max_iter": 20, "random_state": 0}
    plain = kind((8,), **settings).fit(X, y)
    weighted = kind((8,), **settings).fit(X, y, np.ones(len(y)))
    assert all(a == pytest.approx(b, abs=1e-9) for a, b in zip(learnt(plain), learnt(weighted), strict=True))


def test_divergence_keeps_what_was_learnt_before_and_says_what_to_do() -> None:
    X, y = line()
    settings: dict[str, Any] = {"activation": "identity", "solver": "sgd", "learning_rate_init": 0.1, "random_state": 0}
    with pytest.warns(ConvergenceWarning, match="Training diverged in epoch") as seen:
        reg = MLPRegressor((16, 16), **settings).fit(X, 100 * y)
    said = str(seen[0].message)
    assert f"in epoch {reg.n_iter_} at the rate 0.1" in said
    assert "Try a rate of 0.01, clip_norm=1, or standardised inputs" in said
    assert all(np.isfinite(array).all() for array in learnt(reg))
    assert np.isfinite(reg.loss_)
    assert reg.stopped_ == "it diverged"


def test_a_part_that_diverges_leaves_the_estimator_able_to_learn() -> None:
    X, y = line()
    reg = MLPRegressor((8,), solver="sgd", learning_rate_init=0.01, random_state=0)
    for _ in range(20):
        reg.partial_fit(X, y)
    before = [array.copy() for array in learnt(reg)]
    with pytest.warns(ConvergenceWarning, match="diverged"):
        reg.partial_fit(X, 1e300 * y)
    assert all(np.array_equal(a, b) for a, b in zip(before, learnt(reg), strict=True))
    assert reg.partial_fit(X, y).score(X, y) > 0


@UNFINISHED
def test_divergence_with_a_validation_set_keeps_the_best() -> None:
    X, y = line()
    settings: dict[str, Any] = {"activation": "identity", "solver": "sgd", "learning_rate_init": 0.1, "random_state": 0}
    reg = MLPRegressor((16, 16), early_stopping=True, **settings).fit(X, 100 * y)
    assert np.isfinite(reg.predict(X)).all()
    assert reg.best_validation_score_ == np.nanmax(reg.validation_scores_ or [])


SCRIPT = """
    import os, signal, threading, warnings
    import numpy as np
    from backproof.estimators import MLPRegressor

    # So many samples that neither solver comes to an end of its own before the signal.
    X = np.random.default_rng(0).normal(size=(5000, 20))
    y = np.sin(X).sum(axis=1)
    reg = MLPRegressor((64,), solver={solver!r}, max_iter=10**6, max_fun=10**9, tol=0, n_iter_no_change=np.inf)
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        reg.fit(X, y)
    print(reg.n_iter_ > 0, reg.score(X, y) > 0.1, reg.stopped_)
    print(*(each.message for each in seen))
"""


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_ctrl_c_ends_the_training_and_keeps_what_was_learnt(solver: str) -> None:
    script = textwrap.dedent(SCRIPT).format(solver=solver)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()
    assert first.startswith("True True ")
    assert "Training interrupted in epoch" in second
    assert "what was learnt is kept" in second


@UNFINISHED
def test_a_divergence_keeps_the_best_parameters_where_none_has_a_score() -> None:
    X, y = line()
    reg = MLPRegressor((), early_stopping=True, scoring=lambda *_: np.nan, max_iter=5, random_state=0).fit(X, y)
    assert np.isnan(reg.validation_scores_).all()
    kept = reg.coefs_[0].copy()
    reg.set_params(warm_start=True, solver="sgd", learning_rate_init=1e200)
    with pytest.warns(ConvergenceWarning, match="diverged"):
        reg.fit(X, y)
    assert np.isfinite(reg.coefs_[0]).all()
    np.testing.assert_array_equal(reg.coefs_[0], kept)
