"""Letters that cross: no quantity that the document leaves open makes such a line right."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

UNITS = (r"z_j = \sum_k w_{jk} x_k + b_j", r"a_j = \sigma(z_j)")


def test_a_letter_in_the_place_of_another_one_refutes_a_line_of_an_open_loss() -> None:
    found = judged(displays(*UNITS, r"\frac{\partial C}{\partial b_i} = a_j - y_j"))[-1]
    assert found.verdict.value == "wrong"
    assert found.reason == "the right side varies with j, and the left side has i in its place"
    assert found.counterexample is not None
    assert (found.counterexample.written, found.counterexample.true) == ("j", "i")


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial C}{\partial b_j} = a_j - y_j",  # the same letter
        r"\frac{\partial C}{\partial b_i} = 2 + 1",  # one value for all
        r"\frac{\partial C}{\partial b_i} = \frac{a_j}{a_j}",  # which does not vary with its letter
        r"\frac{\partial C}{\partial b_j} = (a_j - y_j) x_k",  # one letter more
    ],
)
def test_what_does_not_cross_stays_open(claim: str) -> None:
    assert verdicts(displays(*UNITS, claim))[-1] != "wrong"


def test_a_line_that_is_said_of_equal_letters_does_not_cross() -> None:
    text = "$$" + UNITS[0] + "$$ If $i = j$, $$" + r"\frac{\partial C}{\partial b_i} = a_j - y_j, \quad i = j$$"
    assert verdicts(text)[-1] != "wrong"
