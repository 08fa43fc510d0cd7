"""Names with a prime that derivatives are taken by, and labels of several capitals."""

from __future__ import annotations

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
