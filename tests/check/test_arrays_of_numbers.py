"""Formulas in which all arrays are numbers: products, determinants, lengths, and shapes that do not fit."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

W = r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"
V = r"\begin{bmatrix} 0.5 \\ 1 \end{bmatrix}"
WIDE = r"\begin{bmatrix} 1 & 2 & 0 \\ 3 & 4 & 1 \end{bmatrix}"

RIGHT = [
    rf"\tanh {V} = \begin{{bmatrix}} 0.4621 \\ 0.7616 \end{{bmatrix}}",
    r"\text{softmax}(1, 2, 3) = (0.0900, 0.2447, 0.6652)",
    r"(1, 2, 3) \times (4, 5, 6) = (-3, 6, -3)",
    r"(1, 2) \times (3, 4) = -2",
    r"|(3, 4)| = 5",
    rf"\det {W} = 4 - 6 = -2",
    r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = -2",
    rf"\sigma \left[ {V} \cdot 2 \right] = (0.7311, 0.8808)",
]
WRONG = [
    rf"\tanh {V} = \begin{{bmatrix}} 0.4621 \\ 0.7616 \\ 0 \end{{bmatrix}}",
    rf"\tanh {V} = \begin{{bmatrix}} 0.4621 \\ 0.7661 \end{{bmatrix}}",
    r"\text{softmax}(1, 2, 3) = (0.0900, 0.2447, 0.6562)",
    r"(1, 2, 3) \times (4, 5, 6) = (-3, -6, -3)",
    r"|(3, 4)| = 7",
    rf"\det {W} = 10",
    r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = 2",
    rf"{WIDE} {V} = \begin{{bmatrix}} 2.5 \\ 5.5 \end{{bmatrix}}",
    r"(1, 2, 3) + (1, 2) = (2, 4, 3)",
    r"2 \cdot (1, 3) = 8",
]


@pytest.mark.parametrize("line", RIGHT)
def test_arrays_of_numbers_are_computed(line: str) -> None:
    assert set(verdicts(displays(r"y = \sigma(x)", line))) == {"right"}


@pytest.mark.parametrize("line", WRONG)
def test_a_slip_in_them_is_refuted(line: str) -> None:
    assert verdicts(displays(line))[-1] == "wrong"


@pytest.mark.parametrize(
    "line",
    [
        r"\begin{bmatrix} 1 & 2 \end{bmatrix} \begin{bmatrix} 3 & 4 \end{bmatrix} = "
        r"\begin{bmatrix} 3 & 8 \end{bmatrix}",
        rf"{V} \begin{{bmatrix}} 1 \\ 2 \\ 3 \end{{bmatrix}} = "
        r"\begin{bmatrix} 0.5 & 1 & 1.5 \\ 1 & 2 & 3 \end{bmatrix}",
        r"2 \cdot (1, 3) = 6",
    ],
)
def test_a_lost_sign_or_transpose_and_an_entry_for_the_whole_are_left_open(line: str) -> None:
    assert verdicts(displays(line)) == ["unchecked"]


def test_shapes_that_do_not_fit_are_told() -> None:
    (found,) = judged(displays(rf"{WIDE} {V} = \begin{{bmatrix}} 2.5 \\ 5.5 \end{{bmatrix}}"))
    assert found.reason == "the shapes do not fit: 2 x 3, 2 x 1; expected shapes that fit"
    (found,) = judged(displays(r"2 \cdot (1, 3) = 8"))
    assert found.reason == "the shapes do not fit: one number; expected 2 elements"


def test_what_is_printed_behind_a_product_without_shapes_may_be_right() -> None:
    product = rf"z = {WIDE} {V} = \begin{{bmatrix}} 2.5 \\ 5.5 \end{{bmatrix}}"
    assert verdicts(displays(product, r"2 \cdot 2.5 = 5")) == ["wrong", "unchecked", "right"]


def test_entries_that_are_right_beside_a_wrong_one_are_no_mistakes() -> None:
    array = rf"\tanh {V} = \begin{{bmatrix}} 0.4621 \\ 0.7661 \end{{bmatrix}}"
    assert verdicts(displays(array, r"y = 2 \cdot 0.4621 = 0.9242")) == ["wrong", "right", "right"]
    assert verdicts(displays(array, r"y = 2 \cdot 0.7661 = 1.5322")) == ["wrong", "follows", "follows"]


@pytest.mark.parametrize("line", [r"\sigma [1 - \sigma]", r"\sigma (1 - \sigma)", r"\sigma (1 + \sigma)"])
def test_a_function_that_stands_for_its_value_is_not_applied_to_what_follows(line: str) -> None:
    found = judged(displays(r"y = \sigma(x)", rf"\frac{{dy}}{{dx}} = {line}"))[-1]
    assert (found.verdict.value, found.reason) == ("unchecked", "what sigma is applied to is not written")
