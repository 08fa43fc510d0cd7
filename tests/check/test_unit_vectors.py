"""What the words call a unit vector has the length one."""

from __future__ import annotations

import pytest

from tests.check.judging import judged, verdicts


@pytest.mark.parametrize("words", ["The unit normal is ", "The normalised gradient: ", "A direction of length one is "])
def test_another_length_is_refuted(words: str) -> None:
    assert verdicts(f"{words}$u = (0.60, 0.80)$.") == ["right"]
    (found,) = judged(f"{words}$u = (0.60, 0.90)$.")
    assert (found.verdict.value, found.reason) == ("wrong", "a unit vector has the length 1, this one has 1.08167")


def test_words_within_the_formula_say_it_too() -> None:
    formula = r"$$\text{normalized normal} = \left( \frac{1}{\sqrt{13}}, \frac{3}{\sqrt{13}} \right)$$"
    assert verdicts(formula) == ["wrong"]
    assert "wrong" not in verdicts(formula.replace("{1}", "{2}"))


@pytest.mark.parametrize(
    "words",
    [
        "The unit vector in the direction of ",
        "The unit vector along ",
        "We need no unit vector. The point is ",
        "The vector is not a unit vector: ",
        "The normalised vector of shares is ",
        "To get the unit vector, divide the direction ",
        "We need a unit vector: ",
        "The unit normal (up to scale) is ",
        "The unit tangent is proportional to ",
        "A unit direction is found by normalising ",
    ],
)
def test_words_about_something_else_say_nothing(words: str) -> None:
    assert verdicts(f"{words}$v = (0.25, 0.90)$.") == ["right"]


def test_shares_of_a_whole_are_normalised_too() -> None:
    assert verdicts("The normalized vector is $p = (0.25, 0.75)$.") == ["right"]


def test_a_vector_around_its_mean_may_be_divided_by_its_deviation() -> None:
    assert verdicts("The normalised vector is $x = (-1.22, 0, 1.22)$.") == ["right"]
    assert verdicts("The normalised vector is $x = (-1.32, 0, 1.32)$.") == ["wrong"]
