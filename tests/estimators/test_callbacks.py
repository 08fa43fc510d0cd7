"""Callbacks of scikit-learn 1.9: monitors, progress bars, and those that ask to stop; alone and inside searches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

pytest.importorskip("sklearn.callback", reason="callbacks came with scikit-learn 1.9")

from sklearn.callback import ProgressBar, ScoringMonitor

from backproof.estimators import MLPClassifier, MLPRegressor
from tests.estimators.samples import UNFINISHED, Array, line, moons

pytestmark = UNFINISHED


class Recorder:
    """Keeps what it is told; asks to stop after some epochs."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.stop_after = stop_after
        self.events: list[str] = []
        self.predictions: list[Array] = []

    def setup(self, estimator: Any, context: Any) -> None:
        self.events.append("setup")

    def teardown(self, estimator: Any, context: Any) -> None:
        self.events.append("teardown")

    def on_fit_task_begin(self, estimator: Any, context: Any) -> None:
        self.events.append(f"begin {context.task_name} {context.task_id}")

    def on_fit_task_end(self, estimator: Any, context: Any, *, X: Any = None, fitted_estimator: Any = None) -> bool:
        self.events.append(f"end {context.task_name} {context.task_id}")
        if fitted_estimator is not None:
            self.predictions.append(fitted_estimator.predict(X))
        return self.stop_after is not None and context.task_id + 1 >= self.stop_after


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_a_callback_is_told_of_the_fit_and_of_each_epoch(solver: str) -> None:
    X, y = line()
    recorder = Recorder()
    MLPRegressor((4,), solver=solver, max_iter=2, random_state=0).set_callbacks(recorder).fit(X, y)
    assert recorder.events == [
        "setup", "begin fit 0", "begin epoch 0", "end epoch 0", "begin epoch 1", "end epoch 1", "end fit 0", "teardown",
    ]  # fmt: skip


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_a_callback_can_predict_with_what_is_learnt_so_far(solver: str) -> None:
    X, y = line()
    recorder = Recorder()
    reg = MLPRegressor((4,), solver=solver, max_iter=3, random_state=0).set_callbacks(recorder).fit(X, y)
    first, _, last = recorder.predictions
    assert np.array_equal(last, reg.predict(X))
    assert not np.array_equal(first, last)


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_a_callback_that_asks_to_stop_stops_the_training(solver: str) -> None:
    X, y = line()
    reg = MLPRegressor((4,), solver=solver, max_iter=50, random_state=0).set_callbacks(Recorder(3)).fit(X, y)
    assert reg.n_iter_ == 3
    assert "asked" in reg.stopped_


def test_callbacks_do_not_change_what_is_learnt() -> None:
    X, y = line()
    plain, told = (MLPRegressor((4,), max_iter=9, random_state=0) for _ in range(2))
    assert np.array_equal(plain.fit(X, y).predict(X), told.set_callbacks(Recorder()).fit(X, y).predict(X))


def test_the_scoring_monitor_follows_the_training() -> None:
    X, y = moons()
    monitor = ScoringMonitor(scoring="accuracy")
    clf = MLPClassifier((8,), max_iter=20, learning_rate_init=0.05, random_state=0).set_callbacks(monitor).fit(X, y)
    log = monitor.get_logs()
    scores = [row["accuracy"] for row in log.data if row["task_name"] == "epoch"]
    assert len(scores) == 20
    assert scores[-1] == clf.score(X, y)


def test_the_progress_bar_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rich", reason="the progress bar of scikit-learn needs rich")
    X, y = moons()
    MLPClassifier((4,), max_iter=3, random_state=0).set_callbacks(ProgressBar()).fit(X, y)
    assert "MLPClassifier" in capsys.readouterr().out


def test_callbacks_reach_the_estimator_inside_a_search_and_a_pipeline() -> None:
    X, y = moons()
    monitor = ScoringMonitor(scoring="accuracy")
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((4,), max_iter=3, random_state=0).set_callbacks(monitor))
    search = GridSearchCV(pipeline, {"mlpclassifier__alpha": [0.0, 1.0]}, cv=2).fit(X, y)
    assert search.best_score_ > 0.3
    assert len(monitor.get_logs(select="all")) >= 1


def test_the_progress_bar_of_a_search_shows_the_epochs_below(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rich", reason="the progress bar of scikit-learn needs rich")
    X, y = moons()
    search = GridSearchCV(MLPClassifier((4,), max_iter=2, random_state=0), {"alpha": [0.0, 1.0]}, cv=2)
    search.set_callbacks(ProgressBar(max_propagation_depth=None)).fit(X, y)
    assert "GridSearchCV" in capsys.readouterr().out


def test_an_error_in_a_callback_ends_the_fit_and_is_the_error_that_is_seen() -> None:
    class Broken(Recorder):
        def on_fit_task_end(self, estimator: Any, context: Any, *, X: Any = None, fitted_estimator: Any = None) -> bool:
            raise OSError("disk full")

    X, y = moons()
    broken = Broken()
    with pytest.raises(OSError, match="disk full"):
        MLPClassifier((4,), max_iter=2, random_state=0).set_callbacks(broken).fit(X, y)
    assert broken.events[-1] == "teardown"
