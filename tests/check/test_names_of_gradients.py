"""Derivatives with names of their own, and numbers that nobody defines."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GATE = (r"q = x + y", r"f = q z", r"\delta = \frac{\partial f}{\partial q}")


@pytest.mark.parametrize(("step", "verdict"), [(r"\delta", "right"), (r"q", "wrong")])
def test_a_derivative_with_a_name_is_not_what_is_descended(step: str, verdict: str) -> None:
    assert verdicts(displays(*GATE, rf"x \leftarrow x - \eta {step}"))[-1] == verdict


NEURON = (r"y = \sum_i w_i x_i", r"L = (y - t)^2", r"\delta^{(1)} = \frac{\partial L}{\partial y}")


@pytest.mark.parametrize(("delta", "verdict"), [(r"\delta_{mi}", "right"), (r"(1 - \delta_{mi})", "wrong")])
def test_kronecker_under_a_sum_stands_beside_errors(delta: str, verdict: str) -> None:
    claim = rf"\frac{{\partial y}}{{\partial w_i}} = \sum_m {delta} x_m"
    assert verdicts(displays(*NEURON, claim))[-1] == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{dh}{dx} = \frac{2}{\sqrt{\pi}} e^{-x^2}", "right"),
        (r"\frac{dh}{dx} = \frac{2}{\pi} e^{-x^2}", "wrong"),
    ],
)
def test_pi_is_a_number_where_the_document_says_nothing_else(claim: str, verdict: str) -> None:
    assert verdicts(displays(r"h = \operatorname{erf}(x)", claim))[-1] == verdict


def test_pi_is_a_probability_where_one_differentiates_by_it() -> None:
    lines = (
        r"L = y \log \pi + (1 - y) \log(1 - \pi)",
        r"\frac{\partial L}{\partial \pi} = \frac{y}{\pi} - \frac{1 - y}{1 - \pi}",
    )
    assert verdicts(displays(*lines)) == ["right", "right"]


@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "wrong")])
def test_a_logarithm_of_a_hyperbolic_cosine_is_no_likelihood(sign: str, verdict: str) -> None:
    step = rf"w \leftarrow w {sign} \eta \tanh(w x - t) x"
    assert verdicts(displays(r"L = \log \cosh(w x - t)", step))[-1] == verdict


def test_a_delta_before_the_names_of_several_equations_says_gradients() -> None:
    cell = (r"c_t = f_t \odot c_{t-1} + i_t \odot g_t", r"h_t = o_t \odot \tanh(c_t)")
    state = r"\delta c_t = \delta h_t \odot o_t \odot (1 - \tanh^2(c_t))"
    right, wrong = (rf"\delta f_t = \delta c_t \odot c_{step}" for step in ("{t-1}", "t"))
    assert verdicts(displays(*cell, state, right))[-2:] == ["unchecked", "right"]
    assert verdicts(displays(*cell, state, wrong))[-1] == "wrong"


def test_one_equation_that_begins_with_a_delta_is_a_product() -> None:
    assert verdicts(displays(r"\delta x = g", r"\frac{\partial g}{\partial x} = \delta"))[-1] != "wrong"


@pytest.mark.parametrize(("side", "verdict"), [(r"dY \, W^T", "right"), (r"dY \, W", "wrong"), (r"W^T dY", "wrong")])
def test_one_gradient_by_another_one_shows_what_the_d_means(side: str, verdict: str) -> None:
    assert verdicts(displays(r"Y = X W", f"dX = {side}")) == ["right", verdict]


def test_gradients_by_name_have_the_shape_of_what_they_are_by_whatever_a_wrong_line_needs() -> None:
    """A transposed layout would make the sum over the wrong axis right, and the gradient by the weights wrong."""
    layer = ("Z = X W + b", "dW = X^T dZ")
    assert verdicts(displays(*layer, r"db = \mathbf{1}^T dZ")) == ["right", "right", "right"]
    assert verdicts(displays(*layer, r"db = dZ \mathbf{1}")) == ["right", "right", "unchecked"]
