"""Sums that go on in the next display."""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source


def verdicts(*formulas: str) -> list[str]:
    text = "\n\n".join(f"$${each}$$" for each in formulas)
    return [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]


SQUARE = r"y = (x + 1)^2"
LOSS = r"L = (x + 1)^2 + w^2 x"
SLOPE = r"\frac{\partial L}{\partial x} ="


@pytest.mark.parametrize(
    ("displays", "found"),
    [
        ((SQUARE, "= x^2", "+ 2x + 1"), ["right", "right", "right"]),
        ((SQUARE, "= x^2", "+ 3x + 1"), ["right", "unchecked", "wrong"]),
        ((SQUARE, "= x^2", "+ 2x", "+ 1"), ["right", "right", "right", "right"]),
        ((SQUARE, "= x^2", "+ 2x", "+ 4"), ["right", "unchecked", "unchecked", "wrong"]),
        ((SQUARE, "= x^2 + 2x", "+ 1", "= 1 + x^2", "+ 2x"), ["right", "right", "right", "right", "right"]),
        ((LOSS, rf"{SLOPE} 2x + 2", "+ w^2"), ["right", "right", "right"]),
        ((LOSS, rf"{SLOPE} 2x + 2", "+ w^3"), ["right", "unchecked", "wrong"]),
        (
            (LOSS, rf"{SLOPE} 2x + 2", "+ w^2", "= 2 (x + 1)", "+ 2 w"),
            ["right", "right", "right", "unchecked", "wrong"],
        ),
    ],
)
def test_a_display_that_begins_with_plus_goes_on_with_the_side_before(
    displays: tuple[str, ...], found: list[str]
) -> None:
    assert verdicts(*displays) == found


@pytest.mark.parametrize(("slope", "verdict"), [("2 b", "right"), ("2 c", "wrong"), ("0", "wrong")])
def test_what_a_definition_goes_on_with_belongs_to_it(slope: str, verdict: str) -> None:
    assert verdicts("L = a^2", "+ b^2", "+ c^2", rf"\frac{{\partial L}}{{\partial b}} = {slope}")[-1] == verdict


def test_a_display_that_begins_with_minus_may_be_an_expression_of_its_own() -> None:
    found = verdicts("z = a x", r"-\frac{1}{2} (y - z)^2", r"\frac{\partial z}{\partial a} = x")
    assert (found[0], found[-1]) == ("right", "right")


def test_words_between_two_displays_end_a_sum() -> None:
    text = f"$${SQUARE}$$\n\n$$= x^2$$\n\nand this has to be added:\n\n$$+ 2x + 1$$\n"
    assert [each.verdict.value for each in check_source(Source("hw.md", text)).judgements][2] != "right"
