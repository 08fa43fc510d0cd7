"""Arguments of an outer function in the chain rule: the a of ``k(a, b)`` is the first number that ``h(x)`` gives."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = (r"h(x) = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}", "k(a, b) = a b")
PRODUCT = r"\begin{bmatrix} b & a \end{bmatrix} \begin{bmatrix} 2x \\ 3 \end{bmatrix}"


def test_they_may_stay_in_the_derivative_of_a_composition() -> None:
    chain = rf"\frac{{d (k \circ h)}}{{dx}} = {PRODUCT} = 2xb + 3a = 9x^2"
    assert verdicts(displays(*GIVEN, chain))[2:] == ["right-if", "right-if", "right"]


@pytest.mark.parametrize("slip", [PRODUCT.replace("b & a", "a & b"), "2xb + 2a", "2xa + 3b", "b + 3a"])
def test_slips_among_them_are_refuted(slip: str) -> None:
    assert verdicts(displays(*GIVEN, rf"\frac{{d (k \circ h)}}{{dx}} = {slip}"))[-1] == "wrong"


NUMBERS = ("h(x) = f(g(x))", "f(u) = u^3", "g(x) = 2 x + 1")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{dh}{dx} = 3 u^2 \cdot 2", "right-if"),
        (r"\frac{dh}{dx} = 3 u^2", "wrong"),
        (r"\frac{d}{dx} f(g(x)) = 6 u^2", "right-if"),
        (r"h'(x) = 6 u^2", "right-if"),
        (r"h'(x) = 6 u", "wrong"),
        (r"h(x) = u^3 + 1", "unchecked"),
    ],
)
def test_a_number_that_another_function_gives_may_keep_its_letter(claim: str, verdict: str) -> None:
    assert verdicts(displays(*NUMBERS, claim)) == ["right"] * 3 + [verdict]
