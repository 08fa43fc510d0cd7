"""Open lines with another number in front are refuted, whatever an unread line says of their names."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (
    r"x = [L_{w_0}, L_{w_1}, ..., L_{w_{m-1}}]",
    r"z = x W + b_1",
    r"h = \sigma(z)",
    r"\theta = h U + b_2",
    r"\hat y = \mathrm{softmax}(\theta)",
    r"J = CE(y, \hat y)",
    r"\delta_2 = \frac{\partial J}{\partial z}",
)
"""A network of which the inputs are a list that is not read."""
LOGISTIC = r"\sigma(z) = \frac{1}{1 + e^{-z}}"
STEP = r"\sigma_{\text{step}}(z) = \begin{cases} 1 & z \geq 0 \\ 0 & z < 0 \end{cases}"


@pytest.mark.parametrize(
    ("factor", "said"), [("", "right"), ("-", "wrong"), ("2 ", "wrong"), ("-2 ", "wrong"), (r"\lambda ", "unchecked")]
)
def test_no_number_in_front_is_explained_by_an_input_that_is_not_read(factor: str, said: str) -> None:
    line = rf"\frac{{\partial J}}{{\partial W}} = {factor}x^T \delta_2"
    assert verdicts(displays(*NETWORK, line))[-1] == said


def test_a_loss_that_is_defined_anew_in_a_line_that_is_not_read_may_have_another_factor() -> None:
    before = (r"L = \frac12 (y - a)^2", r"\frac{\partial L}{\partial a} = -(y - a)")
    anew = r"L = \underset{}{\heartsuit} (y - a)^{\diamond}"
    assert verdicts(displays(*before, anew, r"\frac{\partial L}{\partial a} = -2(y - a)"))[-1] == "unchecked"


@pytest.mark.parametrize(("sign", "said"), [("", "right"), ("-", "wrong")])
def test_what_is_zero_for_another_function_of_the_letter_is_no_excuse(sign: str, said: str) -> None:
    assert verdicts(displays(LOGISTIC, STEP, rf"\sigma'(z) = {sign}\sigma(z)(1 - \sigma(z))"))[-1] == said
