"""Functions without their argument in a derivative stand for their value at it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

UNIT = (r"a = \sigma(z)", r"z = \sum_i w_i x_i + b", r"C = \frac12 (a - y)^2")


@pytest.mark.parametrize(
    ("claim", "slip"),
    [
        (r"\frac{\partial \sigma}{\partial z} = \sigma(z) (1 - \sigma(z))", ("1 -", "1 +")),
        (r"\frac{\partial \sigma}{\partial z} = \sigma (1 - \sigma)", ("1 -", "1 +")),
        (r"\frac{\partial \sigma}{\partial w_i} = \sigma'(z) x_i", (" x_i", "")),
        (r"\frac{\partial C}{\partial w_i} = (a - y) \frac{\partial \sigma}{\partial z} x_i", ("a - y", "y - a")),
    ],
)
def test_the_argument_is_what_the_derivative_is_by_or_the_only_one(claim: str, slip: tuple[str, str]) -> None:
    assert verdicts(displays(*UNIT, claim))[-1] == "right"
    assert verdicts(displays(*UNIT, claim.replace(*slip)))[-1] == "wrong"


def test_it_holds_for_the_rest_of_a_chain() -> None:
    chain = r"\frac{\partial \sigma}{\partial z} = \sigma - \sigma^2 = \sigma (1 - \sigma)"
    assert verdicts(displays(*UNIT, chain))[-2:] == ["right", "right"]
    assert verdicts(displays(*UNIT, chain.replace("^2", "^3")))[-2:] == ["wrong", "right"]


def test_a_letter_that_is_a_quantity_is_none() -> None:
    assert verdicts(displays("h = w x", "y = h (x + 1)", r"\frac{\partial h}{\partial w} = x"))[-1] == "right"


def test_another_letter_than_that_of_the_definition_is_the_argument_where_nothing_else_stands_in_the_chain() -> None:
    given = (r"u = w x", r"h = \sigma(u)", r"\sigma(u) = \frac{1}{1 + e^{-u}}")
    chain = r"\frac{d\sigma}{dx} = \frac{e^{-x}}{(1 + e^{-x})^2} = \sigma(x) (1 - \sigma(x))"
    assert verdicts(displays(*given, chain))[-2:] == ["right", "right"]
    assert verdicts(displays(*given, chain.replace("1 - ", "1 + ")))[-2:] == ["right", "wrong"]
    along = r"\frac{d\sigma}{dx} = \sigma(u) (1 - \sigma(u)) w"
    assert verdicts(displays(*given, along))[-1] == "right"
    assert verdicts(displays(*given, along.replace(" w", "")))[-1] == "wrong"
    in_x = ("u = 3 x", "f(u) = u^2")
    assert verdicts(displays(*in_x, r"\frac{df}{dx} = 18 x"))[-1] == "right"
    assert verdicts(displays(*in_x, r"\frac{df}{dx} = 2 x"))[-1] == "wrong"
    two = (r"f(x) = x^2", "f(x, y) = x + y")
    assert verdicts(displays(*two, r"\frac{\partial f}{\partial y} = 1"))[-1] == "right"


def test_inside_a_sum_over_samples_it_is_that_of_each_sample_where_its_letter_is_a_quantity() -> None:
    given = (r"z = \sum_j w_j x_j + b", r"a = g(z)", r"C = \frac1n \sum_x (a - y)^2", r"g(z) = \frac{1}{1 + e^{-z}}")
    chain = r"\frac{\partial C}{\partial w_j} = \frac2n \sum_x (a - y) \frac{\partial g}{\partial w_j}"
    assert verdicts(displays(*given, chain))[-1] == "right"
    for slip in (("a - y", "y - a"), (r"\frac2n", r"\frac1n"), (r"\partial g", r"\partial z")):
        assert verdicts(displays(*given, chain.replace(*slip)))[-1] == "wrong"
