"""A network that is written as a function of its input is an array, by whole matrices."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

LOSS = r"L = \frac12 \|f(x) - y\|^2"


@pytest.mark.parametrize("head", ["f(x)", r"f_\theta(x)", "F(x; W)"])
def test_gradients_of_a_network_by_its_matrices(head: str) -> None:
    given = (rf"{head} = W \sigma(V x + b)", LOSS.replace("f(x)", head))
    claims = (
        rf"\frac{{\partial L}}{{\partial W}} = ({head} - y) \sigma(V x + b)^T",
        rf"\frac{{\partial L}}{{\partial b}} = W^T ({head} - y) \odot \sigma'(V x + b)",
    )
    assert verdicts(displays(*given, *claims)) == ["right"] * 4
    slips = (claims[0].replace(f"{head} - y", f"y - {head}"), claims[1].replace(r" \odot \sigma'(V x + b)", ""))
    assert verdicts(displays(*given, *slips))[2:] == ["wrong", "wrong"]


def test_a_function_of_other_arguments_stays_one() -> None:
    lines = (r"f(x) = x^T A x", r"L = f(x) + f(z)", r"\frac{\partial L}{\partial z} = (A + A^T) x")
    assert verdicts(displays(*lines))[-1] != "right"


@pytest.mark.parametrize(
    ("function", "gradient", "slip"),
    [
        (r"\|A x - b\|_2^2", "2 A^T (A x - b)", "A^T (A x - b)"),
        ("x^T A x", "(A + A^T) x", "(A - A^T) x"),
    ],
)
def test_the_gradient_of_a_function_is_by_its_argument(function: str, gradient: str, slip: str) -> None:
    assert verdicts(displays(f"g(x) = {function}", rf"\nabla g(x) = {gradient}")) == ["right", "right"]
    assert verdicts(displays(f"g(x) = {function}", rf"\nabla g(x) = {slip}"))[-1] == "wrong"
    assert verdicts(displays(f"g(x) = {function}", rf"\frac{{\partial g}}{{\partial x}} = {gradient}"))[-1] == "right"
