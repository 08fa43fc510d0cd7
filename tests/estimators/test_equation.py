"""Any network and any loss that can be written as equations."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.datasets import load_diabetes, load_iris
from sklearn.ensemble import StackingRegressor, VotingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from backproof import Model
from backproof.estimators import EquationEstimator, MLPRegressor
from backproof.estimators.settings import InvalidSetting

LINE = [r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"]
SOFTMAX = [r"z_k = \sum_i w_{ik} x_i + b_k", r"p_k = \frac{e^{z_k}}{\sum_m e^{z_m}}", r"L = -\sum_k y_k \log p_k"]
RESIDUAL = [
    r"h_j = \tanh(\sum_i w_{ij} x_i + b_j)", r"g_k = h_k + \tanh(\sum_j v_{jk} h_j + c_k)",
    r"o = \sum_k u_k g_k + d", r"L = \frac12 (o - y)^2",
]  # fmt: skip
READABLE = "LaTeX in index form: sums over named indices, products, powers, fractions, functions, derivatives"
DOCUMENT = r"""
The input is $x \in R^{10}$; $W_1 \in R^{6 \times 10}$, $b_1 \in R^6$, $W_2 \in R^{10 \times 6}$, $b_2 \in R^{10}$.

$$h = \tanh(W_1 x + b_1)$$
$$o = W_2 h + b_2$$
$$L = \|o - y\|^2$$
"""


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _iris() -> tuple[Any, Any]:
    X, y = load_iris(return_X_y=True)
    return StandardScaler().fit_transform(X), np.array(["setosa", "versicolor", "virginica"])[y]


def _diabetes() -> tuple[Any, Any]:
    X, y = load_diabetes(return_X_y=True)
    return StandardScaler().fit_transform(X), (y - y.mean()) / y.std()


def test_a_line_is_least_squares() -> None:
    X, y = _diabetes()
    line = EquationEstimator(LINE, solver="lbfgs", tol=1e-10, max_iter=1000).fit(X, y)
    expected = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]
    least = np.mean((np.column_stack([X, np.ones(len(X))]) @ expected - y) ** 2)
    assert line.loss_ == pytest.approx(least, rel=1e-6)


def test_a_target_with_an_index_and_labels_in_one_column_make_a_classifier() -> None:
    X, y = _iris()
    softmax = EquationEstimator(SOFTMAX, solver="lbfgs", random_state=0).fit(X, y)
    assert softmax.score(X, y) > 0.97
    assert list(softmax.classes_) == ["setosa", "versicolor", "virginica"]
    np.testing.assert_allclose(softmax.predict_proba(X).sum(axis=1), 1)


def test_residual_connections_and_sizes_by_letter_are_learnt() -> None:
    X, y = _diabetes()
    network = EquationEstimator(
        RESIDUAL, sizes={"j": 8}, max_iter=300, learning_rate_init=0.01, random_state=0
    ).fit(X, y)  # fmt: skip
    assert network.parameters_["v"].shape == (8, 8)
    assert network.score(X, y) > 0.5
    np.testing.assert_allclose(network.quantity("h", X[:3]).shape, (3, 8))


def test_weights_that_are_shared_are_one_parameter() -> None:
    X, _ = _diabetes()
    tied = EquationEstimator(
        [r"h_j = \sum_i w_{ij} x_i", r"o_i = \sum_j w_{ij} h_j", r"L = \sum_i (o_i - y_i)^2"],
        sizes={"j": 3}, solver="lbfgs", random_state=0, max_iter=500,
    ).fit(X, X)  # fmt: skip
    assert list(tied.parameters_) == ["w"]
    # Three principal components are the best that a linear network with three units can do (Baldi & Hornik, 1989).
    singular = np.linalg.svd(X, compute_uv=False)
    assert tied.loss_ == pytest.approx((singular[3:] ** 2).sum() / len(X), rel=1e-4)


def test_a_document_in_matrix_notation_trains_with_its_shapes() -> None:
    X, _ = _diabetes()
    trained = EquationEstimator(DOCUMENT, solver="lbfgs", random_state=0).fit(X, X)
    assert {name: array.shape for name, array in trained.parameters_.items()} == {
        "W_1": (6, 10), "b_1": (6,), "W_2": (10, 6), "b_2": (10,),
    }  # fmt: skip
    assert trained.score(X, X) > 0.8


def test_the_same_network_written_out_or_as_a_perceptron_learns_the_same() -> None:
    X, y = _diabetes()
    settings: dict[str, Any] = {
        "solver": "sgd", "momentum": 0.0, "learning_rate_init": 0.01, "max_iter": 5, "shuffle": False,
        "random_state": 0,
    }  # fmt: skip
    perceptron = MLPRegressor((4,), activation="tanh", alpha=0, **settings).fit(X, y)
    still = settings | {"max_iter": 1, "learning_rate_init": 1e-300}
    begun = MLPRegressor((4,), activation="tanh", alpha=0, **still).fit(X, y)
    (w, u), (b, d) = begun.coefs_, begun.intercepts_
    written = EquationEstimator(
        [r"h_j = \tanh(\sum_i w_{ij} x_i + b_j)", r"o = \sum_j u_j h_j + d", r"L = \frac12 (o - y)^2"],
        sizes={"j": 4}, initial={"w": w, "u": u[:, 0], "b": b, "d": d[0]}, **settings,
    ).fit(X, y)  # fmt: skip
    np.testing.assert_allclose(written.predict(X), perceptron.predict(X), rtol=1e-12, atol=1e-12)


def test_constants_have_the_values_that_are_given() -> None:
    X, y = _diabetes()
    ridge = [r"o = \sum_i w_i x_i", r"L = (o - y)^2 + \lambda \sum_i w_i^2"]
    small, large = (
        EquationEstimator(ridge, constants={"lambda": value}, solver="lbfgs").fit(X, y) for value in (0.0, 10.0)
    )
    assert np.abs(large.parameters_["w"]).sum() < np.abs(small.parameters_["w"]).sum() / 3
    exact = np.linalg.solve(X.T @ X / len(X) + 10 * np.eye(10), X.T @ y / len(X))
    np.testing.assert_allclose(large.parameters_["w"], exact, atol=1e-4)


def test_it_works_inside_pipelines_searches_clones_and_pickles() -> None:
    X, y = _iris()
    search = GridSearchCV(
        make_pipeline(StandardScaler(), EquationEstimator(SOFTMAX, solver="lbfgs", random_state=0)),
        {"equationestimator__max_iter": [1, 50]}, cv=KFold(3, shuffle=True, random_state=0),
    ).fit(X, y)  # fmt: skip
    assert search.best_score_ > 0.9
    trained = EquationEstimator(SOFTMAX, max_iter=5, random_state=0).fit(X, y)
    copied = pickle.loads(pickle.dumps(trained))
    assert (copied.predict(X) == trained.predict(X)).all()
    assert clone(trained).get_params()["model"] == SOFTMAX


@pytest.mark.parametrize(
    ("model", "settings", "message", "expected"),
    [
        ([r"o = w x_1", "L = (o - y"], {}, "an opening bracket without a closing one", READABLE),
        ([r"o = \sum_i w_i z_i", "L = (o - y)^2"], {}, "it is not clear which quantity the inputs are", "one of w, z"),
        (LINE, {"target": "t"}, "there is no target t", "one of w, x, b, y"),
        (LINE, {"output": "q"}, "there is no definition q", "one of o, L"),
        (LINE, {"sizes": {"r": 3}}, "there is no index r", "one of i"),
        (RESIDUAL, {}, "nothing says how many elements j has", "sizes for j"),
        (LINE, {"constants": {"q": 1}}, "there is no input q", "one of w, x, b, y"),
        (LINE, {"solver": "adm"}, "the parameter solver can't be used", "one of sgd, adam, adamw, rmsprop, lbfgs"),
    ],
)
def test_what_can_not_be_used_is_refused_with_what_was_expected(
    model: list[str], settings: dict[str, Any], message: str, expected: str
) -> None:
    X, y = _diabetes()
    with pytest.raises(InvalidSetting) as caught:
        EquationEstimator(model, **settings).fit(X, y)
    problem = caught.value.diagnostic
    assert (problem.message, problem.expected) == (message, expected)
    assert problem.advice


@pytest.mark.parametrize("labels", [["no", "yes"], [False, True]])
def test_two_classes_need_no_index_on_the_target(labels: list[Any]) -> None:
    X, y = _iris()
    two = np.array(labels)[(y == "setosa") * 1]
    logistic = EquationEstimator(
        [r"p = \sigma(\sum_i w_i x_i + b)", r"L = -y \log p - (1 - y) \log(1 - p)"], solver="lbfgs"
    ).fit(X, two)
    assert logistic.score(X, two) == 1
    assert logistic.predict(X[:1]).tolist() == [labels[1]]
    np.testing.assert_allclose(logistic.predict_proba(X).sum(axis=1), 1)


def test_inputs_with_numbers_are_the_columns_in_order() -> None:
    X, y = _diabetes()
    numbered = EquationEstimator([r"o = u x_2 + v x_1 + b", r"L = (o - y)^2"], solver="lbfgs").fit(X[:, :2], y)
    line = EquationEstimator(LINE, solver="lbfgs").fit(X[:, :2], y)
    given = [numbered.parameters_["v"], numbered.parameters_["u"]]
    np.testing.assert_allclose(given, line.parameters_["w"], atol=1e-3)


def test_a_logarithm_of_what_may_be_negative_is_said() -> None:
    X, y = _diabetes()
    with pytest.raises(InvalidSetting) as caught:
        EquationEstimator([r"o = \sum_i w_i x_i", r"L = y \log o"]).fit(X, y)
    problem = caught.value.diagnostic
    assert problem.message == "the loss has no value: log(o) is outside of its domain"
    assert problem.expected == "arguments with x > 0"


def test_columns_that_do_not_fit_the_model_are_refused_with_both_numbers() -> None:
    X, _ = _diabetes()
    with pytest.raises(InvalidSetting) as caught:
        EquationEstimator(DOCUMENT).fit(X[:, :9], X)
    problem = caught.value.diagnostic
    assert (problem.written, problem.expected) == ("9 columns", "10 of x")


def test_a_model_object_is_trained_but_not_saved(tmp_path: Path) -> None:
    X, y = _diabetes()
    trained = EquationEstimator(Model(*LINE), solver="lbfgs").fit(X, y)
    with pytest.raises(InvalidSetting) as caught:
        trained.save(tmp_path / "model.safetensors")
    assert caught.value.diagnostic.advice == "give the estimator definitions or a path"


def test_what_a_trained_model_does_not_have_is_refused() -> None:
    X, y = _diabetes()
    line = EquationEstimator(LINE, solver="lbfgs").fit(X, y)
    with pytest.raises(InvalidSetting) as caught:
        line.quantity("q", X)
    problem = caught.value.diagnostic
    assert (problem.message, problem.expected) == ("there is no such quantity", "one of o, L")
    with pytest.raises(InvalidSetting) as caught:
        line.predict_proba(X)
    problem = caught.value.diagnostic
    assert (problem.message, problem.expected) == ("the model predicts numbers", "predict")


def test_classes_that_do_not_fit_the_target_are_refused() -> None:
    X, y = _iris()
    logistic = [r"p = \sigma(\sum_i w_i x_i + b)", r"L = -y \log p - (1 - y) \log(1 - p)"]
    with pytest.raises(InvalidSetting) as caught:
        EquationEstimator(logistic).fit(X, y)
    problem = caught.value.diagnostic
    assert (problem.written, problem.expected) == ("3 classes", "2 classes")
    softmax = EquationEstimator(SOFTMAX, max_iter=1).fit(X, y)
    with pytest.raises(InvalidSetting) as caught:
        softmax.partial_fit(X[:2], ["setosa", "alpina"])
    assert caught.value.diagnostic.written == "['alpina']"


SQUARES = [r"o_k = \sum_i w_{ik} x_i", r"L = \sum_k (o_k - y_k)^2"]
LOGITS = [r"z_k = \sum_i w_{ik} x_i", r"\ell = \log \sum_m e^{z_m}", r"L = \ell - \sum_k y_k z_k"]


@pytest.mark.parametrize(
    ("model", "classifies"),
    [(SOFTMAX, True), (LOGITS, True), (LINE, False), (RESIDUAL, False), (SQUARES, False)],
)
def test_a_loss_that_is_linear_in_the_labels_makes_a_classifier(model: list[str], classifies: bool) -> None:
    estimator = EquationEstimator(model)
    assert (is_classifier(estimator), is_regressor(estimator)) == (classifies, not classifies)


@pytest.mark.parametrize("model", [(), [r"\frac"], "no/such/document.md", 7])
def test_a_model_that_is_not_read_is_neither(model: Any) -> None:
    assert not is_classifier(EquationEstimator(model))
    assert not is_regressor(EquationEstimator(model))


def test_classes_of_any_loss_make_a_classifier_once_they_are_known() -> None:
    X, y = _iris()
    estimator = EquationEstimator(SQUARES, max_iter=3).fit(X, y)
    assert is_classifier(estimator)
    assert is_regressor(EquationEstimator(SQUARES, max_iter=3).fit(X, np.eye(3)[np.arange(150) % 3]))


def test_cross_validation_takes_samples_of_each_class() -> None:
    X, y = _iris()
    estimator = EquationEstimator(SOFTMAX, learning_rate_init=0.05, random_state=0)
    assert cross_val_score(estimator, X, y, cv=3).min() > 0.9  # in the order of iris each third is a class
    assert cross_val_score(estimator, X, y, cv=3, scoring="accuracy").min() > 0.9


def test_ensembles_take_equations_for_what_they_are() -> None:
    X, y = _iris()
    estimator = EquationEstimator(SOFTMAX, learning_rate_init=0.05, random_state=0)
    vote = VotingClassifier([("a", estimator), ("b", GaussianNB())], voting="soft").fit(X, y)
    assert vote.score(X, y) > 0.9
    X, y = _diabetes()
    stack = StackingRegressor([("line", EquationEstimator(LINE, solver="lbfgs", random_state=0))]).fit(X, y)
    assert stack.score(X, y) > 0.4


def test_the_largest_of_several_units_is_learnt() -> None:
    random = np.random.default_rng(0)
    X = random.normal(size=(300, 2))
    maxout = [r"h_j = \sum_i w_{ji} x_i", r"o = \max_j h_j", r"L = (o - y)^2"]
    estimator = EquationEstimator(maxout, sizes={"j": 2}, solver="lbfgs", tol=1e-8, random_state=0)
    assert estimator.fit(X, X.max(axis=1)).score(X, X.max(axis=1)) > 0.9999
