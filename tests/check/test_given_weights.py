"""Weights that have numbers depend on nothing: no chain rule goes through them."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NEURON = displays(
    "w = 0.5",
    "v = 2",
    "x = 1",
    r"z = \sigma(0.5 \cdot 1) = 0.6225",
    r"y = 2 \cdot 0.6225 = 1.245",
    "L = (1.245 - 1)^2 = 0.06",
)


@pytest.mark.parametrize(("middle", "expected"), [("z", "right-if"), ("v", "unchecked")])
def test_a_chain_rule_goes_through_no_weight_that_is_given(middle: str, expected: str) -> None:
    rule = r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y}"
    rule += rf" \frac{{\partial y}}{{\partial {middle}}} \frac{{\partial {middle}}}{{\partial w}}"
    assert verdicts(NEURON + "\n\n" + displays(rule))[-1] == expected


def test_a_quantity_without_a_number_may_depend_on_a_weight_by_any_letter() -> None:
    rule = r"\frac{\partial L}{\partial u} = \frac{\partial L}{\partial v} \frac{\partial v}{\partial u}"
    assert verdicts(displays(rule)) == ["right"]
