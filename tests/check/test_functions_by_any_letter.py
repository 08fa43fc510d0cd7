"""Functions by any letter: ``s(x) = ...`` is no product, and s alone is its value."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

SQUASH = r"s(x) = \frac{1}{1 + e^{-x}}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{ds}{dx} = s(1-s)", "right"),
        (r"\frac{ds(x)}{dx} = s(x)(1-s(x))", "right"),
        (r"\frac{ds(x)}{dx} = s(x)(1+s(x))", "wrong"),
        (r"\frac{ds}{dx} = s(1+s)", "wrong"),
    ],
)
def test_what_is_defined_with_its_argument_is_a_function(claim: str, verdict: str) -> None:
    assert verdicts(displays(SQUASH, r"\frac{ds}{dx} = s - s^2", claim)) == ["right", "right", verdict]


def test_a_quantity_may_be_written_with_and_without_what_it_depends_on() -> None:
    lines = (r"y(x) = w x + b", r"L = (y - t)^2", r"\frac{dL}{dw} = 2 (y(x) - t) x", r"\frac{dL}{dw} = 2 (y(x) - t)")
    assert verdicts(displays(*lines)) == ["right", "right", "right", "wrong"]


@pytest.mark.parametrize(("claim", "verdict"), [("g (1 - g)", "right"), ("g (1 + g)", "wrong")])
def test_a_value_of_a_function_is_no_definition_of_it(claim: str, verdict: str) -> None:
    document = displays(
        r"g(w, x) = \frac{1}{1 + e^{-(w_0 x_0 + w_1)}}",
        r"s = w_0 x_0 + w_1",
        r"g = \frac{1}{1 + e^{-1}} = 0.73",
        rf"\frac{{\partial g}}{{\partial s}} = {claim}",
        r"\frac{\partial g}{\partial w_0} = \frac{\partial g}{\partial s} x_0",
    )
    found = verdicts(document)
    assert (found[-2], found[-1]) == (verdict, "right")


def test_functions_that_are_put_together_are_no_product() -> None:
    text = r"$$\text{(a) } f(x) = x^2, \quad g(x) = \sin x$$" + "\n\n"
    claims = (r"(f \circ g)'(x) = 2 \sin x \cos x", r"(f \circ g)(x) = \sin^2 x", r"(f + g)'(x) = 2 x + \cos x")
    assert "wrong" not in verdicts(text + displays(*claims))
    assert verdicts(displays("f(x) = x^2", "(f(x)) (x + 1) = x^3 + x^2", "(f(x)) (x + 1) = x^3 + x"))[1:] == [
        "right",
        "wrong",
    ]


def test_a_letter_with_one_name_in_parentheses_that_is_no_factor_elsewhere_is_a_function() -> None:
    values = displays(r"D(x) = \sigma(d(x))", r"V = \log D(x)")
    assert verdicts(values + "\n\n" + displays(r"\frac{\partial V}{\partial d} = 1 - D"))[-1] != "wrong"


def test_a_letter_that_is_a_factor_elsewhere_is_one_before_a_name_in_parentheses() -> None:
    product = displays(r"y = d (x)", r"z = d + 1")
    assert verdicts(product + "\n\n" + displays(r"\frac{\partial y}{\partial d} = x"))[-1] == "right"
    assert verdicts(product + "\n\n" + displays(r"\frac{\partial y}{\partial d} = d"))[-1] == "wrong"
