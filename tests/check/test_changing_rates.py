"""The rate of a step may have the number of the step."""

import pytest

from tests.check.judging import verdicts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"w_{t+1} = w_t - \eta_t \frac{\partial L}{\partial w_t}", "right"),
        (r"w_{t+1} = w_t + \eta_t \frac{\partial L}{\partial w_t}", "wrong"),
        (r"\theta^{(k+1)} = \theta^{(k)} - \alpha_k \nabla J(\theta^{(k)})", "right"),
        (r"\theta^{(k+1)} = \theta^{(k)} + \alpha_k \nabla J(\theta^{(k)})", "unchecked"),
        (r"\theta^{(k+1)} = \theta^{(k)} + \alpha_k \nabla E(\theta^{(k)})", "wrong"),
        (r"w_{t+1} = w_t - \eta_t x_t \frac{\partial L}{\partial w_t}", "unchecked"),
    ],
)
def test_a_step_by_its_own_rate_is_a_step_of_descent(text: str, expected: str) -> None:
    assert verdicts(f"$${text}$$") == [expected]


def test_a_rate_that_the_document_defines_keeps_its_number() -> None:
    text = r"$$\eta_t = \frac{\eta_0}{1 + c t}, \quad w_{t+1} = w_t - \eta_t \frac{\partial L}{\partial w_t}$$"
    assert verdicts(text)[0] == "right"
    assert verdicts(text.replace("w_t -", "w_t +"))[1] != "right"


def test_a_rate_with_another_number_stays_another_one() -> None:
    text = r"$$w_{t+1} = w_t - \alpha_t \frac{\partial L}{\partial w_t}$$"
    text += r"$$v_{t+1} = v_t - \alpha_s \frac{\partial L}{\partial v_t}$$"
    assert "right" not in verdicts(text)
