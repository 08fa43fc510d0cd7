"""Letters above the names of errors are parts of these names where an error is defined with each of them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"s_j = \sum_i w_{ij} x_i",
    r"h_j = \tanh(s_j)",
    r"o_k = \sum_j v_{jk} h_j",
    r"E = \frac12 \sum_k (o_k - t_k)^2",
    r"\delta^o_k = o_k - t_k",
    r"\delta^h_j = (1 - h_j^2) \sum_k v_{jk} \delta^o_k",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial v_{jk}} = \delta^o_k h_j", "right"),
        (r"\frac{\partial E}{\partial w_{ij}} = \delta^h_j x_i", "right"),
        (r"\frac{\partial E}{\partial v_{jk}} = -\delta^o_k h_j", "wrong"),
        (r"\frac{\partial E}{\partial w_{ij}} = \delta^h_j h_j x_i", "wrong"),
    ],
)
def test_errors_of_layers_by_letters_that_are_quantities_too(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * len(NETWORK) + [verdict]


def test_a_letter_above_a_name_that_is_defined_once_is_an_exponent() -> None:
    assert verdicts(displays("y_i = x_i^a", r"\frac{\partial y_i}{\partial x_i} = a x_i^{a-1}")) == ["right"] * 2
