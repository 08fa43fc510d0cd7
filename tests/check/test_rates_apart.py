"""A letter may be the rate of steps and, with an index, the scores or weights of samples."""

import pytest

from tests.check.judging import verdicts

WEIGHTED = r"$$z_i = w x_i, \quad \eta_i = \frac{1}{1 + x_i^2}, \quad L = \sum_i \frac12 \eta_i (z_i - y_i)^2$$"
ATTENTION = r"$$\alpha_i = \frac{e^{s_i}}{\sum_j e^{s_j}}, \quad c = \sum_i \alpha_i v_i, \quad E = \frac12 (c - t)^2$$"
UNITS = r"$$\eta_k = w_k x, \quad \mu = \sigma(\eta), \quad L = \sum_k \frac12 (\mu_k - y_k)^2$$"


@pytest.mark.parametrize(
    ("document", "step", "verdict"),
    [
        (WEIGHTED, r"w \leftarrow w - \eta \sum_i \eta_i (z_i - y_i) x_i", "right"),
        (WEIGHTED, r"w \leftarrow w - \eta \sum_i (z_i - y_i) x_i", "wrong"),
        (WEIGHTED, r"w \leftarrow w + \eta \sum_i \eta_i (z_i - y_i) x_i", "wrong"),
        (ATTENTION, r"v_i \leftarrow v_i - \alpha (c - t) \alpha_i", "right"),
        (ATTENTION, r"v_i \leftarrow v_i - \alpha (c - t) \alpha_i^2", "wrong"),
        # Another line has the array without its index: then a step may have it so, too.
        (UNITS, r"w \leftarrow w - \alpha (\mu - y) \mu (1 - \mu) \eta", "wrong"),
    ],
)
def test_a_rate_is_none_of_the_scores_with_its_letter(document: str, step: str, verdict: str) -> None:
    *_, last = verdicts(f"{document}\n\n$${step}$$")
    assert last == verdict
