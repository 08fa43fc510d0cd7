"""Networks with gates, and errors beside losses that are left open."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GATES = (
    r"u_t = \sigma(A_u x_t + B_u h_{t-1})",
    r"v_t = \sigma(A_v x_t + B_v h_{t-1})",
    r"\tilde{h}_t = \tanh(A x_t + B (v_t \odot h_{t-1}))",
    r"h_t = (1 - u_t) \odot h_{t-1} + u_t \odot \tilde{h}_t",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial u_t} = \frac{\partial E}{\partial h_t} \odot (\tilde{h}_t - h_{t-1})", "right"),
        (r"\frac{\partial E}{\partial u_t} = \frac{\partial E}{\partial h_t} \odot (h_{t-1} - \tilde{h}_t)", "wrong"),
        (r"\frac{\partial h_t}{\partial \tilde{h}_t} = u_t", "right"),
    ],
)
def test_the_weights_of_a_gate_stand_beside_plain_ones(claim: str, verdict: str) -> None:
    element_wise = r"\frac{\partial h_t}{\partial u_t} = \tilde{h}_t - h_{t-1}"
    assert verdicts(displays(*GATES, element_wise, claim))[:4] == ["right"] * 4
    assert verdicts(displays(*GATES, element_wise, claim))[-1] == verdict


def test_an_error_is_no_output_on_which_an_open_loss_depends() -> None:
    lines = (
        r"out_{o1} = \sigma(w_5 h)",
        r"E_{o1} = \frac{1}{2} (target_{o1} - out_{o1})^2",
        r"E_{total} = E_{o1} + E_{o2}",
        r"\delta_{o1} = -(target_{o1} - out_{o1}) out_{o1} (1 - out_{o1})",
    )
    slope = r"\frac{\partial E_{total}}{\partial w_5} = %s \delta_{o1} h"
    assert verdicts(displays(*lines, slope % ""))[-1] not in {"wrong", "right-if"}
    assert verdicts(displays(*lines, slope % "2"))[-1] not in {"right", "right-if"}


def test_a_part_of_a_loss_depends_on_what_it_is_differentiated_by() -> None:
    lines = (
        r"net_{o1} = w_5 out_{h1} + w_6 out_{h2}",
        r"out_{o1} = \sigma(net_{o1})",
        r"E_{o1} = \frac{1}{2} (target_{o1} - out_{o1})^2",
        r"E_{total} = E_{o1} + E_{o2}",
        r"\delta_{o1} = -(target_{o1} - out_{o1}) out_{o1} (1 - out_{o1})",
    )
    slope = r"\frac{\partial E_{total}}{\partial out_{h1}} = "
    parts = r"\frac{\partial E_{o1}}{\partial out_{h1}}", r"\frac{\partial E_{o2}}{\partial out_{h1}}"
    claims = (slope + " + ".join(parts), slope + parts[0], slope + r"\delta_{o1} w_5")
    found = verdicts(displays(*lines, *claims))[-3:]
    assert found[0] == "right"
    assert not {"right", "right-if"} & set(found[1:])
