"""Numbered nodes of automatic differentiation: each bar is the gradient of the last node, from the inputs on."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

FORWARD = (
    r"v_{-1} = x_1",
    r"v_0 = x_2",
    r"v_1 = \ln v_{-1}",
    r"v_2 = v_{-1} \times v_0",
    r"v_3 = \sin v_0",
    r"v_4 = v_1 + v_2",
    r"v_5 = v_4 - v_3",
    "y = v_5",
)
REVERSE = (
    r"\bar v_4 = \bar v_5 \frac{\partial v_5}{\partial v_4} = \bar v_5 \times 1",
    r"\bar v_3 = \bar v_5 \times (-1)",
    r"\bar v_0 = \bar v_3 \cos v_0 + \bar v_2 v_{-1}",
    r"\bar v_{-1} = \bar v_2 v_0 + \bar v_1 / v_{-1}",
)
SLIPS = (
    r"\bar v_0 = \bar v_3 \cos v_0 - \bar v_2 v_{-1}",
    r"\bar v_{-1} = \bar v_2 v_0 + \bar v_1 v_{-1}",
    r"\bar v_3 = \bar v_5 v_3",
)


@pytest.mark.parametrize("seed", [r"\bar v_5 = 1", r"\bar v_5 = \bar y = 1"])
def test_a_table_of_reverse_mode_is_read(seed: str) -> None:
    assert set(verdicts(displays(*FORWARD, seed, *REVERSE))) == {"right"}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_bar_that_is_not_the_gradient_of_the_last_node_is_wrong(slip: str) -> None:
    assert judged(displays(*FORWARD, r"\bar v_5 = 1", *REVERSE, slip))[-1].verdict.value == "wrong"


NODES = r"Let $v_1 = x$, $v_2 = e^{v_1}$ and $v_3 = v_1 v_2$."


@pytest.mark.parametrize(
    "rule",
    [
        r"\bar v_i = \frac{\partial v_3}{\partial v_i}",
        r"\bar v_i = \sum_j \bar v_j \frac{\partial v_j}{\partial v_i}",
    ],
)
def test_a_rule_for_any_node_takes_nothing_from_those_with_a_number(rule: str) -> None:
    found = judged(f"{NODES}\n\n" + displays(rule, r"\bar v_3 = 1", r"\bar v_2 = v_1", r"\bar v_1 = v_2 + v_1 v_2"))
    assert {each.verdict.value for each in found[4:]} == {"right"}
    slip = judged(f"{NODES}\n\n" + displays(rule, r"\bar v_3 = 1", r"\bar v_2 = v_1", r"\bar v_1 = v_2"))[-1]
    assert slip.verdict.value == "wrong"


def test_a_mean_that_is_one_is_no_gradient() -> None:
    means = displays(r"\bar x_1 = \frac12 (x_1 + x_2)", r"\bar x_2 = 1", r"s = \bar x_1 + \bar x_2")
    assert set(verdicts(means)) == {"right"}
