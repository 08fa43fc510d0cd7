"""A letter below is a sample where a sum over it leaves it out, but not where what has it counts with others, too."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

SOFTMAX = r"s_i = \frac{e^{z_i}}{\sum_n e^{z_n}}"
SLOPE = r"\frac{\partial \log s_i}{\partial z_j} = "
RIGHT = r"\delta_{ij} - \frac{e^{z_j}}{\sum_n e^{z_n}}"


def test_a_sum_without_its_letter_makes_no_samples_of_the_elements_that_other_letters_count() -> None:
    assert verdicts(displays(SOFTMAX, SLOPE + RIGHT, SLOPE + rf"\sum_n {RIGHT}")) == ["right", "right", "wrong"]


def test_a_letter_that_nothing_else_stands_for_is_a_sample_everywhere() -> None:
    model = (r"C_x = \frac{1}{2} (a - y)^2", r"a = w v + b", r"C = \frac{1}{n} \sum_x C_x")
    slope = r"\frac{\partial C}{\partial w} = "
    assert verdicts(displays(*model, slope + r"\frac{1}{n} \sum_x (a - y) v"))[-1] in {"right", "right-if"}
    assert verdicts(displays(*model, slope + r"\frac{1}{n} \sum_x (a + y) v"))[-1] == "wrong"
