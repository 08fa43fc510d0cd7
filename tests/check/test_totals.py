r"""A name that a derivative takes as one for all units has no entry for each of them in another line."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"h_j = \sum_i v_{ij} x_i + c",
    r"o_j = \tanh(h_j)",
    r"E = \frac12 \sum_j (o_j - y_j)^2",
    r"\epsilon_j = (o_j - y_j)(1 - o_j^2)",
)
TOTAL = r"\frac{\partial E}{\partial c} = \sum_j \epsilon_j"
EACH = r"\frac{\partial E}{\partial c} = \epsilon_j"


def test_alone_it_may_have_an_entry_for_each_unit() -> None:
    assert verdicts(displays(*NETWORK, EACH))[-1] == "right-if"


@pytest.mark.parametrize("lines", [(TOTAL, EACH), (EACH, TOTAL)])
def test_beside_the_sum_a_missing_sum_is_not_excused(lines: tuple[str, ...]) -> None:
    found = dict(zip(lines, verdicts(displays(*NETWORK, *lines))[-2:], strict=True))
    assert found == {TOTAL: "right", EACH: "wrong"}


def test_a_sum_over_samples_says_nothing_of_the_units() -> None:
    batch = r"\frac{\partial E}{\partial c} = \sum_n \epsilon^{(n)}"
    assert verdicts(displays(*NETWORK, batch, EACH))[-1] == "right-if"


NORMALISED = (
    r"\mu = \frac1m \sum_{i=1}^m x_i, \quad \hat x_i = x_i - \mu, \quad y_i = \gamma \hat x_i + \beta",
    r"\frac{\partial L}{\partial \beta} = \sum_{i=1}^m \frac{\partial L}{\partial y_i}",
)


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\sum_{i=1}^m \frac{\partial L}{\partial y_i} \hat x_i", "right"),
        (r"\frac{\partial L}{\partial y_i} \hat x_i", "wrong"),
    ],
)
def test_a_name_beside_one_that_is_single_is_single_too(side: str, verdict: str) -> None:
    assert verdicts(displays(*NORMALISED, rf"\frac{{\partial L}}{{\partial \gamma}} = {side}"))[-1] == verdict


VARIANCE = (
    r"v = \frac1m \sum_{i=1}^m (x_i - \mu)^2",
    r"\hat x_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}",
)


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"-\frac{2}{m} \sum_{i=1}^m (x_i - \mu)", "right"),
        (r"-\frac{2}{m} (x_i - \mu)", "wrong"),
    ],
)
def test_a_name_that_a_definition_adds_to_elements_inside_of_a_sum_is_single(side: str, verdict: str) -> None:
    assert verdicts(displays(*VARIANCE, rf"\frac{{\partial v}}{{\partial \mu}} = {side}"))[-1] == verdict


def test_a_bias_beside_the_sum_of_a_unit_may_be_one_of_many() -> None:
    inlined = r"E = \frac12 \sum_j (\sum_i v_{ij} x_i + c - y_j)^2"
    error = r"\frac{\partial E}{\partial c} = h_j - y_j"
    assert verdicts(displays(NETWORK[0], inlined, error))[-1] == "right-if"
