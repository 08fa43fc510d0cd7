r"""States that an equation says by themselves: ``x_i = \sum_j A_{ij} x_j + b_i`` is fulfilled, and defines nothing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts


@pytest.mark.parametrize(
    "line",
    [
        r"x_i = \sum_j A_{ij} x_j + b_i",
        r"x_i = \sum_j A_{ij} x_j",
        r"h_j = f(\sum_i w_{ij} h_i)",
        r"s_i = \tanh(\sum_j w_{ij} s_j)",
    ],
)
def test_a_state_in_equilibrium_is_neither_refuted_nor_proved(line: str) -> None:
    (found,) = judged(displays(line))
    assert (found.verdict.value, found.reason) == ("unchecked", "the name on the left stands on the right too")


def test_what_another_line_defines_is_no_such_state() -> None:
    text = displays(r"x_i = \sum_j A_{ij} u_j", r"x_i = \sum_j A_{ij} x_j")
    assert verdicts(text) == ["right", "wrong"]


def test_errors_of_two_layers_are_no_such_states() -> None:
    network = displays(r"z_j = \sum_i w_{ij} x_i", r"a_j = \sigma(z_j)", r"y_k = \sum_j v_{jk} a_j")
    loss = displays(r"E = \frac12 \sum_k (y_k - t_k)^2", r"\delta_k = y_k - t_k")
    back = r"\delta_j = a_j (1 - a_j) \sum_k v_{jk} \delta_k"
    assert verdicts(network + loss + displays(r"\delta_j = \frac{\partial E}{\partial z_j}", back))[-1] == "right"
    slip = back.replace("(1 - a_j)", "(1 + a_j)")
    assert verdicts(network + loss + displays(r"\delta_j = \frac{\partial E}{\partial z_j}", slip))[-1] == "wrong"


@pytest.mark.parametrize(("side", "found"), [(r"2 g_j (\sum_i p_i g_i)", "right"), (r"g_j (\sum_i p_i g_i)", "wrong")])
def test_a_letter_with_an_index_is_not_applied_to_a_sum_of_its_own_values(side: str, found: str) -> None:
    text = displays(r"D = \sum_i p_i g_i", "E = D^2", rf"\frac{{\partial E}}{{\partial p_j}} = {side}")
    assert verdicts(text)[-1] == found
