"""Vectors side by side without a sign are no product: element by element is what the author may mean."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = r"h = \sigma(W x + b), \quad y = V h, \quad L = \frac12 \|y - t\|^2"
SLOPE = r"\frac{\partial L}{\partial b} = "


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"V^T (y - t) \odot h \odot (1 - h)", "right"),
        (r"V^T (y - t) h (1 - h)", "right-if"),
        (r"V^T (y - t) \sigma'(W x + b)", "right-if"),
        (r"V^T (y - t) h", "wrong"),
    ],
)
def test_a_lost_sign_between_columns_is_named(claim: str, verdict: str) -> None:
    found = judged(displays(NETWORK, SLOPE + claim))[-1]
    assert found.verdict.value == verdict
    assert (verdict == "right-if") == ("vectors side by side are multiplied element by element" in found.assumes)


def test_one_output_beside_a_vector_and_the_slope_of_an_activation_lack_no_sign() -> None:
    single = r"h = \sigma(W x + b), \quad y = v^T h, \quad L = \frac12 (y - t)^2"
    assert verdicts(displays(single, r"\frac{\partial L}{\partial h} = (y - t) v"))[-1] == "right"
    assert verdicts(displays(NETWORK, r"\sigma'(z) = \sigma(z) (1 - \sigma(z))"))[-1] == "right"


def test_the_elements_that_a_sum_without_an_index_adds_lack_no_sign() -> None:
    loss = r"z = W x + b, \quad p = \mathrm{softmax}(z), \quad L = -\sum y \log p"
    assert verdicts(displays(loss, r"\frac{\partial L}{\partial b} = p - y")) == ["right"] * 4
