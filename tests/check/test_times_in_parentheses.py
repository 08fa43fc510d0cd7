"""Letters in parentheses behind every name count samples or times; a quantity in them is a factor or an argument."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NEURON = r"e_j(n) = d_j(n) - y_j(n), \quad y_j(n) = \varphi(v_j(n)), \quad v_j(n) = \sum_i w_{ji}(n) x_i(n)"
ENERGY = r"E(n) = \frac12 \sum_j e_j^2(n)"
SLOPE = r"\frac{\partial E(n)}{\partial w_{ji}(n)} = -e_j(n) \varphi'(v_j(n)) x_i(n)"


def test_a_letter_behind_every_name_says_nothing() -> None:
    assert verdicts(displays(NEURON, ENERGY, SLOPE)) == ["right"] * 5


@pytest.mark.parametrize(
    ("written", "slip"), [("= -e", "= e"), (r"\varphi'(v_j(n)) ", ""), ("x_i(n)", "x_j(n)"), ("x_i(n)", "d_j(n)")]
)
def test_slips_are_refuted_as_ever(written: str, slip: str) -> None:
    assert verdicts(displays(NEURON, ENERGY, SLOPE.replace(written, slip)))[-1] == "wrong"


def test_steps_from_one_time_to_the_next_are_updates() -> None:
    step = r"w_{ji}(n+1) = w_{ji}(n) + \eta e_j(n) \varphi'(v_j(n)) x_i(n)"
    assert verdicts(displays(NEURON, ENERGY, step))[-1] == "right"
    assert verdicts(displays(NEURON, ENERGY, step.replace("+ \\eta", "- \\eta")))[-1] == "wrong"


def test_a_letter_that_is_a_factor_somewhere_stays_one() -> None:
    text = displays(r"s_i = a_i (n) + b_i (n) + c_i n", r"\frac{\partial s_i}{\partial n} = a_i + b_i + c_i")
    assert verdicts(text)[-1] == "right"
