r"""Steps of training in subscripts: ``w_{t+1} = w_t - ...`` moves the w of the other lines."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = ("y = w x", "L = (y - d)^2")


@pytest.mark.parametrize(
    "step", [r"\nabla_w L(w_t)", r"\frac{\partial L}{\partial w}", r"\frac{\partial L}{\partial w_t}"]
)
def test_an_update_goes_on_where_its_gradient_is_written_out(step: str) -> None:
    text = displays(*LOSS, rf"w_{{t+1}} = w_t - \alpha {step}", r"w_{t+1} = w_t - 2 \alpha (w_t x - d) x")
    assert verdicts(text)[-1] == "right"
    assert verdicts(text.replace("- 2", "+ 2"))[-1] == "wrong"
    assert verdicts(text.replace("- 2", "- "))[-1] == "wrong"


MOMENTUM = (r"v_{t+1} = \beta v_t + \nabla_W L(W_t)", r"W_{t+1} = W_t - \alpha v_{t+1}")


def test_velocities_leave_the_arrays_of_the_other_lines_as_they_are() -> None:
    layer = (r"S_{ic} = \sum_d X_{id} W_{dc}", r"L = \frac12 \sum_{i,c} (S_{ic} - Y_{ic})^2")
    claim = r"\frac{\partial L}{\partial W_{dc}} = \sum_i X_{id} (S_{ic} - Y_{ic})"
    text = displays(*layer, claim, *MOMENTUM)
    assert verdicts(text)[:3] == ["right"] * 3
    assert "wrong" not in verdicts(text)
    assert verdicts(text.replace(r"\sum_i X", r"\sum_i 2 X"))[2] == "wrong"


def test_a_state_with_an_input_at_each_step_is_no_iteration() -> None:
    cell = (
        r"h_t = h_{t-1} + \tanh(w x_t)",
        r"g_t = \frac{\partial L}{\partial h_t}",
        r"\frac{\partial L}{\partial x_t} = g_t",
    )
    assert verdicts(displays(*cell))[-1] in {"wrong", "unchecked"}


def test_a_step_on_the_loss_of_one_sample_at_a_time() -> None:
    samples = (r"L_i = \frac12 (w^T x_i - y_i)^2", r"L = \frac1N \sum_i L_i", r"\nabla_w L_i = (w^T x_i - y_i) x_i")
    step = r"w_{k+1} = w_k - \eta \nabla_w L_i(w_k)"
    assert verdicts(displays(*samples, step))[-1] == "right"
    assert verdicts(displays(*samples, step, r"w_{k+1} = w_k - \eta (w_k^T x_i + y_i) x_i"))[-1] != "right"


def test_a_sum_of_gradients_is_no_gradient_of_one_sample() -> None:
    objective = (r"F(w) = \frac1n \sum_i L_i(w)", r"w_{k+1} = w_k - \frac{\eta}{n} \sum_i \nabla L_i(w_k)")
    one = (r"L_i(w) = \frac12 (w^T x_i - y_i)^2", objective[0], r"w \leftarrow w + \eta \nabla L_i(w)")
    assert verdicts(displays(*objective))[-1] == "unchecked"
    assert verdicts(displays(*one))[-1] == "wrong"


def test_a_line_that_sums_over_the_samples_follows_no_gradient_of_one() -> None:
    pages = displays(r"L_i(w) = \frac12 (w^T x_i - y_i)^2", r"F(w) = \frac1n \sum_i L_i(w)")
    steps = r"w_{k+1} = w_k - \frac{\eta}{n} \sum_i (w_k^T x_i - y_i) x_i", r"w_{k+1} = w_k - \eta \nabla L_i(w_k)"
    assert verdicts(pages + "\n\n" + displays(*steps)) == ["right", "right", "unchecked", "right"]


@pytest.mark.parametrize("loss", [r"L(w) = \frac12 \sum_i", r"L = \frac12 \sum_i"])
def test_a_loss_with_its_argument_is_a_number_as_one_without(loss: str) -> None:
    steps = r"w_{t+1} = w_t - \eta \nabla L(w_t)", r"w_{t+1} = w_t - \eta \sum_i (w_t^T x_i - y_i) x_i"
    text = displays(rf"{loss} (w^T x_i - y_i)^2", *steps)
    assert verdicts(text) == ["right"] * 3
    assert verdicts(text.replace("- y_i) x_i", "+ y_i) x_i"))[-1] == "wrong"
