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


NETWORK = (r"z_i = \sum_k w_{ik} x_k + b_i", r"a_i = \sigma(z_i)", r"C = \frac{1}{2} \sum_i (a_i - y_i)^2")
CHAIN = r"\frac{\partial C}{\partial b_i} = \frac{\partial C}{\partial a_i} \frac{\partial a_i}{\partial z_i} "


@pytest.mark.parametrize(
    "line",
    [
        CHAIN + r"\frac{\partial z_j}{\partial b_j}",
        r"\frac{\partial C}{\partial b_i} = (a_i - y_i) a_i (1 - a_i) \frac{\partial z_j}{\partial b_j}",
        r"\frac{\partial a_i}{\partial b_i} = a_i (1 - a_i) \frac{\partial z_j}{\partial z_j}",
    ],
)
def test_a_link_with_a_letter_of_its_own_is_refuted_though_its_value_is_one_for_any(line: str) -> None:
    slip = judged(displays(*NETWORK, line))[-1]
    reason = "j is on the right side only, and nothing says what it runs over or which one it is"
    assert (slip.verdict.value, slip.reason) == ("wrong", reason)
    assert slip.counterexample is not None
    assert (slip.counterexample.written, slip.counterexample.true) == ("j", "i, or a sum over j")


@pytest.mark.parametrize(
    "line",
    [
        CHAIN + r"\frac{\partial z_i}{\partial b_i}",
        r"\frac{\partial C}{\partial b_i}"
        r" = \sum_j \frac{\partial C}{\partial a_j} \frac{\partial a_j}{\partial b_i}",
        r"1 = \frac{\partial z_j}{\partial b_j}",
        r"\frac{e^{z_i}}{\sum_k e^{z_k}} = \frac{e^{z_i - z_m}}{\sum_k e^{z_k - z_m}}",
    ],
)
def test_links_that_a_sum_joins_and_equalities_meant_for_any_letter_stay_right(line: str) -> None:
    assert judged(displays(*NETWORK, line))[-1].verdict.value == "right"


def test_a_letter_that_the_document_sums_over_silently_is_no_letter_on_one_side_only() -> None:
    given = (r"z_i = w_{ik} x_k + b_i", r"a_i = \sigma(z_i)", r"C = \frac{1}{2} (a_i - y_i)(a_i - y_i)")
    line = r"\frac{\partial C}{\partial b_i} = \frac{\partial C}{\partial a_j} \frac{\partial a_j}{\partial b_i}"
    assert judged("Repeated indices are summed.\n\n" + displays(*given, line))[-1].verdict.value == "right"
