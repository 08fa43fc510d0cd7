r"""Sets of examples and of parameters say how things are named, and nothing about how many elements an index has."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NETWORK = (r"a = \sigma(\sum_{i=1}^d w_i x_i)", r"E = \frac12 (a - y)^2")


@pytest.mark.parametrize(
    "family",
    [
        r"D = \{(x_1, y_1), \ldots, (x_m, y_m)\}",
        r"D = ((x_1, y_1), \dots, (x_m, y_m))",
        r"\mathcal{D} = \{(x_i, y_i)\}_{i=1}^m",
        r"D = (x_i, y_i)_{i=1}^m",
        r"T = \{(x^{(i)}, y^{(i)}); i = 1, \ldots, m\}",
        r"\theta = \{W_1, b_1, \dots, W_L, b_L\}",
    ],
)
def test_a_set_computes_nothing_and_the_lines_behind_it_are_judged(family: str) -> None:
    slopes = (
        r"\frac{\partial E}{\partial w_i} = (a - y) a (1 - a) x_i",
        r"\frac{\partial E}{\partial w_i} = (a - y) x_i",
    )
    text = f"The training set is ${family}$, $\\sigma$ is the sigmoid.\n\n{displays(*NETWORK, *slopes)}"
    found = judged(text)
    assert found[0].role.value == "given"
    assert [each.verdict.value for each in found] == ["right", "right", "right", "right", "wrong"]


@pytest.mark.parametrize(("slope", "verdict"), [("2 x_i", "right"), ("x_i", "wrong")])
def test_a_vector_in_braces_is_no_such_set(slope: str, verdict: str) -> None:
    lines = (r"x = \{x_1, \ldots, x_n\}", r"s = \sum_{i=1}^n x_i^2", rf"\frac{{\partial s}}{{\partial x_i}} = {slope}")
    assert verdicts(displays(*lines))[-1] == verdict


@pytest.mark.parametrize(("value", "verdict"), [("6", "right"), ("3", "wrong")])
def test_a_value_at_a_point_is_no_family(value: str, verdict: str) -> None:
    assert verdicts(displays("y = x^2", rf"\left. \frac{{dy}}{{dx}} \right|_{{x=3}} = {value}"))[-1] == verdict
