r"""Modules in outline: ``X_n = F_n(W_n, X_{n-1})`` says no more than the ``X_n = F(Y_n)`` that follows it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LAYERS = (r"x_l = f_l(x_{l-1}, w_l)", r"y_l = w_l x_{l-1}", r"x_l = \tanh(y_l)")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial E}{\partial y_l} = (1 - x_l^2) \frac{\partial E}{\partial x_l}", "right"),
        (r"\frac{\partial E}{\partial y_l} = (1 - x_l) \frac{\partial E}{\partial x_l}", "wrong"),
        (r"\frac{\partial E}{\partial x_{l-1}} = w_l^T \frac{\partial E}{\partial y_l}", "right"),
        (r"\frac{\partial E}{\partial x_{l-1}} = -w_l^T \frac{\partial E}{\partial y_l}", "wrong"),
    ],
)
def test_the_formula_is_what_the_name_is(line: str, verdict: str) -> None:
    assert verdicts(displays(*LAYERS, line))[-1] == verdict


@pytest.mark.parametrize(("slope", "verdict"), [("x^2", "right"), ("x", "wrong")])
def test_its_own_letter_is_the_value(slope: str, verdict: str) -> None:
    general = (
        r"\frac{dz}{dt} = \frac{\partial f}{\partial x} \frac{dx}{dt} + \frac{\partial f}{\partial y} \frac{dy}{dt}"
    )
    example = (r"z = x^2 y", r"x = \cos t", r"y = \sin t", rf"\frac{{dz}}{{dt}} = -2 x y \sin t + {slope} \cos t")
    found = verdicts(displays(r"z = f(x, y)", general, *example))
    assert found[1] == "right"
    assert found[-1] == verdict


def test_two_formulas_are_two() -> None:
    found = verdicts(displays(r"y = f(w, x)", r"y = w x", r"y = w + x", r"\frac{\partial y}{\partial w} = 1"))
    assert found[-2:] == ["unchecked", "unchecked"]
