"""Products that go on in the next display."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

NEURON = (r"y = w x + b", r"L = (y - t)^2")
SLOPE = r"\frac{\partial L}{\partial w}"


def continued(*latex: str) -> list[str]:
    return verdicts(displays(*NEURON, *latex))[2:]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((rf"{SLOPE} = 2 (y - t)", r"\cdot x"), ["right", "right"]),
        ((rf"{SLOPE} = 2 (y - t)", r"\times x"), ["right", "right"]),
        ((rf"{SLOPE} = 2 (y - t)", r"\cdot w"), ["unchecked", "wrong"]),
        ((rf"{SLOPE} = 2", r"\cdot (y - t)", r"\cdot x"), ["right", "right", "right"]),
        ((rf"{SLOPE} = \frac{{\partial L}}{{\partial y}}", r"\cdot x = 2 (y - t) x"), ["right", "right"]),
        ((rf"{SLOPE} = \frac{{\partial L}}{{\partial y}}", r"\cdot x = (y - t) x"), ["right", "wrong"]),
        ((rf"{SLOPE} = \frac{{\partial L}}{{\partial y}}", r"\cdot w = 2 (y - t) x"), ["wrong", "right"]),
        ((rf"{SLOPE} = 2 (y - t) \cdot", "x"), ["right", "right"]),
        ((rf"{SLOPE} = 2 (y - t) \times", r"\times x"), ["right", "right"]),
        ((rf"{SLOPE} = 2 (y - t) \cdot", "w"), ["unchecked", "wrong"]),
        ((rf"{SLOPE} = 2 y x -2 t x +", "0"), ["right", "right"]),
    ],
)
def test_a_display_that_begins_with_a_sign_of_products_goes_on_with_the_side_before(
    parts: tuple[str, ...], found: list[str]
) -> None:
    assert continued(*parts) == found


def test_what_is_multiplied_stands_in_the_body_of_a_sum() -> None:
    lines = (r"y_i = \sum_j w_{ij} x_j", r"L = \sum_i y_i^2", r"\frac{\partial L}{\partial x_j} = \sum_i 2 y_i")
    assert verdicts(displays(*lines, r"\cdot w_{ij}"))[2:] == ["right", "right"]
    assert verdicts(displays(*lines, r"\cdot w_{ij}^2"))[2:] == ["unchecked", "wrong"]


def test_how_much_of_a_sum_is_multiplied_is_not_guessed() -> None:
    assert continued(rf"{SLOPE} = 2 y - 2 t", r"\cdot x") == ["unchecked", "unchecked"]


def test_a_sign_at_the_end_does_not_reach_into_an_equation_of_its_own() -> None:
    found = continued(rf"{SLOPE} = 2 (y - t) \cdot", r"\frac{\partial L}{\partial y} = 2 (y - t)")
    assert found == ["unchecked", "right"]


def test_the_factor_is_shown_where_it_stands() -> None:
    assert [each.latex for each in judged(displays(*NEURON, rf"{SLOPE} = 2 (y - t) \cdot", "x"))[2:]] == [
        rf"{SLOPE} = 2 (y - t)",
        "x",
    ]
