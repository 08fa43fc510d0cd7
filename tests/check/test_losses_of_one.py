"""Losses of a pattern: the n of ``E_n`` is part of the name where nothing that it is computed from has an n."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"a_j = \sum_i w_{ji} x_i",
    r"z_j = \tanh(a_j)",
    r"y_k = \sum_j v_{kj} z_j",
    r"E_n = \frac12 \sum_{k=1}^{K} (y_k - t_k)^2",
    r"E = \sum_{n=1}^N E_n",
    r"\delta_k \equiv \frac{\partial E_n}{\partial y_k}",
    r"\delta_j \equiv \frac{\partial E_n}{\partial a_j}",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\delta_k = y_k - t_k", "right"),
        (r"\delta_j = (1 - z_j^2) \sum_k v_{kj} \delta_k", "right"),
        (r"\delta_j = (1 - z_j) \sum_k v_{kj} \delta_k", "wrong"),
        (r"\frac{\partial E_n}{\partial w_{ji}} = \delta_j x_i", "right"),
        (r"\frac{\partial E_n}{\partial v_{kj}} = \delta_k z_j", "right"),
        (r"\frac{\partial E_n}{\partial v_{kj}} = \delta_j z_j", "wrong"),
        (r"\frac{\partial E}{\partial w_{ji}} = \sum_n \frac{\partial E_n}{\partial w_{ji}}", "right"),
    ],
)
def test_the_letter_of_a_pattern_is_no_index(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * len(NETWORK) + [verdict]


def test_a_letter_that_other_names_have_is_an_index() -> None:
    given = (r"E_n = \frac12 (w x - t)^2", r"u_n = w c_n", r"\frac{\partial u_n}{\partial w} = c_n")
    assert verdicts(displays(*given))[1:] == ["right", "right"]
