"""What scikit-learn's own perceptrons promise, held here as well; docs/scikit-learn.md says which promise is where."""

from __future__ import annotations

import re
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sklearn.neural_network
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import roc_auc_score

from backproof.estimators import MLPClassifier, MLPRegressor
from backproof.train.engine import Array
from tests.estimators.samples import UNFINISHED, apart, digits, iris, learnt, line, moons

ACTIVATIONS = ["identity", "logistic", "tanh", "relu"]
KINDS = {"MLPClassifier": MLPClassifier, "MLPRegressor": MLPRegressor}
PAGE = Path(__file__).parents[2] / "docs" / "scikit-learn.md"


def both(kind: str, **settings: Any) -> tuple[Any, Any]:
    """Our estimator and scikit-learn's with the same settings."""
    return KINDS[kind](**settings), getattr(sklearn.neural_network, kind)(**settings)


@UNFINISHED
def test_a_larger_penalty_brings_weights_closer_to_zero() -> None:
    X, y = digits(2)
    sums = [
        [np.abs(array).sum() for array in MLPClassifier((10,), alpha=alpha, random_state=1).fit(X, y).coefs_]
        for alpha in (0.0, 1.0)
    ]
    assert all(strong < none for none, strong in zip(*sums, strict=True))


@UNFINISHED
def test_one_step_down_the_gradient_is_that_by_hand() -> None:
    X, y = np.array([[0.6, 0.8, 0.7]]), [0]
    clf = MLPClassifier((2,), activation="logistic", solver="sgd", momentum=0, alpha=0.1, learning_rate_init=0.1)
    clf.set_params(random_state=0, max_iter=1, warm_start=True).partial_fit(X, y, classes=[0, 1])
    w, b = [array.copy() for array in clf.coefs_], [array.copy() for array in clf.intercepts_]
    hidden = 1 / (1 + np.exp(-(X @ w[0] + b[0])))
    error = 1 / (1 + np.exp(-(hidden @ w[1] + b[1])))
    below = error * w[1].T * hidden * (1 - hidden)
    clf.partial_fit(X, y)
    expected = [
        w[0] - 0.1 * (X.T @ below + 0.1 * w[0]), w[1] - 0.1 * (hidden.T @ error + 0.1 * w[1]),
        b[0] - 0.1 * below[0], b[1] - 0.1 * error[0],
    ]  # fmt: skip
    assert all(a == pytest.approx(b) for a, b in zip(learnt(clf), expected, strict=True))


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_lbfgs_classifies_digits(classes: int, activation: str) -> None:
    X, y = digits(classes)
    clf = MLPClassifier((50,), activation=activation, solver="lbfgs", max_iter=150, random_state=1)
    assert clf.fit(X[:150], y[:150]).score(X[:150], y[:150]) > 0.95
    predicted = clf.predict(X[150:])
    assert (predicted.shape, predicted.dtype.kind) == (y[150:].shape, y.dtype.kind)


@UNFINISHED
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_lbfgs_fits_numbers(activation: str) -> None:
    X, y = line(200, 10, noise=50)
    reg = MLPRegressor((50,), activation=activation, solver="lbfgs", tol=1e-3, random_state=1)
    assert reg.fit(X, y).score(X, y) > (0.7 if activation == "identity" else 0.98)


@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
def test_lbfgs_evaluates_no_more_often_than_it_may(kind: Any) -> None:
    X, y = digits(2)
    with pytest.warns(ConvergenceWarning, match="lbfgs failed to converge"):
        estimator = kind((50,), solver="lbfgs", tol=0, max_iter=150, max_fun=5, random_state=1).fit(X, y)
    assert estimator.n_iter_ <= 5


def test_a_large_tolerance_ends_the_training_soon() -> None:
    clf = MLPClassifier(tol=0.5, max_iter=3000, solver="sgd", random_state=0).fit([[3, 2], [1, 6]], [1, 0])
    assert clf.n_iter_ < 100


@UNFINISHED
def test_probabilities_of_two_classes_rank_the_samples() -> None:
    X, y = digits(2)
    clf = MLPClassifier((5,), activation="logistic", random_state=1).fit(X[:50], y[:50])
    shares = clf.predict_proba(X[:50])
    assert shares.shape == (50, 2)
    assert roc_auc_score(y[:50], shares[:, 1]) == 1


@UNFINISHED
@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
@pytest.mark.parametrize("solver", ["sgd", "adam", "lbfgs"])
def test_a_warm_start_ends_at_the_number_of_epochs_of_each_fit(kind: Any, solver: str) -> None:
    X, y = iris()
    estimator = kind((8,), solver=solver, warm_start=True, max_iter=3, n_iter_no_change=np.inf, random_state=0)
    assert estimator.fit(X, y).n_iter_ == 3
    assert estimator.set_params(max_iter=5).fit(X, y).n_iter_ == 5


