"""Names without an index that the samples of a loss share: they have no entry for each sample."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.readings import PER_UNIT
from tests.check.judging import displays, judged

MEAN = r"J = \frac{1}{N} \sum_{i=1}^N (h_i - y_i)^2, \quad h_i = w x_i + b"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial J}{\partial b} = \frac2N \sum_{i=1}^N (h_i - y_i)", "right"),
        (r"\frac{\partial J}{\partial b} = \frac2N (h_i - y_i)", "wrong"),
        (r"\frac{\partial J}{\partial w} = \frac2N (h_i - y_i) x_i", "wrong"),
    ],
)
def test_samples_share_a_bias(line: str, verdict: str) -> None:
    assert judged(displays(MEAN, line))[-1].verdict.value == verdict


def test_units_may_have_one_each() -> None:
    layer = (r"E = \frac12 \sum_k (o_k - t_k)^2", r"o_k = \sum_j w_{kj} h_j + b")
    found = judged(displays(*layer, r"\frac{\partial E}{\partial b} = o_k - t_k"))[-1]
    assert (found.verdict.value, found.assumes) == ("right-if", (PER_UNIT,))
