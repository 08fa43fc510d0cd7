"""A step that carries its gradient out is held to the loss, and is no recurrence that is right whatever it says."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac12 (w x + b - y)^2"
STEPS = (r"w_{t+1} = w_t - \eta (w_t x + b_t - y) x", r"b_{t+1} = b_t - \eta (w_t x + b_t - y)")


def test_steps_by_their_numbers_are_those_of_gradient_descent() -> None:
    assert verdicts(displays(LOSS, *STEPS)) == ["right"] * 3


@pytest.mark.parametrize(
    ("right", "slip"),
    [("b_t - \\eta", "b_t + \\eta"), ("(w_t x + b_t - y)$$", "(w_t x + b_t + y)$$"), ("(w_t x + b_t - y)$$", "x$$")],
)
def test_a_slip_in_such_a_step_is_wrong(right: str, slip: str) -> None:
    text = displays(LOSS, *STEPS)
    assert right in text
    assert verdicts(text.replace(right, slip))[-1] == "wrong"


def test_a_step_on_a_function_that_is_differentiated() -> None:
    page = (r"f(x) = \frac12 x^T A x - b^T x", r"\nabla f(x) = \frac12 (A + A^T) x - b")
    step = r"x_{k+1} = x_k - \alpha (\frac12 (A + A^T) x_k - b)"
    assert verdicts(displays(*page, step))[-1] == "right"
    assert verdicts(displays(*page, step.replace("- b", "+ b")))[-1] == "wrong"


@pytest.mark.parametrize(
    "page",
    [
        (r"f(x) = x^2 - 2", r"x_{k+1} = x_k - \frac{x_k^2 - 2}{2 x_k}"),
        (r"f(x) = \frac12 x^2", r"v_{k+1} = \beta v_k + x_k", r"x_{k+1} = x_k - \eta v_{k+1}"),
        (r"L = \frac12 (h - y)^2", r"h_{t+1} = h_t + \epsilon \tanh(u h_t)"),
        (r"L = \frac12 (w x - y)^2", r"w_{t+1} = w_t - \eta (w_t x_t - y_t) x_t"),
    ],
)
def test_other_recurrences_are_left_alone(page: tuple[str, ...]) -> None:
    """Newton's method, momentum, a state, and a step on the data of its own step."""
    assert verdicts(displays(*page)) == ["right"] * len(page)
