"""A matrix that other lines write with the number of its layer may be that of any layer where it stands without one."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

GENERAL = (
    r"a_j = \sum_i w_{ji} z_i",
    r"z_j = h(a_j)",
    r"a_j = \sum_{i=0}^D w_{ji}^{(1)} x_i",
    r"y_k = \sum_{j=0}^M w_{kj}^{(2)} z_j",
    r"E = \frac12 \sum_{k=1}^K (y_k - t_k)^2",
    r"\delta_k = y_k - t_k",
)
HANDED = r"\delta_j = h'(a_j) \sum_k w_{kj} \delta_k"


def test_a_matrix_without_its_layer_refutes_no_line() -> None:
    meant = r"\delta_j = \sum_k \frac{\partial E}{\partial a_k} \frac{\partial a_k}{\partial a_j}"
    general, *example = GENERAL
    assert "wrong" not in verdicts(displays(general, meant, HANDED, *example))


def test_with_its_layer_a_slip_is_one() -> None:
    gradient = r"\frac{\partial E}{\partial w_{kj}^{(2)}} = "
    assert verdicts(displays(*GENERAL, gradient + r"(y_k - t_k) z_j"))[-1] == "right"
    assert verdicts(displays(*GENERAL, gradient + r"(y_k - t_k) x_j"))[-1] == "wrong"
