r"""Sums around products of derivatives of bare arrays: ``\sum_i \partial v^2/\partial v \, \partial v/\partial w``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = ("v_i = y_i - w x_i", r"C = \frac1N \sum_{i=1}^N v_i^2")
SLOPE = r"\frac{\partial C}{\partial w}"
CHAIN = rf"{SLOPE} = \frac1N \sum_{{i=1}}^N \frac{{\partial v^2}}{{\partial v}} \frac{{\partial v}}{{\partial w}}"


def test_such_a_sum_is_that_of_the_product() -> None:
    found = judged(displays(*LOSS, CHAIN))[-1]
    assert found.verdict.value == "right-if"
    assert found.assumes == ("the sum over i is that of the product of derivatives",)


@pytest.mark.parametrize(
    "slip",
    [
        (r"\frac1N \sum", r"-\frac1N \sum"),
        (r"\frac1N \sum", r"\frac2N \sum"),
        (r"^N \frac", r"^N x_i \frac"),
        (r"\partial v^2", r"\partial C"),
        (r"\partial v^2", r"\partial v^3"),
    ],
)
def test_it_excuses_nothing_else(slip: tuple[str, str]) -> None:
    assert verdicts(displays(*LOSS, CHAIN.replace(*slip)))[-1] == "wrong"
