"""Networks without hidden layers are the linear models of the field, with the same coefficients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Perceptron, PoissonRegressor, Ridge

from backproof.estimators import MLPClassifier, MLPRegressor
from tests.estimators.samples import UNFINISHED, iris, line, moons

EXACT: dict[str, Any] = {"solver": "lbfgs", "tol": 1e-10, "max_iter": 5000, "random_state": 0}


@UNFINISHED
@pytest.mark.parametrize("alpha", [0.1, 1.0, 10.0])
def test_logistic_regression_with_penalty_one_over_c(alpha: float) -> None:
    X, y = moons()
    ours = MLPClassifier((), alpha=alpha, **EXACT).fit(X, y)
    theirs = LogisticRegression(C=1 / alpha, tol=1e-10, max_iter=5000).fit(X, y)
    assert ours.coefs_[0] == pytest.approx(theirs.coef_.T, abs=1e-4)
    assert ours.intercepts_[0] == pytest.approx(theirs.intercept_, abs=1e-4)


@UNFINISHED
def test_softmax_regression_with_penalty_one_over_c() -> None:
    X, y = iris()
    ours = MLPClassifier((), alpha=0.5, **EXACT).fit(X, y)
    theirs = LogisticRegression(C=2, tol=1e-10, max_iter=5000).fit(X, y)
    assert ours.coefs_[0] == pytest.approx(theirs.coef_.T, abs=1e-4)
    assert ours.predict_proba(X) == pytest.approx(theirs.predict_proba(X), abs=1e-5)


@UNFINISHED
def test_ridge_regression() -> None:
    X, y = line()
    ours = MLPRegressor((), alpha=3.0, **EXACT).fit(X, y)
    theirs = Ridge(alpha=3.0).fit(X, y)
    assert ours.coefs_[0][:, 0] == pytest.approx(theirs.coef_, abs=1e-5)
    assert ours.intercepts_[0] == pytest.approx(theirs.intercept_, abs=1e-5)


@UNFINISHED
def test_poisson_regression() -> None:
    X, y = line()
    counts = np.random.default_rng(0).poisson(np.exp(y))
    ours = MLPRegressor((), loss="poisson", alpha=0, **EXACT).fit(X, counts)
    theirs = PoissonRegressor(alpha=0, tol=1e-10).fit(X, counts)
    assert ours.coefs_[0][:, 0] == pytest.approx(theirs.coef_, abs=1e-3)


@UNFINISHED
def test_the_perceptron_learns_by_its_own_rule() -> None:
    X, y = moons()
    X = X[:, ::-1] + np.where(y == 1, -1.5, 1.5)[:, None]
    targets = np.where(y == 1, 1.0, -1.0)
    # Rosenblatt (1958): add the target times the sample wherever the sign is wrong; the loss is max(0, -y z), which
    # has no slope at zero, so the weights begin elsewhere.
    ours = MLPRegressor((), loss=r"\max(0, -y \hat y)", solver="sgd", momentum=0, learning_rate_init=1, alpha=0)
    ours.set_params(random_state=0, batch_size=1, shuffle=False, max_iter=20, tol=0).fit(X, targets)
    theirs = Perceptron(shuffle=False, max_iter=20, tol=None).fit(X, y)
    assert np.array_equal(ours.predict(X) > 0, theirs.predict(X) == 1)


@UNFINISHED
def test_a_support_vector_machine_is_a_hinge_without_hidden_layers() -> None:
    X, y = moons()
    ours = MLPRegressor((), loss=r"\max(0, 1 - y \hat y)", learning_rate="cosine", learning_rate_init=0.1, tol=0)
    targets = np.where(y == 1, 1.0, -1.0)
    assert np.mean((ours.set_params(random_state=0).fit(X, targets).predict(X) > 0) == (y == 1)) > 0.8
