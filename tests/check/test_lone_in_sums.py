"""A name that one line leaves without its index inside of a sum, where all others write it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \sum_i (w x_i - y_i)^2"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial w} = 2 \sum_i (w x_i - y_i) x_i", "right"),
        (r"\frac{\partial L}{\partial w} = 2 \sum_i (w x_i - y_i) x", "right-if"),
        (r"\frac{\partial L}{\partial w} = 2 \sum_i (w x - y_i) x_i", "right-if"),
        (r"\frac{\partial L}{\partial w} = \sum_i (w x_i - y_i) x", "wrong"),
    ],
)
def test_it_is_right_only_if_the_index_of_the_sum_is_meant(claim: str, verdict: str) -> None:
    assert verdicts(displays(LOSS, claim))[-1] == verdict


def test_names_that_several_lines_write_without_an_index_need_no_condition() -> None:
    page = displays("a = w x", r"L = \sum_i (\sigma(a_i) - y_i)^2")
    claim = displays(r"\frac{\partial L}{\partial w} = 2 \sum_i (\sigma(a_i) - y_i) \sigma'(a_i) x_i")
    assert verdicts(page + claim)[-1] == "right"
