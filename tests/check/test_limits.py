"""Limits of difference quotients are derivatives; others are values with what is let go to its limit put in."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

CUBE = "y = x^3"


@pytest.mark.parametrize(
    ("limit", "verdict"),
    [
        (r"\lim_{h \to 0} \frac{(x + h)^3 - x^3}{h}", "right"),
        (r"\lim_{\Delta x \rightarrow 0} \frac{(x + \Delta x)^3 - x^3}{\Delta x}", "right"),
        (r"\lim_{\Delta x \to 0} \frac{\Delta y}{\Delta x}", "right"),
        (r"\lim_{\epsilon \to 0} \frac{(x + \epsilon)^3 - (x - \epsilon)^3}{2 \epsilon}", "right"),
        (r"\lim_{h \to 0} \frac{x^3 - (x - h)^3}{h}", "right"),
        (r"\lim_{h \to 0} \frac{3 x^2 h + 3 x h^2 + h^3}{h}", "right"),
        (r"\lim_{h \to 0} (3 x^2 + 3 x h + h^2)", "right"),
        # Half of the width, a step without its sign, a term without its h.
        (r"\lim_{\epsilon \to 0} \frac{(x + \epsilon)^3 - (x - \epsilon)^3}{\epsilon}", "wrong"),
        (r"\lim_{h \to 0} \frac{x^3 - (x + h)^3}{h}", "wrong"),
        (r"\lim_{h \to 0} (3 x^2 + 3 x + h^2)", "wrong"),
        (r"\lim_{h \to 0} \frac{3 x^2 h + 3 x h + h^3}{h}", "wrong"),
    ],
)
def test_a_limit_is_the_derivative_that_it_tends_to(limit: str, verdict: str) -> None:
    assert verdicts(displays(CUBE, rf"\frac{{dy}}{{dx}} = {limit}")) == ["right", verdict]


@pytest.mark.parametrize(
    ("definition", "verdict"),
    [
        (r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}", "right"),
        (r"\frac{df(x)}{dx} = \lim_{h\ \to 0} \frac{f(x + h) - f(x)}{h}", "right"),
        (r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x - h)}{2h}", "right"),
        (r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x - h)}{h}", "wrong"),
    ],
)
def test_the_definition_of_a_derivative_holds_for_any_function(definition: str, verdict: str) -> None:
    assert verdicts(displays(definition)) == [verdict]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        (r"\lim_{h \to 0} \frac{(x + h)^3 + x^3}{h}", "whether this limit exists is not clear"),
        (r"\lim_{n \to \infty} (1 + \frac{x}{n})^n", "this limit is not read yet"),
        (r"\lim_{h \to 0} \frac{\sin(h)}{x h^2}", "this limit is not read yet"),
    ],
)
def test_other_limits_are_open(limit: str, reason: str) -> None:
    found = judged(displays(CUBE, rf"\frac{{dy}}{{dx}} = {limit}"))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", reason)
