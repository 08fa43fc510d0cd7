"""Units are named by a letter and a number: a sum over the letter is over all of them, and no letter is an index."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"net_{h1} = w_1 i_1 + b_1",
    r"out_{h1} = \sigma(net_{h1})",
    r"net_{o1} = w_5 out_{h1} + b_2",
    r"net_{o2} = w_6 out_{h1} + b_2",
    r"out_{o1} = \sigma(net_{o1})",
    r"out_{o2} = \sigma(net_{o2})",
    r"E_{total} = \frac12 (t_1 - out_{o1})^2 + \frac12 (t_2 - out_{o2})^2",
)
SUM = r"\sum_o \frac{\partial E_{total}}{\partial out_o} \frac{\partial out_o}{\partial net_o}"


def test_units_of_layers_are_no_elements_of_one_array() -> None:
    assert verdicts(displays(*NETWORK)) == ["right"] * len(NETWORK)


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (
            rf"\left( {SUM} \frac{{\partial net_o}}{{\partial out_{{h1}}}} \right) out_{{h1}} (1 - out_{{h1}}) i_1",
            "right",
        ),
        (rf"\left( {SUM} \frac{{\partial net_o}}{{\partial out_{{h1}}}} \right) out_{{h1}} i_1", "wrong"),
        (rf"\left( {SUM} \right) out_{{h1}} (1 - out_{{h1}}) i_1", "wrong"),
    ],
)
def test_a_sum_by_the_letter_of_a_layer_is_over_its_units(side: str, verdict: str) -> None:
    line = rf"\frac{{\partial E_{{total}}}}{{\partial w_1}} = {side}"
    assert verdicts(displays(*NETWORK, line))[-1] == verdict


def test_a_letter_without_units_is_left_alone() -> None:
    line = r"\frac{\partial E_{total}}{\partial w_1} = \left( \sum_u \delta_u w_{hu} \right) i_1"
    assert verdicts(displays(*NETWORK, line))[-1] == "unchecked"