@UNFINISHED
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("activation", ["relu", "logistic"])
@pytest.mark.parametrize("solver", ["sgd", "adam", "lbfgs"])
def test_all_samples_in_one_batch_give_the_weights_that_scikit_learn_gives(
    kind: str, activation: str, solver: str
) -> None:
    X, y = iris()
    settings: dict[str, Any] = {"activation": activation, "solver": solver, "max_iter": 20, "random_state": 3}
    ours, theirs = (each.fit(X, y) for each in both(kind, hidden_layer_sizes=(7, 5), alpha=0.1, **settings))
    assert apart(ours, theirs) < 1e-4
    assert ours.loss_ == pytest.approx(theirs.loss_)
    assert ours.n_iter_ == theirs.n_iter_


@UNFINISHED
@pytest.mark.parametrize("kind", KINDS)
def test_early_stopping_holds_the_samples_back_that_scikit_learn_holds_back(kind: str) -> None:
    X, y = moons()
    settings: dict[str, Any] = {"early_stopping": True, "max_iter": 40, "learning_rate_init": 0.01, "random_state": 1}
    ours, theirs = (each.fit(X, y) for each in both(kind, hidden_layer_sizes=(7,), **settings))
    assert ours.validation_scores_ == pytest.approx(theirs.validation_scores_)
    assert apart(ours, theirs) < 1e-6


@UNFINISHED
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("solver", ["sgd", "adam"])
@pytest.mark.parametrize("shuffle", [False, True])
def test_the_same_seed_gives_the_weights_that_scikit_learn_gives(kind: str, solver: str, shuffle: bool) -> None:
    X, y = iris()
    settings: dict[str, Any] = {
        "solver": solver,
        "batch_size": 40,
        "shuffle": shuffle,
        "max_iter": 30,
        "random_state": 3,
    }
    for rows in (X, sparse.csr_array(np.maximum(X, 0))):
        ours, theirs = (each.fit(rows, y) for each in both(kind, hidden_layer_sizes=(7, 5), **settings))
        assert apart(ours, theirs) < 1e-9
        assert ours.loss_curve_ == pytest.approx(theirs.loss_curve_)


@UNFINISHED
@pytest.mark.parametrize("rate", ["constant", "invscaling", "adaptive"])
@pytest.mark.parametrize("nesterov", [True, False])
def test_rates_and_momentum_are_those_of_scikit_learn(rate: str, nesterov: bool) -> None:
    X, y = moons()
    settings: dict[str, Any] = {"solver": "sgd", "learning_rate": rate, "learning_rate_init": 0.5, "max_iter": 60}
    settings |= {"nesterovs_momentum": nesterov, "momentum": 0.8, "tol": 0.02, "n_iter_no_change": 2, "random_state": 0}
    theirs = sklearn.neural_network.MLPClassifier((7,), **settings).fit(X, y)
    ours = MLPClassifier((7,), **settings).fit(X, y)
    assert ours.n_iter_ == theirs.n_iter_
    assert apart(ours, theirs) < 1e-6


def _rows() -> dict[str, str]:
    """The table of the page: scikit-learn's test, and where the promise is held here, or why not."""
    return dict(re.findall(r"^\| `(test_\w+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_test_that_the_page_names_is_there() -> None:
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    named = {name for row in _rows().values() for name in re.findall(r"`(test_\w+)`", row)}
    assert len(named) > 30
    assert not [name for name in sorted(named) if f"def {name}(" not in here]


def test_every_test_of_scikit_learn_is_on_the_page() -> None:
    package = find_spec("sklearn.neural_network")
    tests = Path(str(package and package.origin)).parent / "tests" / "test_mlp.py"
    if not tests.exists():
        pytest.skip("scikit-learn is installed without its tests")
    theirs = set(re.findall(r"^def (test_\w+)\(", tests.read_text(encoding="utf-8"), re.MULTILINE))
    assert not theirs - _rows().keys()


def test_a_network_of_any_size_begins_where_that_of_scikit_learn_begins() -> None:
    X, y = moons()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sklearn.neural_network.MLPClassifier((9, 4), max_iter=1, learning_rate_init=1e-30, random_state=5)
        ours = MLPClassifier((9, 4), max_iter=1, learning_rate_init=1e-30, random_state=5)
        pairs: list[tuple[Array, Array]] = list(zip(learnt(ours.fit(X, y)), learnt(theirs.fit(X, y)), strict=True))
    assert all(np.array_equal(a, b) for a, b in pairs)
