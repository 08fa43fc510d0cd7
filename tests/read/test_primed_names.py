"""Names with a prime that derivatives are taken by, and labels of several capitals."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

WORDS = (r"u_j = \sum_i w'_{ij} h_i", r"E = \sum_j u_j^2", r"h_i = \sum_k w_{ki} x_k")


def test_what_a_derivative_is_taken_by_is_a_name_of_its_own() -> None:
    claims = (
        r"\frac{\partial E}{\partial w'_{ij}} = 2 u_j h_i",
        r"\frac{\partial E}{\partial w_{ki}} = \sum_j 2 u_j w'_{ij} x_k",
        r"\frac{\partial E}{\partial w_{ki}} = \sum_j 2 u_j w_{ij} x_k",
    )
    assert verdicts(displays(*WORDS, *claims)) == ["right"] * 5 + ["wrong"]


def test_the_slope_of_a_quantity_is_none() -> None:
    lines = (r"h = \tanh(z)", r"h' = 1 - h^2", r"L = h^2", r"\frac{\partial L}{\partial z} = 2 h h'")
    assert "wrong" not in verdicts(displays(*lines))
    assert verdicts(displays(r"f(x) = x^3", r"\frac{d f'}{dx} = 6 x"))[-1] != "wrong"


def test_several_capitals_are_one_label() -> None:
    lines = (r"D_{KL} = \sum_j \mu_j^2", r"R = \sum_j \mu_j", r"L = R + D_{KL}")
    claims = (r"\frac{\partial L}{\partial \mu_j} = 1 + 2 \mu_j", r"\frac{\partial L}{\partial \mu_j} = 1 + \mu_j")
    assert verdicts(displays(*lines, *claims)) == ["right"] * 4 + ["wrong"]


def test_a_prime_behind_a_layer_is_one_of_the_function() -> None:
    layer = (r"z^{[1]} = W^{[1]} x + b^{[1]}", r"a^{[1]} = g^{[1]}(z^{[1]})", r"L = \frac12 \|a^{[1]} - y\|^2")
    right = r"dz^{[1]} = (a^{[1]} - y) * g^{[1]\prime}(z^{[1]})"
    gradient = r"dW^{[1]} = dz^{[1]} x^T"
    assert verdicts(displays(*layer, right, gradient)) == ["right"] * 5
    assert verdicts(displays(*layer, right.replace("(z^", "(a^"), gradient))[-2] == "wrong"


TURNED = r"h = \sigma(W x + b)", r"\hat x = W' h + c", r"E = \frac12 \|\hat x - x\|^2"


def test_a_prime_below_a_transposition_is_part_of_a_name() -> None:
    back = r"\frac{\partial E}{\partial h} = W%s (\hat x - x)"
    assert verdicts(displays(*TURNED, back % "'^T")) == ["right"] * 4
    assert verdicts(displays(*TURNED, back % "'^T", back % "^T"))[-1] == "wrong"


def test_a_name_that_is_differentiated_by_is_no_slope_before_parentheses() -> None:
    sums = r"\hat x_i = \sum_j W'_{ij} h_j", r"E = \frac12 \sum_i (\hat x_i - x_i)^2"
    by = r"\frac{\partial E}{\partial W'_{ij}} = (\hat x_i - x_i) h_j"
    back = r"\frac{\partial E}{\partial h_j} = \sum_i W'_{%s} (\hat x_i - x_i)"
    assert verdicts(displays(*sums, by, back % "ij", back % "ji")) == ["right"] * 4 + ["wrong"]


PENALISED = r"""
$y = w x$, $E = \frac12 (y - t)^2$, $\frac{\partial E}{\partial w} = (y - t) x$.

Let $E' = E + \frac{\lambda}{2} w^2$. Then
"""


@pytest.mark.parametrize(("penalty", "verdict"), [(r"\lambda w", "right"), (r"2 \lambda w", "wrong")])
@pytest.mark.parametrize("loss", ["E", "J", "C", r"\mathcal{L}"])
def test_a_loss_with_a_penalty_may_have_a_prime(loss: str, penalty: str, verdict: str) -> None:
    text = rf"{PENALISED}$$\frac{{\partial E'}}{{\partial w}} = (y - t) x + {penalty}$$".replace("E", loss)
    assert verdicts(text) == ["right"] * 4 + [verdict]


def test_a_loss_with_a_prime_may_be_the_sum_of_others() -> None:
    text = r"$C = \frac12 (w - a)^2$, $L' = C + \frac{\lambda}{2} w^2$, $\frac{\partial L'}{\partial w} = "
    assert verdicts(text + r"w - a + \lambda w$") == ["right", "right", "right"]
    assert verdicts(text + r"w - a$") == ["right", "right", "wrong"]


def test_a_prime_is_a_slope_where_a_loss_is_a_function() -> None:
    text = r"$L(w) = \frac12 w^2 - a w$, $L'(w) = "
    assert verdicts(text + "w - a$") == ["right", "right"]
    assert verdicts(text + "w + a$") == ["right", "wrong"]


@pytest.mark.parametrize("slope", [r"C' \sigma'(z)", r"\sigma'(z) C'"])
def test_a_prime_transposes_no_loss(slope: str) -> None:
    text = rf"$C = \frac12 (a - y)^2$, $a = \sigma(z)$, $\frac{{\partial C}}{{\partial z}} = {slope}$"
    assert verdicts(text) == ["right", "right", "unchecked"]
    assert verdicts(text.replace("C'", "(y - a)"))[-1] == "wrong"
