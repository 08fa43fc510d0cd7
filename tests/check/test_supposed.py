"""Comparisons that a text supposes hold for its derivatives from there on."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

HINGE = displays(r"s = v h + d, \quad \ell = \max(0, 1 - y s)")
SLOPES = (r"\frac{\partial \ell}{\partial v} = -y h", r"\frac{\partial \ell}{\partial d} = -y")
SLIP = r"\frac{\partial \ell}{\partial d} = y"


@pytest.mark.parametrize(
    "words",
    [
        "Assume $y s < 1$ from now on. We get",
        "Suppose that $y s < 1$. Then",
        "We assume $y s < 1$ (the margin is violated).",
        "Wir nehmen an, dass $y s < 1$.",
        "Supposons que $y s < 1$.",
    ],
)
def test_what_is_supposed_holds_for_all_derivatives_behind_it(words: str) -> None:
    found = verdicts(f"{HINGE}\n\n{words}\n\n{displays(*SLOPES, SLIP)}")
    assert found[-3:] == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    "words",
    ["Suppose that the margin is violated.", "We assume that the hinge is active.", "where the hinge is active."],
)
def test_a_sentence_about_a_side_of_a_kink_holds_for_the_displays_behind_it(words: str) -> None:
    found = verdicts(f"{HINGE}\n\n{words}\n\n{displays(*SLOPES, SLIP)}")
    assert found[-3:] == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    "words", ["We assume that the input is an active one.", "Consider the hinge.", "Here w is idle."]
)
def test_a_sentence_about_something_else_supposes_nothing(words: str) -> None:
    assert verdicts(f"{HINGE}\n\n{words}\n\n{displays(SLOPES[1])}")[-1] == "wrong"


@pytest.mark.parametrize("words", ["Otherwise,", "In general", "# Another exercise"])
def test_it_ends_where_the_text_speaks_of_other_values(words: str) -> None:
    text = f"{HINGE}\n\nAssume $y s < 1$.\n\n{displays(SLOPES[0])}\n\n{words}\n\n{displays(SLOPES[1])}"
    assert verdicts(text)[-2] == "right"
    assert verdicts(text)[-1] != "right"


def test_for_the_other_values_the_slope_is_another_one() -> None:
    slope = displays(r"\frac{\partial \ell}{\partial d} = 0")
    assert verdicts(f"{HINGE}\n\nSuppose that $y s > 1$.\n\n{slope}")[-1] == "right"
    assert verdicts(f"{HINGE}\n\nSuppose that $y s < 1$.\n\n{slope}")[-1] == "wrong"
