r"""Losses that only derivatives name, with what they depend on: ``\partial l(\theta)/\partial \theta``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SIGMOID = r"h_\theta(x) = \sigma(\theta^T x)"
SUM = r"\sum_{i=1}^m \left( y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log (1 - h_\theta(x^{(i)})) \right)"
GRADIENT = r"\sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x^{(i)}"


@pytest.mark.parametrize("head", [r"\frac{d l(\theta)}{d \theta}", r"\frac{\partial}{\partial \theta} l(\theta)"])
def test_a_loss_with_its_argument_is_what_the_line_differentiates_in_its_place(head: str) -> None:
    sign = r"\frac{d}{d \theta}" if head.startswith(r"\frac{d ") else r"\frac{\partial}{\partial \theta}"
    chain = rf"{head} = {sign} {SUM} = {GRADIENT}"
    assert verdicts(displays(SIGMOID, chain)) == ["right"] * 3
    assert verdicts(displays(SIGMOID, chain.replace("(y^{(i)} - h", "(y^{(i)} + h"))) == ["right", "right", "wrong"]
    assert verdicts(displays(SIGMOID, chain, rf"\frac{{d (-l(\theta))}}{{d \theta}} = -{GRADIENT}"))[-1] == "right"
    assert verdicts(displays(SIGMOID, chain, rf"\frac{{d (-l(\theta))}}{{d \theta}} = {GRADIENT}"))[-1] == "wrong"


def test_a_letter_before_something_else_in_parentheses_is_a_factor() -> None:
    assert verdicts(displays(r"y = E (w + 1), \quad \frac{\partial y}{\partial w} = E")) == ["right", "right"]
    assert verdicts(displays(r"\frac{\partial E (w)}{\partial x} = 0, \quad y = E (w)"))[-1] == "right"


def test_the_gradient_of_a_number_is_that_of_the_product_behind_it() -> None:
    chain = (
        r"\nabla_w E(w) = \nabla_w \frac12 \sum_i (w^T x^{(i)} - t^{(i)})^2 = \sum_i (w^T x^{(i)} - t^{(i)}) x^{(i)}"
    )
    assert verdicts(displays(chain)) == ["right", "right"]
    assert verdicts(displays(chain.replace(r"= \sum_i (w", r"= 2 \sum_i (w"))) == ["right", "wrong"]
