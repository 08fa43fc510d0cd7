"""What trains can be read: equations, gradient, derivation and plan."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from sklearn.datasets import load_diabetes, load_iris
from sklearn.exceptions import ConvergenceWarning, NotFittedError

from backproof.api import check
from backproof.estimators import EquationEstimator, MLPClassifier, MLPRegressor


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _regression(**settings: Any) -> MLPRegressor:
    X, y = load_diabetes(return_X_y=True)
    trained: MLPRegressor = MLPRegressor(max_iter=1, random_state=0, **settings).fit(X, y)
    return trained


def test_the_equations_the_gradient_and_the_plan_are_shown() -> None:
    shown = _regression(hidden_layer_sizes=(3,), activation="tanh", loss=r"(\hat y - y)^4", batch_size=20).show()
    for line in (
        "    a_nj^(1) = tanh(z_nj^(1))",
        "    L_n = (z_n^(2) − y_n)⁴",
        "    J = ∑_n ω_n L_n + α(∑_j ∑_i (w_ij^(1))² + ∑_i (w_i^(2))²)/(2m_B)",
        "    ∂J/∂z_n^(2) = 4 ∂J/∂L_n · (z_n^(2) − y_n)³",
        "    ∂J/∂w_ij^(1) = ∑_n x_ni ∂J/∂z_nj^(1) + αw_ij^(1)/m_B",
        "  product 20 × 10 × 3 ",
    ):
        assert line in shown
    assert "Plan for 20 samples" in shown


def test_the_masks_of_dropout_stand_in_the_equations() -> None:
    assert " = r_nj^(1) a_nj^(1)" in _regression(hidden_layer_sizes=(3,), dropout=0.5).show()


def test_frozen_layers_have_no_gradient() -> None:
    shown = _regression(hidden_layer_sizes=(3,), frozen_layers=(0,)).show()
    assert "∂J/∂w_j^(2)" in shown
    assert "∂J/∂w_ij^(1)" not in shown


@pytest.mark.parametrize("notation", ["index", "delta", "matrix"])
def test_the_derivation_behind_the_gradient_is_right_to_the_checker(notation: str) -> None:
    X, y = load_iris(return_X_y=True)
    trained = MLPClassifier((3,), activation="tanh", max_iter=1, random_state=0).fit(X, y)
    summary = check(trained.derivation(notation).to("markdown")).summary
    assert summary["right"] == summary["statements"] > 30


def test_an_equation_estimator_shows_the_letters_of_its_author() -> None:
    X, y = load_diabetes(return_X_y=True)
    trained = EquationEstimator([r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"], max_iter=1, random_state=0).fit(X, y)
    assert "    ∂J/∂w_i = ∑_n ∂J/∂o_n · x_ni" in trained.show()
    assert "∂L/∂b = 2(o − y)" in str(trained.derivation())


def test_nothing_is_shown_before_it_is_trained() -> None:
    with pytest.raises(NotFittedError):
        MLPRegressor().show()
