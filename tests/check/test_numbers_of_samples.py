"""Samples with numbers: sums over them, data points in lists, vectors without the 1 for the bias."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, verdicts

R, I, W, F, U = (each.value for each in Verdict)

LINE = (
    "(x^{(1)}, y^{(1)}) = (1, 3)",
    "(x^{(2)}, y^{(2)}) = (2, 4)",
    "w = 2",
    "b = 0",
    r"p^{(i)} = w x^{(i)} + b",
    r"J = \frac{1}{2m} \sum_{i=1}^m (p^{(i)} - y^{(i)})^2",
)


def last(*latex: str) -> list[str]:
    """The verdicts on the last display."""
    return verdicts(displays(*latex))[len(verdicts(displays(*latex[:-1]))) :]


@pytest.mark.parametrize(("result", "expected"), [("0.25", R), ("0.5", U)])
def test_a_sum_over_samples_runs_over_those_that_have_values(result: str, expected: str) -> None:
    assert last(*LINE, f"J = {result}") == [expected]


def test_the_number_of_samples_that_a_line_proves_refutes_others() -> None:
    assert last(*LINE, "J = 0.25", r"\frac{1}{m} \sum_{i=1}^m x^{(i)} = 1.5") == [R]
    assert last(*LINE, "J = 0.25", r"\frac{1}{m} \sum_{i=1}^m x^{(i)} = 1.25") == [W]


@pytest.mark.parametrize(("result", "expected"), [(r"\frac{1}{2} (-1)", R), (r"\frac{1}{2} (-2)", W)])
def test_a_loss_over_samples_is_differentiated(result: str, expected: str) -> None:
    assert last(*LINE, "J = 0.25", rf"\frac{{\partial J}}{{\partial b}} = {result}") == [expected]


AUGMENTED = (
    "u_1 = (0.1, 0.2, 0.3)",
    "u_2 = (0.3, 0.1, 0.2)",
    "u_3 = (0.2, 0.3, 0.1)",
    "x_1, t_1 = [(1, 2), 5]",
)


def test_several_names_are_given_the_numbers_of_a_list() -> None:
    assert last(*AUGMENTED) == [R, R]
    assert last(*AUGMENTED, "t_1 - 2 = 3") == [R]
    assert last(*AUGMENTED, "t_1 - 2 = 4") == [W]


def test_a_list_of_numbers_for_names_that_are_computed_gives_nothing() -> None:
    assert last("z = 3 k", r"a = \sigma(z)", "z, a = [6, 0.9]")[-1:] == [U]


def test_a_vector_may_lack_the_1_for_the_bias() -> None:
    assert last(*AUGMENTED, "s_1 = u_1^T x_1 = 1 (0.1) + 1 (0.2) + 2 (0.3)")[1:] == [I]
    assert last(*AUGMENTED, "s_1 = u_1^T x_1 = 1 (0.2) + 1 (0.1) + 2 (0.3)")[1:] == [I]


def test_the_1_for_the_bias_stands_at_the_same_end_of_all_vectors() -> None:
    two = (*AUGMENTED, "s_1 = u_1^T x_1 = 0.1 + 0.2 + 2 (0.3)", "s_2 = u_2^T x_1 = 0.3 + 0.1 + 2 (0.2)")
    assert last(*two, "s_3 = u_3^T x_1 = 0.2 + 0.3 + 2 (0.1)")[1:] == [I]
    assert last(*two, "s_3 = u_3^T x_1 = 0.2 + 2 (0.3) + 0.2")[1:] == [W]


def test_what_a_wrong_line_of_the_chain_gives_follows() -> None:
    assert last("k = 2", r"q = 3 k = 3 (3) = 9") == [R, W, F]
    assert last("k = 2", r"q = 3 k = 3 (3) = 8") == [R, W, W]


def test_words_behind_a_name_say_what_it_is() -> None:
    assert last("p = 0.5", r"S \text{ loss} = (2 - 0.5)^2 = 2.25")[-1:] == [R]
    assert last("p = 0.5", r"S \text{ loss} = (2 - 0.5)^2 = 2.5")[-1:] == [W]


def test_a_display_that_begins_with_a_relation_goes_on_with_the_numbers_right_before_it() -> None:
    assert last(r"S = (2 - 0.52)^2 + 1.15", r"\approx 3.34") == [R]
    assert last(r"S = (2 - 0.52)^2 + 1.15", r"\approx 3.43") == [W]


def test_bars_around_a_number_refute_nothing() -> None:
    assert last(r"\frac{\partial L}{\partial v} = | 1 | = 7.25")[-1:] == [U]
