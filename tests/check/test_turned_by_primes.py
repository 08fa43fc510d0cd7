"""A prime transposes where a document puts it on arrays before factors; elsewhere it is a slope, or part of a name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SQUARES = (r"S = (y - X\beta)'(y - X\beta)",)
LAYER = (r"z = W x + b", r"a = \sigma(z)", r"L = \frac12 (a - y)'(a - y)", r"\delta = (a - y) \odot \sigma'(z)")


@pytest.mark.parametrize(
    ("given", "right", "slip"),
    [
        (
            SQUARES,
            r"\frac{\partial S}{\partial \beta} = -2X'(y - X\beta)",
            r"\frac{\partial S}{\partial \beta} = 2X'(y - X\beta)",
        ),
        (SQUARES, r"S = y'y - 2\beta'X'y + \beta'X'X\beta", r"\frac{\partial S}{\partial \beta} = X'X\beta - 2X'y"),
        (LAYER, r"\frac{\partial L}{\partial W} = \delta x'", r"\frac{\partial L}{\partial W} = x \delta'"),
        (LAYER, r"\frac{\partial L}{\partial x} = W'\delta", r"\frac{\partial L}{\partial x} = W\delta"),
    ],
)
def test_primes_transpose_what_is_no_function(given: tuple[str, ...], right: str, slip: str) -> None:
    assert verdicts(displays(*given, right, slip))[-2:] == ["right", "wrong"]


def test_a_function_keeps_its_slope() -> None:
    lines = displays("F(x) = x^2", "y = A x", "F'(x) = 2x", "F'(x) = x")
    assert verdicts(lines)[-2:] == ["right", "wrong"]


def test_another_argument_keeps_its_prime() -> None:
    given = "Let $k(x, x') = e^{-(x - x')^2}$ and $y = W x$.\n\n"
    right, slip = (rf"\frac{{\partial k}}{{\partial x'}} = {sign} (x - x') k(x, x')" for sign in ("2", "-2"))
    assert verdicts(given + displays(right, slip))[-2:] == ["right", "wrong"]


def test_what_a_prime_on_parentheses_is_needs_a_sign() -> None:
    lines = displays("s(x) = (1 + e^{-x})^{-1}", "s'(x) = -(1 + e^{-x})^{-2} (1 + e^{-x})'")
    last = judged(lines)[-1]
    assert (last.verdict.value, last.reason) == (
        "unchecked",
        "whether this prime is a slope or a transposition is not written",
    )


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ((r"K_{ij} = x_i' x_j", r"L = \sum_i K_{ii}"), r"\frac{\partial L}{\partial x_i} = 2 x_i"),
        ((r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",), r"\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p p'"),
    ],
)
def test_a_name_beside_itself_with_a_prime_is_no_other_name(given: tuple[str, ...], line: str) -> None:
    assert verdicts(displays(*given, line))[-1] == "unchecked"
