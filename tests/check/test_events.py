r"""Probabilities of one event of each sample: ``P(y_i = 1 | x_i)``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"\ell_i = -y_i \log p_i - (1 - y_i) \log(1 - p_i)"
SLOPE = r"\frac{\partial \ell_i}{\partial b} = p_i - y_i"


@pytest.mark.parametrize("event", ["P(y_i = 1 | x_i)", "P(y = 1 | x_i)", "P(y_i | x_i)"])
def test_an_event_of_each_sample_is_a_number_for_each(event: str) -> None:
    model = rf"p_i = {event} = \sigma(w^T x_i + b)"
    found = verdicts(displays(model, LOSS, SLOPE, SLOPE.replace("p_i -", "p_i +")))
    assert found == ["right"] * 4 + ["wrong"]


def test_a_class_that_a_letter_counts_stays_an_element() -> None:
    model = r"P(y = k | x) = \frac{e^{z_k}}{\sum_j e^{z_j}}", r"L = -\log P(y = 2 | x)"
    slope = r"\frac{\partial L}{\partial z_1} = P(y = %s | x)"
    assert verdicts(displays(*model, slope % 1))[-1] == "right"
    assert verdicts(displays(*model, slope % 2))[-1] == "wrong"


def test_a_chain_with_a_name_between_may_apply_an_activation_to_a_named_score() -> None:
    by = r"\frac{\partial p_i}{\partial z_i} = p_i (1 %s p_i)"
    found = verdicts(displays(r"p_i = q_i = \sigma(w^T x_i + b)", "z_i = w^T x_i + b", by % "-", by % "+"))
    assert found == ["right"] * 4 + ["wrong"]
