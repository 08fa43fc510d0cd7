r"""The loss of one step before what it depends on, ``L_t(o_t)``, is no product."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = displays(r"h_t = \tanh(W h_{t-1} + U x_t + b)", r"o_t = V h_t + c", r"L = \sum_{t=1}^T L_t(o_t)")


def test_an_index_on_the_loss_of_one_makes_no_factor_of_it() -> None:
    total = displays(r"L = \sum_i \ell_i(o_i)")
    assert verdicts(
        total + "\n\n" + displays(r"\frac{\partial L}{\partial o_i} = \frac{\partial \ell_i}{\partial o_i}")
    ) == [
        "right",
        "right",
    ]


def test_what_stands_alone_before_a_name_is_still_a_factor() -> None:
    total = displays(r"L = \sum_i w_i(a_i)")
    assert verdicts(total + "\n\n" + displays(r"\frac{\partial L}{\partial a_i} = w_i"))[-1] == "right"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial V} = \sum_{t=1}^T \frac{\partial L_t}{\partial o_t} h_t^\top", "right"),
        (r"\frac{\partial L}{\partial c} = \sum_{t=1}^T \frac{\partial L_t}{\partial o_t}", "right"),
        (r"\frac{\partial L_t}{\partial h_t} = V^\top \frac{\partial L_t}{\partial o_t}", "right"),
    ],
)
def test_losses_of_steps_in_a_recurrent_network(claim: str, verdict: str) -> None:
    assert verdicts(NETWORK + "\n\n" + displays(claim))[-1] == verdict


def test_a_transpose_that_is_lost_beside_them_is_refuted() -> None:
    right = displays(r"\frac{\partial L_t}{\partial h_t} = V^\top \frac{\partial L_t}{\partial o_t}")
    lost = displays(r"\frac{\partial L_t}{\partial h_t} = V \frac{\partial L_t}{\partial o_t}")
    assert verdicts(f"{NETWORK}\n\n{right}\n\n{lost}")[-2:] == ["right", "wrong"]


def test_a_factor_of_another_step_is_refuted() -> None:
    network = displays(r"y_t = v h_t, \quad h_t = \tanh(w h_{t-1} + u x_t)", r"J = \sum_t J_t(y_t)")
    claim = r"\frac{{\partial J}}{{\partial v}} = \sum_t \frac{{\partial J_t}}{{\partial y_t}} {}_t"
    assert verdicts(network + "\n\n" + displays(claim.format("h")))[-1] == "right"
    assert verdicts(network + "\n\n" + displays(claim.format("y")))[-1] == "wrong"
