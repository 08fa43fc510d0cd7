"""An element 0 beside a sum from 1 is a bias, also where sums over the other letter of the matrix begin at 0."""

from __future__ import annotations

from tests.check.judging import verdicts

NETWORK = r"""
$$z_k = \sum_{j=1}^{4} h_j v_{jk} + v_{0k}$$

$$C = \frac{1}{2} \sum_{k=0}^{2} (z_k - t_k)^2$$

$$\frac{\partial C}{\partial h_j} = \sum_{k=0}^{2} (z_k - t_k) v_{jk}$$
"""
SWAPPED = r"$$\frac{\partial C}{\partial h_j} = \sum_{k=0}^{2} (z_k - t_k) v_{kj}$$"


def test_a_sum_over_the_units_from_zero_leaves_the_biases_theirs() -> None:
    for line in (r"v_{0k}} = z_k - t_k$$", r"v_{jk}} = (z_k - t_k) h_j$$"):
        assert verdicts(NETWORK + r"$$\frac{\partial C}{\partial " + line) == ["right"] * 4
    assert verdicts(NETWORK + r"$$\frac{\partial C}{\partial v_{0k}} = (z_k - t_k) h_k$$")[-1] == "wrong"


def test_a_slip_in_the_order_of_indices_is_refuted_and_leaves_the_others_right() -> None:
    slope = "\n\n" + r"$$\frac{\partial C}{\partial v_{jk}} = (z_k - t_k) h_j$$"
    assert verdicts(NETWORK + SWAPPED + slope) == ["right", "right", "right", "wrong", "right"]


def test_a_weight_with_the_number_zero_in_its_own_sum_is_no_bias() -> None:
    text = r"$$z_k = \sum_{j=0}^{4} h_j v_{jk}$$ $$C = \frac{1}{2} \sum_{k=0}^{2} (z_k - t_k)^2$$ "
    assert verdicts(text + r"$$\frac{\partial C}{\partial v_{0k}} = (z_k - t_k) h_0$$")[-1] == "right"
    assert verdicts(text + r"$$\frac{\partial C}{\partial v_{0k}} = (z_k - t_k) h_1$$")[-1] == "wrong"
