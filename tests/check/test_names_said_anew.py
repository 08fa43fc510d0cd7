"""What says anew what a name is ties no ranges that end at different names."""

from tests.check.judging import displays, verdicts

NETWORK = (
    r"a_j = \sum_{i=1}^{D} w_{ji}^{(1)} x_i, \quad z_j = \tanh(a_j), \quad y_k = \sum_{j=1}^{M} w_{kj}^{(2)} z_j",
    r"E = \frac12 \sum_{k=1}^{K} (y_k - t_k)^2",
    r"\delta_k = \frac{\partial E}{\partial y_k}, \quad \delta_j = \frac{\partial E}{\partial a_j}",
    r"\frac{\partial E}{\partial w_{kj}^{(2)}} = \delta_k z_j",
)
OTHER = r"\delta_j = z_j (1 - z_j) \sum_k w_{jk}^{(2)} \delta_k"


def test_a_slip_in_a_name_said_anew_leaves_the_ranges_of_the_others() -> None:
    *proved, slip = verdicts(displays(*NETWORK, OTHER))
    assert proved == ["right"] * 7
    assert slip not in {"right", "right-if"}


def test_a_slip_in_a_line_that_says_nothing_anew_is_refuted() -> None:
    lines = (*NETWORK[:-1], r"\frac{\partial E}{\partial w_{kj}^{(2)}} = \delta_k y_j", OTHER)
    assert verdicts(displays(*lines))[6] == "wrong"
