"""Functions that nobody writes out: where they give a quantity its value, their name alone is this quantity."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NETWORK = (r"z = f_1(w, x)", r"\hat{y} = f_2(v, z)", r"E = \frac{1}{2} (y - \hat{y})^2")
CHAIN = (
    r"\frac{\partial E}{\partial w} = -(y - f_2(v, z)) "
    r"\frac{\partial f_2}{\partial f_1} \frac{\partial f_1}{\partial w}"
)


@pytest.mark.parametrize(
    "claim",
    [
        CHAIN,
        r"\frac{\partial \hat{y}}{\partial z} = \frac{\partial f_2}{\partial z}",
        r"\frac{\partial E}{\partial v} = \frac{\partial E}{\partial f_2} \frac{\partial f_2}{\partial v}",
        r"\frac{\partial E}{\partial v} = -(y - f_2(v, f_1(w, x))) \frac{\partial f_2}{\partial v}",
    ],
)
def test_the_name_of_the_function_is_the_quantity(claim: str) -> None:
    assert verdicts(displays(*NETWORK, claim)) == ["right"] * 4


@pytest.mark.parametrize(
    "slip",
    [
        CHAIN.replace("= -", "= "),
        CHAIN.replace(r"\frac{\partial f_2}{\partial f_1}", ""),
        CHAIN.replace(r"\partial f_1}{\partial w}", r"\partial f_2}{\partial w}"),
        CHAIN.replace(r"\partial f_1}{\partial w}", r"\partial f_1}{\partial x}"),
        r"\frac{\partial \hat{y}}{\partial z} = \frac{\partial f_1}{\partial z}",
    ],
)
def test_a_slip_beside_such_functions_is_not_proved(slip: str) -> None:
    assert verdicts(displays(*NETWORK, slip))[-1] in {"wrong", "unchecked"}


@pytest.mark.parametrize("inner", [r"y = g(x)", r"u = \frac{dy}{dx}"])
def test_where_an_argument_depends_on_another_one_the_function_holds_it(inner: str) -> None:
    total = r"\frac{dz}{dx} = \frac{\partial f}{\partial x} + \frac{\partial f}{\partial y} \frac{dy}{dx}"
    assert verdicts(displays(r"z = f(x, y)", inner, total))[-1] != "wrong"


def test_a_function_of_two_quantities_is_neither() -> None:
    text = displays(r"z = f(x)", r"y = f(z)", r"\frac{\partial y}{\partial x} = \frac{\partial f}{\partial x}")
    assert verdicts(text)[-1] == "unchecked"
