"""Products of vectors that begin with a bias and a 1."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

DOTS = r"w_0 + w_1 x_1 + \dots + w_n x_n"


@pytest.mark.parametrize("spelt", [DOTS, r"w_0 + \sum_{i=1}^n w_i x_i", "w_0 + w_1 x_1 + w_2 x_2"])
@pytest.mark.parametrize("whole", ["w^T x", r"x^\top w"])
def test_a_bias_among_the_weights_needs_an_input_that_is_one(spelt: str, whole: str) -> None:
    for line in (f"z = {spelt} = {whole}", f"z = {whole} = {spelt}"):
        first, last = judged(displays(line))
        assert (first.verdict.value, last.verdict.value) == ("right", "right-if")
        assert "the first entry of x is 1, for the bias w_0" in last.assumes


def test_an_input_that_the_text_says_to_be_one_needs_nothing() -> None:
    line = rf"z = {DOTS} = w^T x"
    assert verdicts(f"With $x_0 = 1$,\n\n{displays(line)}") == ["right", "right", "right"]


def test_sums_from_zero_have_the_bias_in_them() -> None:
    sums = r"z = \sum_{i=0}^n w_i x_i = w_0 + \sum_{i=1}^n w_i x_i"
    assert verdicts(displays(sums)) == ["right", "right-if"]
    assert verdicts(displays(sums.replace("w_0 +", "w_0 -")))[1] != "right-if"


def test_units_have_a_bias_each() -> None:
    model = displays(
        r"a_j = w_j^T x = w_{j0} + w_{j1} x_1 + \dots + w_{jd} x_d, \quad z_j = \tanh(a_j)",
        r"y_k = \sum_{j=1}^m v_{kj} z_j, \quad E = \frac12 \sum_k (y_k - t_k)^2",
    )
    bias = r"\frac{\partial E}{\partial w_{j0}} = \sum_k (y_k - t_k) v_{kj} (1 - z_j^2)"
    assert verdicts(f"{model}\n\n{displays(bias)}")[-1] == "right"
    assert verdicts(f"{model}\n\n{displays(bias + 'x_i')}")[-1] == "wrong"


def test_a_regression_over_samples_goes_on_with_its_products() -> None:
    text = displays(
        r"h_\theta(x) = \theta_0 + \theta_1 x_1 + \dots + \theta_n x_n = \theta^T x",
        r"J = \frac{1}{2m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2",
        r"\frac{\partial J}{\partial \theta_j} = \frac1m \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
        r"\frac{\partial J}{\partial \theta_0} = \frac1m \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})",
        r"\frac{\partial J}{\partial \theta_0} = \frac1m \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
    )
    assert verdicts(text) == ["right", "right-if", "right", "right", "right", "wrong"]


@pytest.mark.parametrize(
    ("line", "last"),
    [
        (r"z = w_0 + w_1 x_1 + w_2 x_2 = w^T x + w_0", "right"),
        (r"z = w_0 + w_1 x_1 + w_2 x_2 = 2 w^T x", "wrong"),
        (r"z = w^T x + b = w_0 + w_1 x_1 + w_2 x_2", "unchecked"),
        (r"z = w^T x = w_0 x_0 + w_1 x_1 + \dots + w_n x_n", "right"),
        (r"z = w^T x = w_1 x_1 + \dots + w_n x_n", "right"),
    ],
)
def test_a_bias_that_is_written_or_counted_is_none_of_the_weights(line: str, last: str) -> None:
    found = verdicts(displays(line))[-1]
    assert found == last if last != "right" else found in {"right", "right-if"}


def test_the_whole_vectors_may_be_bold_where_their_elements_are_not() -> None:
    chain = r"z_j = \sum_{i=1}^d x_i w_{ji} + w_{j0} = \sum_{i=0}^d x_i w_{ji} \equiv \mathbf{w}_j^t \mathbf{x}"
    assert verdicts(displays(chain)) == ["right", "right-if", "right-if"]
    for slip in ((r"\equiv ", r"\equiv 2 "), (r"\equiv ", r"\equiv -"), (r"\mathbf{x}", r"\mathbf{z}")):
        assert verdicts(displays(chain.replace(*slip)))[-1] in {"wrong", "unchecked"}
    assert verdicts(displays(chain.replace(r"\equiv ", r"\equiv 2 ")))[-1] == "wrong"
    assert verdicts(displays(chain.replace("+ w_{j0}", "")))[1:] != ["right-if", "right-if"]
