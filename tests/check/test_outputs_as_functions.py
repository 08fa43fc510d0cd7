r"""Outputs by the name of a function: ``h_{W,b}(x) = a``, and then ``J = \frac12 \|y - h_{W,b}(x)\|^2``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"z = W x + b", r"a = \sigma(z)")
COST = r"J = \frac12 \| y - %s \|^2"


@pytest.mark.parametrize(("head", "output"), [("h_{W,b}(x)", "a"), ("h(x)", "a"), ("F(x)", r"\sigma(z)")])
def test_a_norm_goes_over_the_elements_of_an_output_that_is_written_as_a_function(head: str, output: str) -> None:
    defined = (*NETWORK, f"{head} = {output}", COST % head)
    slope = r"\frac{\partial J}{\partial z} = %s(y - a) \odot \sigma'(z)"
    assert verdicts(displays(*defined, slope % "-")) == ["right"] * 5
    assert verdicts(displays(*defined, slope % ""))[-1] == "wrong"


def test_it_stands_for_each_layer_and_sample() -> None:
    network = (r"z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}", r"a^{(l+1)} = f(z^{(l+1)})", r"h_{W,b}(x) = a^{(n_l)}")
    cost = (
        r"J(W,b; x,y) = \frac12 \| h_{W,b}(x) - y \|^2",
        r"\delta^{(n_l)} = -(y - a^{(n_l)}) \odot f'(z^{(n_l)})",
        r"\delta^{(l)} = ((W^{(l)})^T \delta^{(l+1)}) \odot f'(z^{(l)})",
    )
    slope = r"\nabla_{W^{(l)}} J(W,b;x,y) = %s \delta^{(l+1)} (a^{(l)})^T"
    assert set(verdicts(displays(*network, *cost, slope % ""))) == {"right"}
    assert verdicts(displays(*network, *cost, slope % "2"))[-1] == "wrong"


def test_a_function_of_what_it_is_written_with_stays_one() -> None:
    lines = (r"h(x) = x^2", r"L = h(w) + h(3 v)")
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial w} = 2 w"))[-1] == "right"
    assert verdicts(displays(*lines, r"\frac{\partial L}{\partial w} = w"))[-1] == "wrong"


def test_a_name_that_stands_alone_elsewhere_is_not_taken() -> None:
    r"""The h of a hidden layer beside ``h(x) = a``: which one a line means is not clear, and nothing is refuted."""
    lines = (r"h = W_1 x", r"a = \sigma(W_2 h)", r"h(x) = a", COST % "a")
    slope = r"\frac{\partial J}{\partial a} = a - y"
    assert verdicts(displays(*lines, slope))[-1] == "right"


def test_what_is_written_once_stays_what_it_is() -> None:
    r"""``\det(J_g) = 2 x y`` says nothing new of a determinant."""
    lines = (
        r"g(x, y) = \begin{pmatrix} g_1(x, y) \\ g_2(x, y) \end{pmatrix} = \begin{pmatrix} x^2 \\ x y \end{pmatrix}",
    )
    assert verdicts(displays(*lines, r"\det(J_g) = 2 x^2"))[-1] == "right"
    assert verdicts(displays(*lines, r"\det(J_g) = 2 x y"))[-1] == "wrong"
