"""Elements of functions of a whole array: the letter behind the softmax runs over the axis of what it is taken of."""

from __future__ import annotations

import pytest

from backproof.api import Model
from tests.check.judging import displays, verdicts

NETWORK = (
    r"z^{(1)}_j = \sum_i w^{(1)}_{ij} x_i",
    r"a^{(1)}_j = \sigma(z^{(1)}_j)",
    r"z^{(2)}_k = \sum_j w^{(2)}_{jk} a^{(1)}_j",
    r"p_k = \operatorname{softmax}(z^{(2)})_k",
    r"L = -\sum_k y_k \log p_k",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial p_k}{\partial z^{(2)}_m} = p_k (\delta_{km} - p_m)", "right"),
        (r"\frac{\partial p_k}{\partial z^{(2)}_m} = p_k (\delta_{km} + p_m)", "wrong"),
        (r"p_k = \frac{e^{z^{(2)}_k}}{\sum_m e^{z^{(2)}_m}}", "right"),
        (r"\frac{\partial L}{\partial z^{(2)}_k} = p_k + y_k", "wrong"),
    ],
)
def test_the_letter_behind_a_softmax_runs_over_the_axis_of_its_argument(claim: str, verdict: str) -> None:
    found = verdicts(displays(*NETWORK, claim))
    assert found == ["right"] * len(NETWORK) + [verdict]


def test_a_model_with_elements_of_a_softmax_has_a_gradient() -> None:
    model = Model("z_k = w_k x", r"p_k = \operatorname{softmax}(z)_k", r"L = -\sum_k y_k \log p_k")
    assert model.gradient("w").evaluate(w=[0, 0], x=2, y=[1, 0]).tolist() == [-1, 1]
