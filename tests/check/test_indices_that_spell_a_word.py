r"""``v_{in}`` has two indices where i and n count something beside it, and is a name of its own otherwise."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = displays(r"s_i = \sum_u q_u k_{iu}", r"o_n = \sum_i s_i v_{in}")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial o_n}{\partial v_{in}} = s_i", "right"),
        (r"\frac{\partial o_n}{\partial s_i} = v_{in}", "right"),
        (r"\frac{\partial o_n}{\partial v_{in}} = s_n", "wrong"),
        (r"\frac{\partial o_n}{\partial s_i} = 2 v_{in}", "wrong"),
    ],
)
def test_two_letters_that_count_are_indices(claim: str, verdict: str) -> None:
    assert verdicts(MODEL + displays(claim))[-1] == verdict


def test_the_weights_of_the_inputs_are_one_array() -> None:
    model = displays(r"h = \tanh(W_{in} x + W r)", r"\frac{\partial W_{ij}}{\partial W_{kl}} = \delta_{ik} \delta_{jl}")
    assert verdicts(model)[0] == "right"


@pytest.mark.parametrize(("side", "verdict"), [("y_i", "right"), ("2 y_i", "wrong")])
def test_a_net_input_is_a_name(side: str, verdict: str) -> None:
    model = displays(r"z_{in} = \sum_i y_i w_i", rf"\frac{{\partial z_{{in}}}}{{\partial w_i}} = {side}")
    assert verdicts(model) == ["right", verdict]
