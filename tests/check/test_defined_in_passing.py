"""A chain that goes on with expressions in the place of names says what these are."""

from __future__ import annotations

import pytest

from tests.check.judging import verdicts

GIVEN = r"""
$$y_k = \frac{e^{a_k}}{\sum_l e^{a_l}}, \quad E = -\sum_{k} t_k \log y_k, \quad \sum_k t_k = 1$$
"""
CHAIN = r"""
$$\begin{aligned}
\frac{\partial E}{\partial w_{ji}} &= \frac{\partial E}{\partial b_j} \frac{\partial b_j}{\partial w_{ji}} \\
&= \left(\sum_k \frac{\partial E}{\partial a_k} \frac{\partial a_k}{\partial z_j}\right)
   \frac{\partial z_j}{\partial b_j} \frac{\partial}{\partial w_{ji}} \sum_i w_{ji} x_i \\
&= \left(\sum_k (y_k - t_k) \frac{\partial}{\partial z_j} \sum_j v_{kj} z_j\right)
   \frac{\partial}{\partial b_j} h(b_j) \cdot x_i \\
&= LAST
\end{aligned}$$
"""


@pytest.mark.parametrize(
    ("last", "proved"),
    [
        (r"\left(\sum_k (y_k - t_k) v_{kj}\right) h'(b_j) x_i", True),
        (r"\left(\sum_k (y_k - t_k) v_{kj}\right) h(b_j) x_i", False),
        (r"\left(\sum_k (y_k - t_k) v_{kj}\right) h'(b_j)", False),
        (r"\left(\sum_k (y_k - t_k)\right) h'(b_j) x_i", False),
        (r"\left(\sum_k (t_k - y_k) v_{kj}\right) h'(b_j) x_i", False),
    ],
    ids=["right", "no slope", "no input", "no weight", "a sign"],
)
def test_several_names_are_replaced_at_once(last: str, proved: bool) -> None:
    found = verdicts(GIVEN + CHAIN.replace("LAST", last))[-4:]
    assert set(found[:3]) <= {"right", "right-if"}
    assert (found[3] in {"right", "right-if"}) is proved


def test_what_goes_on_with_another_derivative_defines_nothing() -> None:
    chain = r"$$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial a} \frac{\partial b}{\partial w}"
    assert verdicts(chain + r" = \frac{\partial E}{\partial a} \frac{\partial}{\partial w} (w b)$$")[-1] != "right"
