r"""One weight and one input for each number: ``n_j = w_{j1} x_1 + w_{j2} x_2``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = displays(
    r"y = v_1 h_1 + v_2 h_2 + c",
    r"h_j = \tanh(n_j)",
    r"n_j = w_{j1} x_1 + w_{j2} x_2",
    r"E = \frac12 (y - t)^2",
)


def test_an_input_with_a_number_is_no_array() -> None:
    """The number below the weight is no letter that the input runs over."""
    assert verdicts(NETWORK) == ["right"] * 4


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial w_{12}} = (y - t) v_1 (1 - h_1^2) x_2", "right"),
        (r"\frac{\partial E}{\partial w_{12}} = (y - t) v_1 (1 - h_1^2) x_1", "wrong"),
        (r"\frac{\partial E}{\partial w_{12}} = (y - t) v_1 (1 - h_1) x_2", "wrong"),
    ],
)
def test_its_gradients_are_those_of_single_weights(line: str, verdict: str) -> None:
    """A slope without its square and the input of the other weight are refuted."""
    assert verdicts(NETWORK + displays(line))[-1] == verdict
