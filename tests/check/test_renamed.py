"""A letter that only derivatives are by means what their numerators are computed from, and excuses nothing else."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

SOFTMAX = (r"p_i = \frac{e^{a_i}}{\sum_k e^{a_k}}", r"L = -\sum_i y_i \log p_i", r"\sum_i y_i = 1")
CHAIN = r"\frac{\partial L}{\partial o_i} = -\sum_k \frac{y_k}{p_k} \frac{\partial p_k}{\partial o_i}"


def test_the_letter_of_another_text_is_what_the_definitions_have() -> None:
    *_, chain, result = judged(displays(*SOFTMAX, CHAIN, r"\frac{\partial L}{\partial o_i} = p_i - y_i"))
    assert [chain.verdict.value, result.verdict.value] == ["right-if", "right-if"]
    assert "o is the a of the definitions" in result.assumes


@pytest.mark.parametrize("slip", ["y_i - p_i", "p_i", "p_i y_i - y_i", "a_i - y_i"])
def test_a_slip_behind_such_a_letter_is_refuted(slip: str) -> None:
    assert verdicts(displays(*SOFTMAX, CHAIN, rf"\frac{{\partial L}}{{\partial o_i}} = {slip}"))[-1] == "wrong"


def test_one_equation_with_such_a_letter_may_be_a_slip() -> None:
    assert verdicts(displays(*SOFTMAX, r"\frac{\partial L}{\partial o_i} = p_i - y_i"))[-1] == "unchecked"


def test_a_letter_that_another_line_has_is_itself() -> None:
    lines = (*SOFTMAX, r"h_i = o_i^2", CHAIN, r"\frac{\partial L}{\partial o_i} = p_i - y_i")
    assert verdicts(displays(*lines))[-1] == "unchecked"
