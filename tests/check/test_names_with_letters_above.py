"""Letters above a name that say which quantity it belongs to: ``\\delta_t^{(h)}`` of a state, ``W^{(f)}`` of a gate."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

CELL = displays(
    r"z_t = \sigma(W_z x_t + U_z h_{t-1}), \quad h_t = (1 - z_t) \odot h_{t-1} + z_t \odot x_t",
    r"E = \sum_t E_t, \quad E_t = \frac{1}{2} \| h_t - y_t \|^2",
)


@pytest.mark.parametrize("error", [r"\delta^%s_t", r"\delta_t^%s", r"\delta_t^{(%s)}", r"\delta^{(%s)}_t"])
def test_errors_of_states_and_gates(error: str) -> None:
    h, z = error % "h", error % "z"
    said = rf"Let ${h} = \frac{{\partial E}}{{\partial h_t}}$ and ${z} = \frac{{\partial E}}{{\partial z_t}}$. "
    right, slip = rf"{z} = {h} \odot (x_t - h_{{t-1}})", rf"{z} = {h} \odot (h_{{t-1}} - x_t)"
    assert set(verdicts(f"{CELL}\n\n{said} $${right}$$")) == {"right"}
    assert verdicts(f"{CELL}\n\n{said} $${right}$$ $${slip}$$")[-2:] == ["right", "wrong"]


def test_the_error_of_one_quantity_alone() -> None:
    said = r"Let $\delta^h_t = \frac{\partial E}{\partial h_t}$. "
    slope = r"$$\frac{\partial E}{\partial z_t} = \delta^h_t \odot %s$$"
    assert verdicts(f"{CELL}\n\n{said}" + slope % r"(x_t - h_{t-1})")[-1] == "right"
    assert verdicts(f"{CELL}\n\n{said}" + slope % "x_t")[-1] == "wrong"


@pytest.mark.parametrize("weights", ["%s^{(%s)}", "%s^%s"])
def test_weights_of_gates(weights: str) -> None:
    gates = ", ".join(
        rf"{gate}_t = \sigma({weights % ('W', gate)} x_t + {weights % ('U', gate)} h_{{t-1}})" for gate in "if"
    )
    cell = displays(
        gates, r"c_t = f_t \odot c_{t-1} + i_t \odot x_t, \quad h_t = \tanh(c_t)", r"E = \sum_t \| h_t - y_t \|^2"
    )
    slope = r"\frac{\partial E}{\partial %s} = \sum_t (\frac{\partial E}{\partial c_t} \odot c_{t-1} \odot %s) x_t^T"
    right = slope % (weights % ("W", "f"), r"f_t \odot (1 - f_t)")
    slip = slope % (weights % ("W", "i"), r"i_t \odot (1 - i_t)")
    assert verdicts(cell + displays(right, slip))[-2:] == ["right", "wrong"]


def test_samples_and_powers_stay_what_they_are() -> None:
    fit = r"\hat y^{(i)} = w x^{(i)}, \quad L = \frac1m \sum_{i=1}^m (\hat y^{(i)} - y^{(i)})^2"
    slope = r"\frac{\partial L}{\partial w} = \frac2m \sum_{i=1}^m (\hat y^{(i)} - y^{(i)}) x^{(i)}"
    assert set(verdicts(displays(fit, slope))) == {"right"}
    assert verdicts(displays(r"y = a^x", r"\frac{dy}{dx} = a^x \ln a")) == ["right", "right"]
