r"""The i of an input gate ``i_t`` is no index: it has a step, or an accent, and is a vector as the other gates are."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

CELL = (r"c_t = i_t \odot a_t + c_{t-1}", r"h_t = o_t \odot \tanh(c_t)")
WAYS = [
    (r"\hat i_t = W_i x_t + U_i h_{t-1}", r"i_t = \sigma(\hat i_t)"),
    (r"i_t = \sigma(W_i x_t + U_i h_{t-1})", r"\hat i_t = W_i x_t + U_i h_{t-1}"),
]
SLOPE = r"\frac{\partial E}{\partial \hat i_t} = \frac{\partial E}{\partial i_t} \odot i_t \odot (1 - i_t)"


@pytest.mark.parametrize("gate", WAYS)
def test_a_gate_called_i_is_a_vector(gate: tuple[str, str]) -> None:
    slips = SLOPE.replace("1 - i_t", "1 + i_t"), SLOPE.replace(r"\odot i_t \odot", r"\odot")
    assert verdicts(displays(*gate, *CELL, SLOPE, *slips)) == ["right"] * 5 + ["wrong"] * 2
