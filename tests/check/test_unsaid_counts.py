r"""Numbers that no line defines may be how many terms a sum without bounds has: n in ``\frac1n \sum_i``, K for k."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SMOOTHED = (
    r"Let $\tilde y_k = (1 - c) y_k + \frac{c}{K}$ and $\ell = -\sum_k \tilde y_k \log p_k$ with a one-hot $y$."
    + "\n\n"
)
LIKELIHOOD = r"\ell = -\frac{n}{2} \log s - \frac{1}{2s} \sum_i (x_i - \mu)^2"


def test_a_capital_is_the_number_of_what_its_small_letter_counts() -> None:
    right, slip = (rf"\frac{{\partial \ell}}{{\partial z_k}} = p_k - {each}" for each in (r"\tilde y_k", "(1 - c) y_k"))
    found = verdicts(SMOOTHED + displays(r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}", right, slip))
    assert found[-2:] == ["right-if", "wrong"]


@pytest.mark.parametrize(("number", "verdict"), [("n", "right-if"), ("1", "wrong"), ("2n", "wrong")])
def test_the_number_of_terms_is_that_of_the_sum(number: str, verdict: str) -> None:
    slope = rf"\frac{{\partial^2 \ell}}{{\partial \mu^2}} = -\frac{{{number}}}{{s}}"
    assert verdicts(displays(LIKELIHOOD, slope))[-1] == verdict


@pytest.mark.parametrize(("mean", "verdict"), [(r"\frac1n", "right"), (r"\frac2n", "wrong"), ("", "wrong")])
def test_a_mean_makes_the_derivative_zero(mean: str, verdict: str) -> None:
    given = displays(LIKELIHOOD) + "\n\nSetting the derivative to zero gives\n\n"
    assert verdicts(given + displays(rf"\hat\mu = {mean} \sum_i x_i"))[-1] == verdict
