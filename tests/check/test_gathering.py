"""What gathers the gradients by an array has the shape of that array, as the states of optimisers have."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = displays("z = W x + b", r"L = \frac12 \|z - y\|^2")
STATE = r"m \leftarrow \beta m + (1 - \beta) \frac{\partial L}{\partial W}"
DECAYING = r"v \leftarrow \rho v + (1 - \rho) \frac{\partial L}{\partial W} \odot \frac{\partial L}{\partial W}"
ON_BIAS = r"b \leftarrow b - m"
DECAY = r"v \leftarrow 0.9 v - \eta \frac{\partial L}{\partial W}"


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ((STATE, r"\hat m = \frac{m}{1 - \beta}"), "right"),
        ((STATE, r"\hat m = \frac{m}{1 - \beta^t}", r"W \leftarrow W - \eta \hat m"), "right"),
        ((STATE, r"\hat m = \frac{m}{1 - \beta^t}", r"W \leftarrow W + \eta \hat m"), "wrong"),
        ((r"g = \frac{\partial L}{\partial W}", r"h = \frac{g}{2}"), "right"),
        ((r"g = \frac{\partial L}{\partial W}", r"h = -\eta g", r"W \leftarrow W + h"), "right"),
        ((r"g = \frac{\partial L}{\partial W}", r"h = -\eta g", r"W \leftarrow W - h"), "wrong"),
        ((DECAYING, r"\hat v = \frac{v}{1 - \rho^t}"), "right"),
    ],
)
def test_small_letters_that_gather_gradients_have_the_shape_of_their_variable(
    lines: tuple[str, ...], verdict: str
) -> None:
    assert verdicts(f"{NETWORK}\n\n{displays(*lines)}") == ["right"] * (len(lines) + 1) + [verdict]


def test_a_step_on_a_bias_by_what_gathers_gradients_by_weights_does_not_fit() -> None:
    assert verdicts(f"{NETWORK}\n\n{displays(STATE, ON_BIAS)}")[-2:] == ["right", "wrong"]


def test_weights_that_an_earlier_line_names_gather_nothing() -> None:
    two = displays("h = W x", "z = v^T h", r"L = \frac12 (z - y)^2", r"\frac{\partial L}{\partial v} = (z - y) h")
    assert verdicts(f"{two}\n\n{displays(DECAY)}")[-1] == "wrong"


def test_errors_with_elements_elsewhere_show_their_shape_there() -> None:
    net = displays(
        r"z_j^{[1]} = \sum_{i=1}^n w_{ji}^{[1]} x_i",
        r"a_j^{[1]} = \max(0, z_j^{[1]})",
        r"z^{[2]} = \sum_{j=1}^p w_j^{[2]} a_j^{[1]}",
        r"L = \frac12 (z^{[2]} - y)^2",
        r"\delta^{[2]} = \frac{\partial L}{\partial z^{[2]}} = z^{[2]} - y",
    )
    slope = r"\frac{\partial L}{\partial a_j^{[1]}} = \delta^{[2]} w_j^{[2]}"
    found = verdicts(f"{net}\n\n{displays(slope, slope.replace('= ', '= -'), 'W = u v^T')}")
    assert found[6:8] == ["right", "wrong"]
