"""A letter in the place of another one is not proved by an equality that holds for any letter."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

LOSSES = (r"E = \sum_n E_n", "E_n = (u - t)^2", "u = v z", r"\frac{\partial E_n}{\partial u} = 2 (u - t)")
UNITS = ("q_i = w x", "r_i = q_i v", r"\frac{\partial q_i}{\partial w} = x")


@pytest.mark.parametrize(
    ("given", "line", "letter"),
    [
        (LOSSES, r"\frac{\partial E_n}{\partial v} = \frac{\partial E_%s}{\partial u} z", "n"),
        (UNITS, r"\frac{\partial r_i}{\partial w} = \frac{\partial q_%s}{\partial w} v", "i"),
    ],
)
def test_another_letter_is_not_proved_where_no_value_depends_on_it(
    given: tuple[str, ...], line: str, letter: str
) -> None:
    right, slip = (judged(displays(*given, line % each))[-1] for each in (letter, "k"))
    assert right.verdict.value == "right"
    assert (slip.verdict.value, slip.reason) == ("unchecked", f"whether k is meant as {letter} is not written")


def test_a_letter_that_the_other_side_leaves_out_is_none_in_another_place() -> None:
    assert judged(displays(*LOSSES))[-1].verdict.value == "right"


def test_letters_of_values_that_are_given_as_equal_are_compared_under_their_cases() -> None:
    page = displays("y_i = c x_i", r"\frac{\partial y_i}{\partial x_j} = c \delta_{ij}")
    assert judged(page)[-1].verdict.value == "right"
