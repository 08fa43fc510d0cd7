r"""Functions that a chain defines: ``y = \varphi(v) = \frac{1}{1 + e^{-v}}``."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

CHAIN = (r"v = w x", r"y = \varphi(v) = \frac{1}{1 + e^{-v}}")


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\varphi'(v) = y (1 - y)", "right"),
        (r"\varphi'(v) = y (1 + y)", "wrong"),
        (r"\frac{\partial y}{\partial w} = y (1 - y) x", "right"),
        (r"\frac{\partial y}{\partial w} = y (1 - y) w", "wrong"),
    ],
)
def test_a_chain_says_what_its_function_is(line: str, verdict: str) -> None:
    assert verdicts(displays(*CHAIN, line))[-1] == verdict


def test_what_a_later_exercise_gives_its_letter_refutes_no_line_before() -> None:
    later = "\n\n## Problem 2\n\n" + displays(r"\varphi(v) = a \tanh(b v)", r"\varphi'(v) = a b (1 - \tanh^2(b v))")
    first = "## Problem 1\n\n" + displays(*CHAIN, r"\varphi'(v) = \frac{e^{-v}}{(1 + e^{-v})^2}")
    assert verdicts(first + later) == ["right"] * 6
    slip = later.replace("a b (1", "a (1")
    assert verdicts(first + slip)[-1] == "wrong"


def test_one_letter_for_the_functions_of_two_layers_is_none_of_them() -> None:
    lines = ("z = w x", r"h = f(z) = \tanh(z)", "u = v h", r"y = f(u) = u", r"L = \frac12 (y - t)^2")
    slope = r"\frac{\partial L}{\partial w} = (y - t) v (1 - h^2) x"
    assert "wrong" not in verdicts(displays(*lines, slope))
