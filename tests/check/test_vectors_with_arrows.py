r"""Vectors with an arrow, ``\vec w``, whose elements have none: ``w_i``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LETTERS = (r"\vec w", r"\vec x"), (r"\mathbf{w}", r"\mathbf{x}")


@pytest.mark.parametrize(("weights", "inputs"), LETTERS)
@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_i} = -(t - o) x_i", "right"),
        (r"\frac{\partial E}{\partial w_i} = (t - o) x_i", "wrong"),
        (r"\Delta w_i = \eta (t - o) x_i", "right"),
        (r"\Delta w_i = -\eta (t - o) x_i", "wrong"),
    ],
)
def test_plain_letters_with_an_index_are_elements(weights: str, inputs: str, claim: str, verdict: str) -> None:
    neuron = (rf"o = {weights} \cdot {inputs}", r"E = \frac12 (t - o)^2", r"\frac{\partial E}{\partial o} = o - t")
    assert verdicts(displays(*neuron, claim)) == ["right", "right", "right", verdict]


def test_vectors_that_have_indices_themselves_have_others_than_those() -> None:
    lines = (
        r"o_d = \vec w \cdot \vec x_d",
        r"E = \frac12 \sum_d (t_d - o_d)^2",
        r"\frac{\partial E}{\partial x_d} = 0",
    )
    assert "wrong" not in verdicts(displays(*lines))


def test_values_at_steps_are_no_elements() -> None:
    steps = (r"E = (\vec w \cdot \vec x - y)^2", r"w_{t+1} = w_t - \eta \frac{\partial E}{\partial w_t}")
    assert "wrong" not in verdicts(displays(*steps))
