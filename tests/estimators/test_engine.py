"""Which engine trains: the native one where it is installed, and what the environment asks for."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from backproof.estimators import MLPRegressor
from backproof.estimators import engine as choosing
from backproof.estimators.engine import engine, threads
from backproof.source import BackproofError
from backproof.train.engines.native.library import ABSENT, NativeWarning, found, warned
from tests.native.native import needs_library


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was chosen before is forgotten."""
    for name in ("BACKPROOF_ENGINE", "BACKPROOF_THREADS", "OMP_NUM_THREADS", "BACKPROOF_PATH"):
        monkeypatch.delenv(name, raising=False)


def test_numpy_trains_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKPROOF_ENGINE", "numpy")
    assert engine().name == "numpy"


@needs_library
def test_the_native_engine_trains_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine().name == "native"
    monkeypatch.setenv("BACKPROOF_ENGINE", "native")
    assert engine().name == "native"


def test_without_the_library_numpy_trains_which_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "found", lambda: (None, ABSENT))
    for cached in (choosing._engine, warned):
        cached.cache_clear()
    with pytest.warns(NativeWarning, match="The native engine is not installed") as told:
        assert engine().name == engine().name == "numpy"
    assert len(told) == 1
    choosing._engine.cache_clear()


def test_who_asks_for_numpy_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKPROOF_ENGINE", "numpy")
    monkeypatch.setattr(choosing, "found", lambda: (None, ABSENT))
    choosing._engine.cache_clear()
    assert engine().name == "numpy"
    choosing._engine.cache_clear()


def test_a_library_that_does_not_fit_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "The native engine is version 8. Training runs on NumPy; pip install it anew."
    monkeypatch.setattr(choosing, "found", lambda: (None, sentence))
    choosing._engine.cache_clear()
    with pytest.warns(NativeWarning, match="version 8") as told:
        assert engine().name == engine().name == "numpy"
    assert len(told) == 1
    choosing._engine.cache_clear()


def test_an_engine_that_is_not_there_is_an_error_with_four_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKPROOF_ENGINE", "cuda")
    with pytest.raises(BackproofError) as error:
        engine()
    told = str(error.value)
    assert "there is no engine cuda" in told
    assert "BACKPROOF_ENGINE=cuda" in told
    assert "auto, numpy or native" in told
    assert "unset BACKPROOF_ENGINE" in told
    monkeypatch.setenv("BACKPROOF_ENGINE", "native")
    monkeypatch.setattr(choosing, "found", lambda: (None, ABSENT))
    choosing._engine.cache_clear()
    with pytest.raises(BackproofError, match="The native engine is not installed") as error:
        engine()
    assert "in the project's folder pip install ./native" in str(error.value)
    choosing._engine.cache_clear()


@needs_library
def test_instructions_that_the_processor_does_not_have_are_an_error_with_four_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BACKPROOF_PATH", "abacus")
    with pytest.raises(BackproofError) as error:
        engine()
    told = str(error.value)
    assert "this processor does not have the instructions abacus" in told
    assert "BACKPROOF_PATH=abacus" in told
    assert "one of portable" in told
    assert "unset BACKPROOF_PATH" in told
    monkeypatch.setenv("BACKPROOF_PATH", "portable")
    assert engine().name == "native"


@pytest.mark.parametrize(("values", "expected"), [(("3", "1"), 3), (("", "2"), 2), (("0", "5"), 5), (("many", "1"), 1)])
def test_no_more_threads_run_than_are_asked_for(
    values: tuple[str, str], expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zip(("BACKPROOF_THREADS", "OMP_NUM_THREADS"), values, strict=True):
        monkeypatch.setenv(name, value)
    assert threads() == expected


@needs_library
def test_both_engines_give_the_same_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    X = random.normal(size=(200, 4))
    y = np.sin(X[:, 0]) + X[:, 1] * X[:, 2]
    scores = []
    for name in ("numpy", "native"):
        monkeypatch.setenv("BACKPROOF_ENGINE", name)
        model = MLPRegressor((20,), dropout=0.1, early_stopping=True, max_iter=60, n_iter_no_change=60, random_state=1)
        with pytest.warns(UserWarning, match="Maximum iterations|maximum|epochs"):
            model.fit(X, y)
        scores.append([model.score(X, y), *model.loss_curve_])
    np.testing.assert_allclose(scores[1], scores[0], rtol=1e-9)
    assert found()[0] is sys.modules["backproof_native"]
