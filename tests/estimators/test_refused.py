"""What can't be used is refused with its place, and with what to do; nothing that was learnt is lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.estimators import EquationEstimator, MLPClassifier, MLPRegressor
from backproof.estimators.settings import SETTINGS, InvalidSetting
from tests.estimators.samples import UNFINISHED, line, moons

WRONG: dict[str, Any] = {
    "hidden_layer_sizes": (4, 0), "solver": "adm", "learning_rate": "slow", "initialisation": "hee", "tol_on": "rate",
    "alpha": -1, "weight_decay": -1, "batch_size": 0, "learning_rate_init": 0, "epsilon": 0, "power_t": -1,
    "max_iter": 0, "max_fun": 0.5, "tol": -1, "momentum": 2, "beta_1": 1, "beta_2": 1, "rho": -0.1,
    "validation_fraction": 1, "n_iter_no_change": 0, "dropout": 1, "clip_norm": 0, "shuffle": "no", "warm_start": 1,
    "nesterovs_momentum": None, "early_stopping": "yes", "checkpoint": "run.safetensors", "sizes": [16],
    "constants": [0.1], "initial": 0, "random_state": -1,
}  # fmt: skip


def refusal(*arguments: Any, **settings: Any) -> str:
    """The words of an error of fitting a classifier, all four parts of them."""
    return error_of(MLPClassifier(**settings), *arguments)


def error_of(estimator: Any, X: Any, y: Any, *more: Any) -> str:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the words are compared by the tests
        estimator.fit(X, y, *more)
    return str(caught.value)


@pytest.mark.parametrize("name", WRONG)
def test_a_setting_that_can_not_be_is_refused_with_what_it_may_be(name: str) -> None:
    wrong = {name: WRONG[name]}
    own = name in MLPClassifier().get_params()
    said = refusal(*moons(), **wrong) if own else error_of(EquationEstimator(LINE, **wrong), *line())
    assert f"the parameter {name} can't be used" in said
    assert repr(WRONG[name]) in said
    assert SETTINGS[name].words in said


def test_every_setting_has_a_wrong_value_in_these_tests() -> None:
    assert WRONG.keys() == SETTINGS.keys()


def test_a_misspelt_name_is_corrected() -> None:
    assert "write solver='adam'" in refusal(*moons(), solver="adm")
    assert "did you mean 'relu'?" in refusal(*moons(), activation="rellu")
    assert "did you mean 'relu'?" in refusal(*moons(), activation="ReLU")
    assert "did you mean 'squared_error'?" in error_of(MLPRegressor(loss="squared_eror"), *line())


@pytest.mark.parametrize(("value", "name"), [(np.nan, "NaN"), (np.inf, "infinity"), (-np.inf, "infinity")])
def test_a_number_that_is_not_finite_is_named_with_row_and_column(value: float, name: str) -> None:
    X, y = moons()
    X[7, 1] = value
    said = refusal(X, y)
    assert f"Input X contains {name}: row 7, column 1 (counted from 0)" in said
    assert "sklearn.impute" in said


def test_a_target_that_is_not_finite_is_named_with_its_row() -> None:
    X, y = line()
    y[3] = np.nan
    assert "Input y contains NaN: row 3 (counted from 0)" in error_of(MLPRegressor(), X, y)


def test_a_number_that_is_not_finite_is_named_in_prediction_too() -> None:
    X, y = line()
    reg = MLPRegressor((), solver="lbfgs").fit(X, y)
    X[2, 0] = np.inf
    with pytest.raises(ValueError, match="row 2, column 0"):
        reg.predict(X)


def test_strings_where_numbers_belong_are_refused() -> None:
    said = refusal([[1.0, "7"], [2.0, "red"]], [0, 1])
    assert "X holds text where numbers belong: row 1, column 1 (counted from 0)" in said
    assert "could not convert string to float: 'red'" in said


def test_another_number_of_features_is_refused_with_both_numbers() -> None:
    X, y = line()
    reg = MLPRegressor((), solver="lbfgs").fit(X, y)
    with pytest.raises(ValueError, match="X has 2 features, but MLPRegressor is expecting 3 features as input"):
        reg.predict(X[:, :2])


def test_targets_of_another_length_are_refused() -> None:
    X, y = moons()
    assert "inconsistent numbers of samples" in refusal(X, y[:-1])


def test_numbers_as_classes_are_refused() -> None:
    X, y = line()
    assert "Unknown label type" in refusal(X, y)


@UNFINISHED
def test_one_class_only_is_learnt_as_such() -> None:
    X, _ = moons()
    with pytest.warns(UserWarning, match="all targets are of one class, 'yes'"):
        clf = MLPClassifier((4,), max_iter=5, random_state=0).fit(X, ["yes"] * len(X))
    assert set(clf.predict(X)) == {"yes"}
    assert np.array_equal(clf.predict_proba(X), np.ones((len(X), 1)))


def test_a_negative_weight_is_refused() -> None:
    X, y = moons()
    assert "Negative values in data passed to `sample_weight`" in refusal(X, y, -np.ones(len(X)))


def test_a_loss_that_does_not_depend_on_the_output_is_refused() -> None:
    said = error_of(MLPRegressor(loss="y^2"), *line())
    assert r"the loss does not depend on the output \hat y" in said
    assert "this one has y" in said


def test_a_loss_with_an_unknown_letter_is_refused() -> None:
    said = error_of(MLPRegressor(loss=r"\beta (\hat y - y)^2"), *line())
    assert r"the loss has letters that nothing gives: \beta" in said
    assert "put the numbers in their places" in said


def test_a_loss_that_is_no_number_is_refused() -> None:
    said = error_of(MLPRegressor(loss=r"(\hat y_k - y_k)^2"), *line())
    assert "the loss is no number" in said
    assert "this one leaves k" in said


def test_a_loss_that_can_not_be_read_is_refused_with_its_place() -> None:
    said = error_of(MLPRegressor(loss=r"\frac{\hat y}{"), *line())
    assert r"\frac{\hat y}{" in said


def test_a_loss_outside_of_its_domain_says_which_link_is_missing() -> None:
    X, y = line()
    said = error_of(MLPRegressor((), loss=r"\hat y - y \log \hat y", random_state=0), X, np.abs(y))
    assert "is outside of its domain" in said
    assert "log(" in said
    assert "output_activation='exp', 'softplus' or 'sigmoid'" in said


@UNFINISHED
def test_the_link_that_is_asked_for_mends_the_loss() -> None:
    X, y = line()
    reg = MLPRegressor((), loss=r"\hat y - y \log \hat y", output_activation="exp", random_state=0)
    assert np.isfinite(reg.fit(X, np.abs(y)).loss_)


def test_an_activation_of_two_letters_is_refused() -> None:
    said = refusal(*moons(), activation=r"a \cdot b")
    assert "an activation is a function of one number" in said
    assert "this one has a, b" in said


@pytest.mark.parametrize("name", ["activation", "dropout"])
def test_values_for_another_number_of_layers_are_refused(name: str) -> None:
    values = {"activation": ("relu", "tanh", "relu"), "dropout": (0.1, 0.2, 0.3)}[name]
    said = refusal(*moons(), hidden_layer_sizes=(4, 4), **{name: values})
    assert f"{name} does not fit the hidden layers" in said
    assert "one value, or 2, one for each hidden layer; got 3" in said


@pytest.mark.parametrize("number", [2, -3, "first"])
def test_a_layer_to_freeze_that_does_not_exist_is_refused(number: Any) -> None:
    said = refusal(*moons(), frozen_layers=[number])
    assert "there is no such layer to freeze" in said
    assert "-2 to 1" in said


@UNFINISHED
def test_features_of_a_layer_that_does_not_exist_are_refused() -> None:
    X, y = moons()
    clf = MLPClassifier((4,), max_iter=3).fit(X, y)
    with pytest.raises(ValueError, match="there is no such layer"):
        clf.activations(X, 2)


def test_half_a_validation_set_is_refused() -> None:
    X, y = moons()
    with pytest.raises(ValueError, match="a validation set needs both of its parts") as caught:
        MLPClassifier().fit(X, y, X_val=X)
    assert "give y_val" in str(caught.value)


def test_a_validation_set_with_an_unknown_class_is_refused() -> None:
    X, y = moons()
    with pytest.raises(ValueError, match="has classes not in"):
        MLPClassifier().fit(X, y, X_val=X, y_val=y + 1)


def test_a_validation_set_of_one_sample_is_refused() -> None:
    said = error_of(MLPRegressor(early_stopping=True), *(each[:3] for each in line()))
    assert "The validation set is too small" in said
    assert "X_val and y_val" in said


@UNFINISHED
def test_a_batch_that_is_larger_than_the_data_is_said() -> None:
    X, y = moons()
    with pytest.warns(UserWarning, match="batch_size=100 is larger than the 60 samples") as seen:
        MLPClassifier((4,), batch_size=100, max_iter=2).fit(X, y)
    assert seen[0].filename == __file__


def test_data_that_are_too_large_for_the_solver_are_said() -> None:
    X = np.finfo(np.float64).max * np.random.default_rng(0).uniform(size=(10, 2))
    said = error_of(MLPRegressor(random_state=0), X, np.arange(10.0))
    assert "Solver produced non-finite parameter weights" in said
    assert "the rate 0.001 in epoch 1" in said


def test_a_refused_setting_is_a_value_error_with_four_parts() -> None:
    with pytest.raises(InvalidSetting) as caught:
        MLPRegressor(alpha=-1).fit(*line())
    assert isinstance(caught.value, ValueError)
    assert [line.split(":")[0].strip() for line in str(caught.value).splitlines()[1:]] == [
        "written",
        "expected",
        "to do",
    ]


@pytest.mark.parametrize("setting", [{"alpha": np.inf}, {"learning_rate_init": np.inf}, {"tol": np.inf}])
def test_an_infinite_number_is_refused(setting: dict[str, Any]) -> None:
    assert "can't be used" in refusal(*moons(), **setting)


def test_classes_with_weights_below_zero_are_refused() -> None:
    assert "classes have weights from 0" in refusal(*moons(), class_weight={0: -1, 1: 1})


def test_weights_for_a_validation_set_need_one() -> None:
    X, y = moons()
    assert "a validation set needs both of its parts" in refusal(X, y, None, None, None, np.ones(len(X)))


@pytest.mark.parametrize("solver", ["adam", "lbfgs"])
def test_a_network_without_a_layer_that_learns_is_refused(solver: str) -> None:
    assert "every layer is frozen" in refusal(*moons(), frozen_layers=[0, -1], solver=solver)


def test_dropout_is_refused_where_the_loss_has_to_stay_the_same() -> None:
    assert "lbfgs knows no dropout" in refusal(*moons(), solver="lbfgs", dropout=0.5)


@UNFINISHED
def test_a_warm_start_with_other_layers_is_refused_with_both() -> None:
    X, y = line()
    reg = MLPRegressor((4,), warm_start=True, max_iter=2).fit(X, y)
    said = error_of(reg.set_params(hidden_layer_sizes=(4, 3)), X, y)
    assert "[4, 3]" in said
    assert "hidden_layer_sizes=(4,)" in said


@UNFINISHED
@pytest.mark.parametrize("columns", [(1, 2), (2, 1)])
def test_other_columns_of_targets_than_before_are_refused(columns: tuple[int, int]) -> None:
    X, _ = line()
    first, second = (X[:, :count].squeeze() for count in columns)
    reg = MLPRegressor((4,), warm_start=True, max_iter=2).fit(X, first)
    assert "y has other columns than before" in error_of(reg, X, second)
    with pytest.raises(ValueError, match="y has other columns than before"):
        reg.partial_fit(X, second)
    assert reg.set_params(warm_start=False).fit(X, second).predict(X).shape == second.shape


def test_a_validation_set_with_other_columns_of_targets_is_refused() -> None:
    X, y = line()
    with pytest.raises(ValueError, match="y has other columns than before"):
        MLPRegressor((4,)).fit(X, y, X_val=X, y_val=X)


LINE = [r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"]
SOFTMAX = [r"z_k = \sum_i w_{ik} x_i", r"p_k = e^{z_k} / \sum_m e^{z_m}", r"L = -\sum_k y_k \log p_k"]
HIDDEN = [r"h_j = \sum_i w_{ij} x_i", r"o = \sum_j v_j h_j", r"L = (o - y)^2"]
MODELS: dict[str, tuple[Any, dict[str, Any]]] = {
    "this is no model": (7, {}),
    "no quantity of the model is the loss": ([r"o_k = \sum_i w_{ik} x_i", r"L_k = (o_k - y_k)^2"], {}),
    "the loss L depends on no output": ([r"o = \sum_i w_i x_i", "L = y^2"], {}),
    "o is defined by itself": ([r"o = \sum_i w_i x_i + o", "L = (o - y)^2"], {}),
    "o is defined twice": ([r"o = \sum_i w_i x_i", "o = b", "L = (o - y)^2"], {}),
    "j can't run over this many elements": (HIDDEN, {"sizes": {"j": 0}}),
    "the first value of w does not fit it": (LINE, {"initial": {"w": [1, 2]}}),
    "the constant b is no number": (LINE, {"constants": {"b": np.nan}}),
    "finite numbers of shape (3,)": (LINE, {"initial": {"w": np.inf}}),
    "the model has nothing to learn": ([r"o = \sum_i x_i", "L = (o - y)^2"], {}),
    "write y for it in the equations": ([r"o = \sum_i w_i x_i", "L = (o - q)^2"], {}),
    "the loss is one of classes, and y has numbers": (SOFTMAX, {}),
}


@pytest.mark.parametrize("words", MODELS)
def test_equations_that_can_not_be_learnt_are_refused(words: str) -> None:
    model, settings = MODELS[words]
    assert words in error_of(EquationEstimator(model, **settings), *line())


@UNFINISHED
def test_one_class_only_is_learnt_by_equations_too() -> None:
    X, _ = moons()
    with pytest.warns(UserWarning, match="all targets are of one class, 'yes'"):
        estimator = EquationEstimator(SOFTMAX, max_iter=2).fit(X, ["yes"] * len(X))
    assert set(estimator.predict(X)) == {"yes"}


@pytest.mark.parametrize("loss", [3, None, lambda output, label: output - label])
def test_a_loss_that_is_no_text_is_refused(loss: Any) -> None:
    assert "a loss is a name or an equation" in error_of(MLPRegressor(loss=loss), *line())


@pytest.mark.parametrize("weight", ["balance", {7: 2}, [1, 2]])
def test_weights_of_classes_that_are_none_are_refused_with_the_classes(weight: Any) -> None:
    said = refusal(*moons(), class_weight=weight)
    assert "class_weight can't be used" in said
    assert "numbers for some of [0, 1]" in said


@pytest.mark.parametrize("labels", [["a", 1], ["a", None], ["a", 2.5]])
@pytest.mark.parametrize("estimator", [MLPClassifier(), EquationEstimator(SOFTMAX)], ids=["perceptron", "equations"])
def test_labels_of_several_types_are_refused(estimator: Any, labels: list[Any]) -> None:
    X, _ = moons()
    assert "labels of several types" in error_of(estimator, X, np.array(labels * (len(X) // 2), dtype=object))


def test_text_among_numbers_to_be_predicted_is_refused_with_its_row() -> None:
    X, _ = moons()
    said = error_of(MLPRegressor(), X, np.array(["a", "b"] * (len(X) // 2)))
    assert "y holds text where numbers belong: row 0 (counted from 0)" in said
    assert "written:  'a'" in said


def test_a_missing_number_of_pandas_is_refused_with_its_place() -> None:
    pandas = pytest.importorskip("pandas")
    X, y = moons()
    table = pandas.DataFrame((10 * X).astype(int)).astype("Int64")
    table.iloc[3, 1] = pandas.NA
    assert "Input X contains NaN: row 3, column 1" in error_of(MLPClassifier(), table, y)


@pytest.mark.filterwarnings("ignore:all targets are of one class")
@pytest.mark.parametrize(("samples", "share"), [(1, 0.1), (60, 0.99)])
def test_a_share_that_leaves_nothing_to_learn_from_is_refused(samples: int, share: float) -> None:
    X, y = moons()
    said = refusal(X[:samples], y[:samples], early_stopping=True, validation_fraction=share)
    assert "too few samples are left to learn from" in said
    assert f"{samples} samples, {share:g} of them held back" in said


@UNFINISHED
def test_a_part_for_other_layers_is_refused() -> None:
    X, y = line()
    reg = MLPRegressor((4,), max_iter=2).fit(X, y).set_params(hidden_layer_sizes=(3,))
    with pytest.raises(InvalidSetting) as caught:
        reg.partial_fit(X, y)
    assert caught.value.diagnostic.expected == "hidden_layer_sizes=(4,)"


@UNFINISHED
def test_other_equations_than_those_that_were_learnt_are_refused() -> None:
    X, y = line()
    learnt = EquationEstimator(LINE, max_iter=2, warm_start=True, constants={"b": 1.0}).fit(X, y)
    assert learnt.set_params(constants={"b": 2.0}, model=tuple(LINE)).fit(X, y).quantity("o", X) is not None
    learnt.set_params(model=[r"o = \sum_i v_i x_i", LINE[1]], constants=None)
    with pytest.raises(InvalidSetting) as caught:
        learnt.partial_fit(X, y)
    assert caught.value.diagnostic.message == "a model that has learnt has its equations"
    assert learnt.set_params(warm_start=False).fit(X, y).parameters_.keys() == {"v"}


@UNFINISHED
def test_a_warm_start_takes_the_constants_as_they_are_now() -> None:
    X, y = line()
    lines = [r"o = \sum_i w_i x_i + b", r"L = \lambda (o - y)^2"]
    learnt = EquationEstimator(lines, max_iter=2, warm_start=True, constants={r"\lambda": 1}, random_state=0).fit(X, y)
    first = learnt.loss_
    learnt.set_params(constants={r"\lambda": 1000}).fit(X, y)
    assert learnt.loss_ > 100 * first
