"""Cases of indices that the words before a formula begin, and what goes on with them."""

from __future__ import annotations

from tests.check.judging import judged, verdicts

SOFTMAX = r"$$p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}$$ "


def test_a_case_holds_for_what_is_said_of_the_same_derivative() -> None:
    slope = r"$$\frac{\partial p_k}{\partial z_i} = "
    later = rf"When $i \neq k$, we have: {slope} \frac{{0 - e^{{z_k}} e^{{z_i}}}}{{(\sum_m e^{{z_m}})^2}}$$"
    again = rf" So: {slope} -p_k p_i$$"
    assert verdicts(SOFTMAX + later + again)[-1] in {"right", "right-if"}


def test_a_case_excuses_no_slip_in_what_is_said_of_other_names() -> None:
    network = r"$$a_k = \sigma(z_k), \quad u_k = \sum_j v_{kj} a_j, \quad L = \sum_k u_k^2$$ "
    case = r"As $a_k$ depends on $z_j$ only when $k = j$, we have "
    both = r"$$\frac{\partial L}{\partial z_j} = \frac{\partial L}{\partial a_j} \frac{\partial a_j}{\partial z_j}$$ "
    slip = r"$$\frac{\partial u_k}{\partial z_j} = v_{jk} \sigma'(z_j)$$"
    found = judged(network + case + both + slip)
    assert found[-1].verdict.value == "wrong"
