"""Models that are written for many samples, learnt sample by sample; where samples meet they are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backproof.estimators import EquationEstimator
from backproof.estimators.settings import InvalidSetting
from tests.estimators.samples import UNFINISHED, line, moons

pytestmark = UNFINISHED
ONE = [r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"]
OUTPUT = r"o_n = \sum_i w_i x_{ni} + b"
MANY: dict[str, list[str]] = {
    "a mean": [OUTPUT, r"L = \frac1N \sum_n (o_n - y_n)^2"],
    "a mean with its bounds": [OUTPUT, r"L = \frac1N \sum_{n=1}^N (o_n - y_n)^2"],
    "a sum": [OUTPUT, r"L = \sum_n (o_n - y_n)^2"],
    "a loss for each sample": [OUTPUT, r"\ell_n = (o_n - y_n)^2", r"L = \frac1m \sum_n \ell_n"],
    "samples in parentheses": [
        r"o^{(n)} = \sum_i w_i x^{(n)}_i + b", r"L = \frac1m \sum_n (o^{(n)} - y^{(n)})^2",
    ],
}  # fmt: skip


def fitted(model: Any, X: Any, y: Any, **settings: Any) -> Any:
    return EquationEstimator(model, solver="lbfgs", max_iter=50, random_state=0, **settings).fit(X, y)


@pytest.mark.parametrize("written", MANY)
def test_a_model_of_many_samples_learns_what_that_of_one_learns(written: str) -> None:
    X, y = line()
    np.testing.assert_array_equal(fitted(MANY[written], X, y).predict(X), fitted(ONE, X, y).predict(X))


def test_half_of_the_mean_with_a_penalty_is_kept_as_it_is_written() -> None:
    X, y = line()
    constants = {r"\lambda": 0.3}
    many = [OUTPUT, r"L = \frac{1}{2N} \sum_{n=1}^N (o_n - y_n)^2 + \lambda \sum_i w_i^2"]
    one = [ONE[0], r"L = \frac12 (o - y)^2 + \lambda \sum_i w_i^2"]
    found, expected = (fitted(each, X, y, constants=constants).predict(X) for each in (many, one))
    np.testing.assert_allclose(found, expected)


def test_classes_of_many_samples() -> None:
    X, y = moons()
    model = [
        r"h_{nj} = \tanh(\sum_i x_{ni} w_{ij} + c_j)", r"z_{nk} = \sum_j h_{nj} v_{jk}",
        r"p_{nk} = \frac{e^{z_{nk}}}{\sum_l e^{z_{nl}}}", r"L = -\frac1N \sum_n \sum_k y_{nk} \log p_{nk}",
    ]  # fmt: skip
    classes = np.array(["a", "b"])[y]
    estimator = EquationEstimator(model, sizes={"j": 8}, solver="lbfgs", random_state=0).fit(X, classes)
    assert estimator.score(X, classes) > 0.95
    assert {name: array.shape for name, array in estimator.parameters_.items()} == {"w": (2, 8), "c": (8,), "v": (8, 2)}


CENTRED = [r"z_n = \sum_i w_i x_{ni}", r"\mu = \frac1N \sum_n z_n", r"o_n = z_n - \mu"]
KERNEL = [r"K_{nm} = \sum_i x_{ni} x_{mi}", r"o_n = a \sum_m K_{nm}"]


@pytest.mark.parametrize(
    "model",
    [
        [*CENTRED, r"L = \frac1N \sum_n (o_n - y_n)^2"],
        [*KERNEL, r"L = \sum_n (o_n - y_n)^2"],
        [OUTPUT, r"L = \log \sum_n (o_n - y_n)^2"],
        [OUTPUT, r"L = (\sum_n (o_n - y_n))^2"],
        [OUTPUT, r"L = \max_n (o_n - y_n)^2"],
        [OUTPUT, r"L = \sum_n (o_n - y_n)^2 + \lambda \sum_i w_i^2"],
        [OUTPUT, r"L = \frac1N \sum_n (o_n - y_n)^2 + \frac{\lambda}{2N} \sum_i w_i^2"],
        [OUTPUT, r"L = \frac1N (\sum_n (o_n - y_n)^2 + \lambda \sum_i w_i^2)"],
    ],
)
def test_samples_that_meet_each_other_are_refused(model: list[str]) -> None:
    with pytest.raises(InvalidSetting, match="the loss is no mean over samples that are computed one by one"):
        fitted(model, *line())


def test_an_axis_with_a_size_is_no_axis_of_samples() -> None:
    random = np.random.default_rng(0)
    X = random.normal(size=(80, 6))
    y = X.reshape(80, 2, 3) @ [1.0, 2.0, 3.0]
    model = [r"o_n = \sum_i w_i x_{ni} + b", r"L = \sum_n (o_n - y_n)^2"]
    estimator = fitted(model, X, y, sizes={"n": 2, "i": 3})
    assert estimator.predict(X).shape == (80, 2)
    np.testing.assert_allclose(estimator.parameters_["w"], [1, 2, 3], atol=1e-3)
