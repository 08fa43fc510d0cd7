"""The largest and the smallest element: the letter below ``\\max`` is bound as that of a sum is."""

from __future__ import annotations

import pytest

from backproof.api import Model
from tests.check.judging import displays, judged, verdicts

GIVEN = (r"z_j = \sum_i w_{ji} x_i", r"m = \max_j z_j", r"L = \frac12 (m - y)^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\max_i z_i = \max_j z_j", "right"),
        (r"\max_j z_j = \sum_j z_j", "wrong"),
        (r"\max_j z_j = \min_j z_j", "wrong"),
        (r"-\max_j (-z_j) = \min_j z_j", "right"),
        (r"\frac{\partial L}{\partial m} = m - y", "right"),
        (r"\frac{\partial L}{\partial m} = m + y", "wrong"),
        (r"\log\sum_k e^{z_k} = \max_j z_j + \log\sum_k e^{z_k - \max_j z_j}", "right"),
        (r"\log\sum_k e^{z_k} = \max_j z_j + \log\sum_k e^{z_k + \max_j z_j}", "wrong"),
        (r"\log\sum_k e^{z_k} = \max_j z_j - \log\sum_k e^{z_k - \max_j z_j}", "wrong"),
        (r"\max_{j \neq 1} z_j = z_2", "unchecked"),
        (r"\max_\theta z_1 = z_1", "unchecked"),
    ],
)
def test_the_letter_below_a_maximum_is_bound(claim: str, verdict: str) -> None:
    assert verdicts(displays(*GIVEN, claim)) == ["right"] * len(GIVEN) + [verdict]


def test_a_softmax_may_be_shifted_by_its_largest_logit() -> None:
    softmax = r"p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}"
    shifted = r"\frac{e^{z_k - \max_j z_j}}{\sum_l e^{z_l - \max_j z_j}}"
    slip = r"\frac{e^{z_k - \max_j z_j}}{\sum_l e^{z_l}}"
    assert verdicts(displays(f"{softmax} = {shifted}")) == ["right", "right"]
    assert verdicts(displays(f"{softmax} = {slip}")) == ["right", "wrong"]


def test_a_model_with_a_maximum_has_a_gradient() -> None:
    model = Model(*GIVEN)
    found = model.gradient("w").evaluate(w=[[1, 0], [0, 2]], x=[3, 1], y=1)
    assert found.tolist() == [[6, 2], [0, 0]]


@pytest.mark.parametrize(
    "place", [r"\arg\max_m", r"{\arg\max}_m", r"\operatorname{argmax}_m", r"\operatorname*{arg\,max}_m"]
)
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial m}{\partial z_j} = \mathbb{1}[j = PLACE z_m]", "right"),
        (r"\frac{\partial m}{\partial z_j} = \mathbb{1}[j = PLACE (-z_m)]", "wrong"),
        (r"\frac{\partial L}{\partial w_{ji}} = (m - y) \mathbb{1}[j = PLACE z_m] x_i", "right"),
        (r"\frac{\partial L}{\partial w_{ji}} = (m - y) \mathbb{1}[j = PLACE z_m] x_j", "wrong"),
        (
            r"\frac{\partial m}{\partial z_j} = \begin{cases} 1 & j = PLACE z_m \\ 0 & \text{otherwise} \end{cases}",
            "right",
        ),
        (
            r"\frac{\partial m}{\partial z_j} = \begin{cases} 0 & j = PLACE z_m \\ 1 & \text{otherwise} \end{cases}",
            "wrong",
        ),
        (r"\frac{\partial m}{\partial z_j} = PLACE z_m", "unchecked"),
    ],
)
def test_the_place_of_a_maximum_is_compared_with_an_index(claim: str, verdict: str, place: str) -> None:
    assert verdicts(displays(*GIVEN, claim.replace("PLACE", place))) == ["right"] * len(GIVEN) + [verdict]


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (r"k = \arg\max_m z_m", "what is compared with a place is no index here"),
        (r"j = \arg\max_m 3", "over what this place is taken is not clear"),
        (r"j = \arg\max_i w_{ji} z_i", "over what this place is taken is not clear"),
    ],
)
def test_a_place_that_is_not_understood_is_named(condition: str, reason: str) -> None:
    found = judged(displays(*GIVEN, rf"\frac{{\partial m}}{{\partial z_j}} = \mathbb{{1}}[{condition}]"))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", reason)
