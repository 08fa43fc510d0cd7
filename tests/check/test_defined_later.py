"""A number of a loss is no mean that only a later line defines by its letter; what derivatives lead through is."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

RIDGE = r"Let $f(x) = \frac12 \|A x - b\|^2 + \mu \|x\|^2$. Then $\nabla f(x) = A^\top (A x - b) + SLOPE$." + "\n\n"
MEAN = r"For layer normalisation $\hat x_i = (x_i - \mu)/\sigma$, $\mu = \frac1d \sum_i x_i$."


@pytest.mark.parametrize(("slope", "verdict"), [(r"2 \mu x", "unchecked"), (r"\mu x", "wrong"), (r"4 \mu x", "wrong")])
def test_a_later_meaning_of_a_number_refutes_nothing_before_it(slope: str, verdict: str) -> None:
    assert verdicts(RIDGE.replace("SLOPE", slope) + MEAN)[1] == verdict


def test_what_a_derivative_leads_through_may_be_defined_later() -> None:
    text = r"$L = \frac12 (y - t)^2$, $\frac{\partial L}{\partial w} = (y - t) SLOPE$, $y = w x$, $x = 3 v$"
    assert verdicts(text.replace("SLOPE", "x"))[1] == "right"
    assert verdicts(text.replace("SLOPE", "w"))[1] == "wrong"
