"""The states of an optimiser may have the number of their step where the parameters have none."""

import pytest

from tests.check.judging import verdicts

MOMENTUM = r"$$v_t = \gamma v_{t-1} + \eta \nabla_\theta J(\theta), \quad %s$$"
ADAM = (
    r"$$g_t = \nabla_\theta J(\theta), \quad m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t$$"
    r"$$v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2, \quad \hat{m}_t = \frac{m_t}{1 - \beta_1^t}$$"
    r"$$\hat{v}_t = \frac{v_t}{1 - \beta_2^t}, \quad %s$$"
)
AVERAGE = r"$$g_t = \nabla_\theta J(\theta), \quad E[g^2]_t = \rho E[g^2]_{t-1} + (1 - \rho) g_t^2, \quad %s$$"


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        (MOMENTUM, r"\theta = \theta - v_t", "right"),
        (MOMENTUM, r"\theta \leftarrow \theta - v_t", "right"),
        (MOMENTUM, r"\theta = \theta + v_t", "wrong"),
        (MOMENTUM.replace(r"J(\theta)", r"J(\theta - \gamma v_{t-1})"), r"\theta = \theta - v_t", "right"),
        (MOMENTUM.replace(r"J(\theta)", r"J(\theta - \gamma v_{t-1})"), r"\theta = \theta + v_t", "wrong"),
        (ADAM, r"\theta = \theta - \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon} \hat{m}_t", "right"),
        (ADAM, r"\theta = \theta + \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon} \hat{m}_t", "wrong"),
        (AVERAGE, r"\theta = \theta - \frac{\eta}{\sqrt{E[g^2]_t + \epsilon}} g_t", "right"),
        (AVERAGE, r"\theta = \theta + \frac{\eta}{\sqrt{E[g^2]_t + \epsilon}} g_t", "wrong"),
        (ADAM, r"\theta = \theta - \frac{\eta}{\hat{v}_t} \hat{m}_t", "unchecked"),
    ],
)
def test_a_parameter_without_steps_goes_down_by_a_state_with_one(text: str, step: str, expected: str) -> None:
    assert verdicts(text.replace("%s", step))[-1] == expected


def test_an_online_step_of_a_recurrent_network_is_none_by_a_state() -> None:
    text = (
        r"$$h_t = \tanh(w h_{t-1} + u x_t), \quad L_t = \frac12 (h_t - d_t)^2$$"
        r"$$u = u - \eta (h_t - d_t) x_t$$"
    )
    assert verdicts(text)[-1] in {"wrong", "unchecked"}


def test_a_step_by_a_sum_over_steps_stays_one() -> None:
    text = (
        r"$$h_t = \tanh(W h_{t-1} + U x_t), \quad y_t = V h_t, \quad L = \sum_t \frac12 (y_t - d_t)^2$$"
        r"$$V = V - \eta \sum_t (y_t - d_t) h_t^T$$"
    )
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace("- \\eta", "+ \\eta"))[-1] == "wrong"
