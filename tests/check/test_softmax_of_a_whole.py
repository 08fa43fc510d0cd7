"""Vectors that some formulas write whole and others by their elements."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts


@pytest.mark.parametrize("scores", [(), (r"z = W x + b",), (r"z = \theta x",)])
def test_the_softmax_of_a_whole_is_a_vector_where_a_sum_goes_over_its_elements(scores: tuple[str, ...]) -> None:
    given = (r"p = \text{softmax}(z)", *scores, r"J = -\sum_{k=1}^K y_k \log p_k")
    claims = (r"\frac{\partial J}{\partial z} = p - y", r"\frac{\partial J}{\partial z} = y - p")
    assert verdicts(displays(*given, *claims)) == ["right"] * (len(given) + 1) + ["wrong"]


def test_a_dot_between_vectors_that_defines_a_number_is_their_inner_product() -> None:
    given = (r"z = w \cdot x + b", r"a = \sigma(z)", r"C = \frac12 (a - y)^2")
    right = (
        r"\frac{\partial C}{\partial w} = (a - y) a (1 - a) x",
        r"\frac{\partial C}{\partial w_j} = (a - y) a (1 - a) x_j",
    )
    slips = (
        r"\frac{\partial C}{\partial w_j} = (a - y) a (1 - a) w_j",
        r"\frac{\partial C}{\partial w} = (a - y) a (1 - a) w",
    )
    assert verdicts(displays(*given, *right, *slips)) == ["right"] * 5 + ["wrong"] * 2
