"""Several samples worked one after the other under the same names, and derivatives over all of them."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Verdict
from tests.check.judging import displays, verdicts

R, I, W, F, U = (each.value for each in Verdict)

LINE = displays(
    r"\hat y = w x + b",
    r"L = (\hat y - t)^2",
    "w = 0.5",
    "b = 0.1",
    "x = 1",
    "t = 1",
    r"\hat y = 0.5 \cdot 1 + 0.1 = 0.6",
    "L = (0.6 - 1)^2 = 0.16",
    "x = 2",
    "t = 1.5",
    r"\hat y = 0.5 \cdot 2 + 0.1 = 1.1",
    "L = (1.1 - 1.5)^2 = 0.16",
)
NUMBERS = displays(
    "w_1 = (0.01, 0.02, 0.03)",
    "w_2 = (0.03, 0.01, 0.02)",
    "v = (0.04, 0.02, 0.03)",
    "x_1, t_1 = [(1, 2), 8]",
    r"z_1^{(1)} = \sigma(w_1^T x_1) = \sigma(0.01 + 0.02(1) + 0.03(2)) = 0.522485",
    r"z_2^{(1)} = \sigma(w_2^T x_1) = \sigma(0.03 + 0.01(1) + 0.02(2)) = 0.519989",
    "y = 0.04 + (0.02)(0.522485) + (0.03)(0.519989) = 0.066049",
    "L = (8 - 0.066049)^2 = 62.9476",
    "x_2, t_2 = [(1, 3), 11]",
    r"z_1^{(2)} = \sigma(w_1^T x_2) = \sigma(0.01 + 0.02(1) + 0.03(3)) = 0.529964",
    r"z_2^{(2)} = \sigma(w_2^T x_2) = \sigma(0.03 + 0.01(1) + 0.02(3)) = 0.524979",
    "y = 0.04 + (0.02)(0.529964) + (0.03)(0.524979) = 0.066349",
    "L = (11 - 0.066349)^2 = 119.5447",
)
THIRD = displays(
    "x_3, t_3 = [(2, 2), 10]",
    r"z_1^{(3)} = \sigma(w_1^T x_3) = 0.527472",
    r"z_2^{(3)} = \sigma(w_2^T x_3) = 0.522485",
)


def last(*texts: str, count: int = 1) -> list[str]:
    """The verdicts on the last statements."""
    return verdicts("\n\n".join(texts))[-count:]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r"\frac{\partial L}{\partial w} = -0.8 - 1.6 = -2.4", [I, R]),
        (r"\frac{\partial L}{\partial b} = -1.6", [I]),
        (r"\frac{\partial L}{\partial w} = -1.2", [I]),
        (r"\frac{\partial L}{\partial b} = -2.6", [W]),
        (r"\frac{\partial L}{\partial w} = 2.4", [W]),
    ],
)
def test_behind_two_samples_a_derivative_may_be_that_of_the_sum_or_the_mean(line: str, expected: list[str]) -> None:
    assert last(LINE, displays(line), count=len(expected)) == expected


def test_one_sample_alone_is_not_refuted() -> None:
    assert last(LINE, displays(r"\frac{\partial L}{\partial w} = -0.8")) == [U]


def test_what_is_given_anew_belongs_to_no_sample_before() -> None:
    assert last(LINE, displays("x = 3", "t = 2"), displays(r"\frac{\partial L}{\partial w} = -2.7")) == [U]


def test_the_value_that_a_parameter_has_next_belongs_to_none_either() -> None:
    assert last(LINE, displays("w = 0.7"), displays(r"\frac{\partial L}{\partial w} = 0.3")) == [U]
    assert last(LINE, displays("b = 0.3"), displays(r"\frac{\partial L}{\partial w} = 0.3")) == [U]


def test_a_sample_that_is_said_twice_counts_once() -> None:
    again = displays("L = (1.1 - 1.5)^2 = 0.16")
    assert last(LINE, again, displays(r"\frac{\partial L}{\partial w} = -2.4")) == [I]
    assert last(LINE, again, displays(r"\frac{\partial L}{\partial w} = -4")) == [W]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r"\frac{\partial L}{\partial v} = (-37.7352, -19.8796, -19.7310)", [I]),
        (r"\frac{\partial L}{\partial v} = (-37.7352, 19.8796, -19.7310)", [W]),
        (r"\frac{\partial L}{\partial v_2} = -19.8796", [I]),
        (r"\frac{\partial L}{\partial w_1} = (-0.188123, -0.188123, -0.485190)", [I]),
        (r"\frac{\partial L}{\partial w_2} = (-0.1412, -0.1412, -0.3642)", [I]),
        (r"\frac{\partial L}{\partial w_2} = (-0.2824, -0.2824, -0.9284)", [W]),
    ],
)
def test_numbers_alone_tell_the_formulas_of_each_sample(line: str, expected: list[str]) -> None:
    assert last(NUMBERS, displays(line)) == expected


def test_a_number_for_a_vector_may_be_one_of_its_elements() -> None:
    assert last(NUMBERS, displays(r"\frac{\partial L}{\partial w_2} = -0.2824")) == [U]
    assert last(NUMBERS, displays(r"\frac{\partial L}{\partial w_2} = 0.2824")) == [W]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r"\frac{\partial L}{\partial v_2} = -30.3592", [I]),
        (r"\frac{\partial L}{\partial v_2} = -19.8796", [U]),
        (r"\frac{\partial L}{\partial v_2} = 30.3592", [W]),
    ],
)
def test_a_third_sample_is_computed_as_the_first_two_are(line: str, expected: list[str]) -> None:
    assert last(NUMBERS, THIRD, displays(line)) == expected


def test_numbers_of_no_name_tell_no_formula() -> None:
    unclear = displays("y = 0.07 + 0.01 = 0.08", "L = (9 - 0.08)^2 = 79.5664")
    assert last(NUMBERS, unclear, displays(r"\frac{\partial L}{\partial v_2} = -35.3584")) == [U]


NAMED = NUMBERS.replace("t_1", "y_1").replace("t_2", "y_2")
SUM = r"\sum_{i=1}^m"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (rf"\frac{{\partial L}}{{\partial v}} = -2 {SUM} (y^{{(i)}} - \hat y^{{(i)}}) Z_1^{{(i)}}", U),
        (rf"\frac{{\partial L}}{{\partial v}} = -2 {SUM} (\hat y^{{(i)}} - y^{{(i)}}) Z_1^{{(i)}}", W),
        (rf"\frac{{\partial L}}{{\partial w_1}} = 2 {SUM} (\hat y^{{(i)}} - y^{{(i)}}) v_2 z_1^{{(i)}} x^{{(i)}}", W),
        (rf"\frac{{\partial L}}{{\partial w_1}} = {SUM} \delta^{{(i)}} x^{{(i)}}", U),
    ],
)
def test_a_sum_over_samples_in_letters_has_to_give_the_derivative_with_their_numbers(line: str, expected: str) -> None:
    assert last(NAMED, displays(line)) == [expected]


@pytest.mark.parametrize(("weight", "expected"), [("v_1", U), ("v_2", U), ("v_i", U), ("5 v_1", W)])
def test_beside_a_bias_an_element_may_be_counted_from_0(weight: str, expected: str) -> None:
    slope = r"z_1^{(i)} (1 - z_1^{(i)}) x^{(i)}"
    line = rf"\frac{{\partial L}}{{\partial w_1}} = 2 {SUM} (\hat y^{{(i)}} - y^{{(i)}}) {weight} {slope}"
    assert last(NAMED, displays(line)) == [expected]


def test_a_sample_that_goes_on_with_a_wrong_result_is_computed_as_the_first_two_are() -> None:
    wrong = displays("y = 0.04 + (0.02)(0.527472) + (0.03)(0.522485) = 0.096224", "L = (10 - 0.096224)^2 = 98.0848")
    line = displays(r"\frac{\partial L}{\partial v_2} = -30.3592")
    assert last(NUMBERS, THIRD, wrong, line) == [I]


def test_the_name_of_a_loss_with_words_behind_a_result_begins_an_equation() -> None:
    given = displays("w = 0.5", "x = 3", r"z = w x")
    assert verdicts(given + "\n\n" + displays(r"z = 1.5 L \text{ loss} = (2 - 1.5)^2 = 0.25"))[3:] == [R] * 3
    assert verdicts(given + "\n\n" + displays(r"z = 1.6 L \text{ loss} = (2 - 1.5)^2 = 0.25"))[3] == W
    assert verdicts(given + "\n\n" + displays(r"z = 0.5 x \text{ now} = 1.6"))[-1] == W
