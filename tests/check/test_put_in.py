"""Formulas that only numbers tell: each number is the value of one name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

NEURON = displays(
    r"w = (0.5, 0.3)",
    r"x = (1, 2)",
    r"b = 0.1",
    r"t = 1",
    r"z = 0.5 \cdot 1 + 0.3 \cdot 2 + 0.1 = 1.2",
    r"a = \sigma(1.2) = 0.7685",
    r"L = (1 - 0.7685)^2 = 0.0536",
)
CHAIN = displays(
    r"w_1 = 1.5",
    r"w_2 = -0.7",
    r"x = 0.8",
    r"y = 0.3",
    r"h = \tanh(1.5 \cdot 0.8) = 0.8337",
    r"o = -0.7 \cdot 0.8337 = -0.5836",
    r"L = \frac12 (-0.5836 - 0.3)^2 = 0.3904",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial a} = -2 (1 - 0.7685)", "right"),
        (r"\frac{\partial L}{\partial a} = 2 (1 - 0.7685)", "wrong"),
        (r"\frac{\partial L}{\partial b} = -0.0824", "right"),
        (r"\frac{\partial L}{\partial b} = 0.0824", "wrong"),
        (r"\frac{\partial L}{\partial w} = (-0.0824, -0.1647)", "right"),
        (r"\frac{\partial L}{\partial w} = (-0.1647, -0.0824)", "wrong"),
        (r"\frac{\partial L}{\partial w_2} = -0.1647", "right"),
        (r"\frac{\partial L}{\partial w_2} = -0.0824", "wrong"),
    ],
)
def test_derivatives_go_through_the_names_of_the_numbers(line: str, verdict: str) -> None:
    assert verdicts(NEURON + "\n\n" + displays(line))[-1] == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial L}{\partial w_1} = -0.8836 \cdot (-0.7) \cdot (1 - 0.8337^2) \cdot 0.8", "right"),
        (r"\frac{\partial L}{\partial w_1} = -0.8836 \cdot (-0.7) \cdot (1 - 0.8337) \cdot 0.8", "wrong"),
        (r"\frac{\partial L}{\partial h} = -0.8836 \cdot (-0.7)", "right"),
        (r"\frac{\partial L}{\partial h} = -0.8836 \cdot 0.7", "wrong"),
    ],
)
def test_negative_numbers_are_those_of_names_with_their_signs(line: str, verdict: str) -> None:
    assert verdicts(CHAIN + "\n\n" + displays(line))[-1] == verdict


def test_the_numbers_themselves_are_judged_as_they_are_written() -> None:
    assert verdicts(CHAIN) == ["right"] * 10
    assert verdicts(CHAIN.replace("= -0.5836", "= -0.5386"))[7] == "wrong"


def test_elements_of_a_matrix_have_the_spelling_of_the_document() -> None:
    given = displays(
        r"V = \begin{bmatrix} 0.15 & 0.25 \\ 0.35 & 0.45 \end{bmatrix}",
        r"x_1 = 0.4",
        r"x_2 = 0.7",
        r"s_2 = 0.35 \cdot 0.4 + 0.45 \cdot 0.7 = 0.455",
        r"E = 0.455^2 = 0.207",
    )
    right, wrong = (rf"\frac{{\partial E}}{{\partial V_{{21}}}} = 2 \cdot 0.455 \cdot {x}" for x in ("0.4", "0.7"))
    assert verdicts(given + "\n\n" + displays(right))[-1] == "right"
    assert verdicts(given + "\n\n" + displays(wrong))[-1] == "wrong"


@pytest.mark.parametrize(
    "given",
    [
        (r"w = 0.5", r"b = 0.5", r"x = 3", r"z = 0.5 \cdot 3 + 0.5 = 2", r"L = (2 - 7)^2 = 25"),
        (r"w = 0.4", r"b = 0.3", r"x = 3", r"z = 0.4 \cdot 3 + 0.9 = 2.1", r"L = (2.1 - 7)^2 = 24.01"),
        (r"b = 0.01", r"q = 3", r"r = 0.01 \cdot 3 = 0.03", r"L = 0.01 \cdot 0.03 = 0.0003"),
        (r"b = 0.5", r"q = 3.2", r"L = 0.5 (3.2 - 1.7)^2 = 1.125"),
        (r"b = 0.3", r"b = 0.4", r"q = 3.2", r"L = 0.3 \cdot 3.2 = 0.96"),
    ],
    ids=["two names", "no name", "twice", "a half of a loss", "two values"],
)
def test_a_number_of_which_it_is_not_clear_whose_it_is_tells_nothing(given: tuple[str, ...]) -> None:
    assert verdicts(displays(*given, r"\frac{\partial L}{\partial b} = 123"))[-1] == "unchecked"


def test_what_rests_on_an_unclear_number_tells_nothing_either() -> None:
    given = (r"b = 0.1", r"c = 0.7", r"s = 0.1 + 0.37 = 0.47", r"o = 0.1 + 0.7 \cdot 0.47 = 0.429")
    assert verdicts(displays(*given, r"\frac{\partial o}{\partial b} = 1"))[-1] == "unchecked"


def test_a_section_has_its_own_numbers() -> None:
    first = "# First\n\n" + displays(r"w = 0.4", r"x = 3", r"z = 0.4 \cdot 3 = 1.2", r"\frac{dz}{dw} = 3")
    second = "# Second\n\n" + displays(r"w = 0.6", r"x = 5", r"z = 0.6 \cdot 5 = 3", r"\frac{dz}{dw} = 5")
    assert verdicts(first + "\n\n" + second) == ["right"] * 10
    assert verdicts(first + "\n\n" + second.replace("{dw} = 5", "{dw} = 3"))[-1] == "wrong"
    other = "# Second\n\n" + displays(r"x = 7", r"w = 2.5", r"z = 4.25")
    assert "wrong" not in verdicts(first + "\n\n" + other)


def test_a_formula_in_letters_is_the_one_that_counts() -> None:
    given = displays(r"z = w^2 x", r"w = 0.4", r"x = 3", r"z = 0.4 \cdot 3 = 1.2")
    assert verdicts(given)[3:] != ["right", "right"]
    assert verdicts(given + "\n\n" + displays(r"\frac{dz}{dw} = 2 w x"))[-1] == "right"


def test_how_many_there_are_is_no_value_of_a_name() -> None:
    mean = displays(r"x = (4, 5, 3)", r"m = \frac{4 + 5 + 3}{3} = 4", r"\frac{\partial m}{\partial x_3} = -0.111")
    assert verdicts(mean)[-1] == "unchecked"


def test_a_softmax_in_numbers_has_the_derivatives_of_one() -> None:
    given = displays(
        r"z_1 = 1.2",
        r"z_2 = 0.7",
        r"p_1 = \frac{e^{1.2}}{e^{1.2} + e^{0.7}} = 0.6225",
        r"L = -\ln 0.6225 = 0.474",
        r"\frac{\partial L}{\partial z_1} = 0.6225 - 1",
        r"\frac{\partial L}{\partial z_2} = 0.3775",
    )
    assert verdicts(given) == ["right"] * 8
    assert verdicts(given.replace("= 0.3775", "= -0.3775"))[-1] == "wrong"


def test_a_formula_in_letters_counts_in_every_section() -> None:
    theory = "# Theory\n\n" + displays(r"L = \frac12 (t - a)^2")
    numbers = "# Numbers\n\n" + displays(
        r"t = 1", r"a = 0.7685", r"L = (1 - 0.7685)^2 = 0.0536", r"\frac{\partial L}{\partial a} = -0.463"
    )
    assert verdicts(theory + "\n\n" + numbers)[-1] != "right"
    assert verdicts(theory + "\n\n" + numbers.replace("-0.463", "-0.2315"))[-1] == "right"
