"""Outputs that a text writes as functions of its inputs and defines nowhere, beside words for a regression."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOGISTIC = "# Logistic regression\n\nIts cross-entropy is minimised by gradient descent.\n\n"
SOFTMAX = "# Softmax regression\n\nIts cross-entropy is minimised by gradient descent.\n\n"
LINEAR = "# Regression\n\nThe mean squared error of a linear model has the gradient\n\n"


@pytest.mark.parametrize(
    ("words", "line", "slips"),
    [
        (
            LOGISTIC,
            r"\frac{\partial J(\theta)}{\partial \theta_j} = \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
            (("(h_", "(1 - h_"), ("- y", "+ y"), ("x_j^{(i)}", "x_k^{(i)}"), (" x_j^{(i)}", "")),
        ),
        (
            LINEAR,
            r"w_j \leftarrow w_j - \frac{\eta}{m} \sum_{i=1}^m (f(x^{(i)}) - y^{(i)}) x_j^{(i)}",
            (("w_j - ", "w_j + "), (") x_j", ")^2 x_j")),
        ),
        (
            SOFTMAX,
            r"\nabla_{\theta_k} J(\theta) = -\sum_{i} x^{(i)} (1\{y^{(i)} = k\} - P(y^{(i)} = k | x^{(i)}; \theta))",
            (("-\\sum", "\\sum"), ("\\} - P", "\\} + P"), ("x^{(i)} (", "(")),
        ),
        (
            SOFTMAX,
            r"\theta_k \leftarrow \theta_k - \alpha \sum_{i=1}^m (f(x^{(i)}) - 1(y^{(i)} = k)) x^{(i)}",
            (("_k - ", "_k + "), ("f(x^{(i)}) -", "f(x^{(i)}) +"), (") x^{(i)}", ")")),
        ),
    ],
)
def test_a_function_of_the_inputs_is_the_output(words: str, line: str, slips: tuple[tuple[str, str], ...]) -> None:
    (found,) = judged(words + displays(line))
    assert found.verdict.value == "right-if"
    assert any(each.startswith("a function of the inputs that no line defines is the output") for each in found.assumes)
    for written, slip in slips:
        assert verdicts(words + displays(line.replace(written, slip, 1))) == ["unchecked"]


def test_the_class_that_an_output_leaves_out_is_said() -> None:
    line = r"\theta_k \leftarrow \theta_k - \alpha \sum_{i=1}^m (f(x^{(i)}) - 1(y^{(i)} = k)) x^{(i)}"
    (found,) = judged(SOFTMAX + displays(line))
    assert any(each.endswith("it is that of the class beside it") for each in found.assumes)


def test_a_function_that_a_line_defines_is_what_it_says() -> None:
    defined = displays(
        r"h(x) = \tanh(\theta^T x)",
        r"\frac{\partial J(\theta)}{\partial \theta} = \sum_{i=1}^m (h(x^{(i)}) - y^{(i)}) x^{(i)}",
    )
    assert verdicts(LOGISTIC + defined) == ["right", "unchecked"]
