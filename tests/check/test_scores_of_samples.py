"""Scores ``f(x) = w^T x + b`` at samples, sums over those that a condition chooses, and other models in passing."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

MODEL = (
    r"f(x) = w^T x + b",
    r"J(w, b) = \frac{\lambda}{2} \|w\|^2 + \frac{1}{n} \sum_{i=1}^n \max(0, 1 - y_i f(x_i))",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\nabla_w J = \lambda w - \frac{1}{n} \sum_{i : y_i f(x_i) < 1} y_i x_i", "right"),
        (r"\nabla_w J = \lambda w - \frac{1}{n} \sum_{i : y_i (w^T x_i + b) < 1} y_i x_i", "right"),
        (r"\nabla_w J = \lambda w - \frac{1}{n} \sum_{i : y_i f(x_i) > 1} y_i x_i", "wrong"),
        (r"\nabla_w J = \lambda w - \frac{1}{n} \sum_{i : y_i w^T x_i < 1} y_i x_i", "wrong"),
        (r"\frac{\partial J}{\partial b} = -\frac{1}{n} \sum_{i : y_i f(x_i) < 1} y_i", "right"),
        (r"\frac{\partial J}{\partial b} = -\frac{1}{n} \sum_{i : y_i f(x_i) < 1} 1", "wrong"),
    ],
)
def test_a_function_of_samples_is_written_out_in_conditions_too(claim: str, verdict: str) -> None:
    assert verdicts(displays(*MODEL, claim)) == ["right", "right", verdict]


def test_another_model_in_passing_refutes_nothing() -> None:
    other = displays(r"\nabla_w J = \lambda w - \frac{2}{n} \sum_i \max(0, 1 - y_i f(x_i)) y_i x_i")
    with_squares = "\n\nWith squares instead,\n\n"
    assert verdicts(displays(*MODEL) + with_squares + other)[-1] == "unchecked"
    assert verdicts(displays(*MODEL) + "\n\nHence\n\n" + other)[-1] == "wrong"


CRITIC = r"$V(s) = w^T \phi(s)$, $\delta = r + \gamma V(s') - V(s)$ and $L = \frac12 \delta^2$." + "\n\n"


@pytest.mark.parametrize(
    ("slope", "expected"),
    [
        (r"\delta (\gamma \phi(s') - \phi(s))", "right"),
        (r"\delta (\phi(s) - \gamma \phi(s'))", "wrong"),
        (r"-\delta \phi(s)", "wrong"),
    ],
)
def test_the_value_of_the_next_state_is_that_of_its_features(slope: str, expected: str) -> None:
    assert verdicts(CRITIC + rf"$$\frac{{\partial L}}{{\partial w}} = {slope}$$")[-1] == expected
