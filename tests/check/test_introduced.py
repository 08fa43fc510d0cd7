"""Names that a chain of equations ends with: the text goes on with them for its derivative."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"u_j = \sum_i w_{ij} h_i", r"E = \frac12 \sum_j (u_j - t_j)^2")
CHAIN = r"\frac{\partial E}{\partial u_j} = u_j - t_j = e_j"


def test_the_last_member_names_the_derivative() -> None:
    lines = (
        CHAIN,
        r"\frac{\partial E}{\partial w_{ij}} = e_j h_i",
        r"\frac{\partial E}{\partial h_i} = \sum_j e_j w_{ij}",
    )
    assert verdicts(displays(*NETWORK, *lines)) == ["right"] * 6


@pytest.mark.parametrize("slip", [r"e_i h_i", r"e_j h_i^2", r"-e_j h_i"])
def test_a_slip_in_what_goes_on_with_it_is_refuted(slip: str) -> None:
    line = rf"\frac{{\partial E}}{{\partial w_{{ij}}}} = {slip}"
    assert verdicts(displays(*NETWORK, CHAIN, line))[-1] == "wrong"


def test_a_slip_before_it_is_refuted_alone() -> None:
    slip = CHAIN.replace("u_j - t_j =", "t_j - u_j =")
    found = verdicts(displays(*NETWORK, slip, r"\frac{\partial E}{\partial w_{ij}} = e_j h_i"))
    assert found == ["right", "right", "wrong", "right", "right"]


def test_an_input_at_the_end_of_a_chain_is_no_new_name() -> None:
    chain = r"\frac{\partial u_j}{\partial w_{ij}} = \frac{\partial}{\partial w_{ij}} \sum_k w_{kj} h_k = h_j"
    assert verdicts(displays(*NETWORK, chain))[-1] == "wrong"
