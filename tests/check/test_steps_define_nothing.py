"""A step of gradient descent with a slip in it says nothing of the shapes of its arrays."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"z^{(1)} = W^{(1)} x + b^{(1)}, \quad a^{(1)} = \tanh(z^{(1)})",
    r"z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}, \quad L = \frac12 \|z^{(2)} - y\|^2",
    r"\delta^{(2)} := \frac{\partial L}{\partial z^{(2)}} = z^{(2)} - y",
    r"\frac{\partial L}{\partial W^{(2)}} = \delta^{(2)} (a^{(1)})^\top",
    r"\delta^{(1)} := \frac{\partial L}{\partial z^{(1)}} = (W^{(2)})^\top \delta^{(2)} \odot (1 - (a^{(1)})^2)",
)


@pytest.mark.parametrize("arrow", [r"\leftarrow", "=", ":="])
def test_a_slip_in_a_step_turns_no_other_line_wrong(arrow: str) -> None:
    found = verdicts(displays(*NETWORK, rf"b^{{(1)}} {arrow} b^{{(1)}} - \eta \delta^{{(2)}}"))
    assert found[:-1] == ["right"] * (len(found) - 1)
    assert found[-1] in {"wrong", "unchecked"}
