"""Words between two formulas may give a derivative its name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, verdicts

GIVEN = displays(r"a_j = \sum_i w_{ji} x_i", r"E = \frac12 \sum_k (t_k - \sigma(a_k))^2")
NAME, ERROR = r"$\delta_i$", r"$-\frac{\partial E}{\partial a_i}$"
LINE = displays(r"\frac{\partial E}{\partial w_{ji}} = -\delta_j x_i")


@pytest.mark.parametrize(
    "words",
    [
        "We use {0} to denote the quantity {1}.",
        "Let {0} denote {1}.",
        "We denote by {0} the derivative {1}.",
        "We denote {1} by {0}.",
        "We write {0} for {1}.",
        "{0} stands for {1}.",
        "{0} bezeichnet die Größe {1}.",
    ],
)
def test_a_derivative_has_the_name_that_words_give_it(words: str) -> None:
    said = words.format(NAME, ERROR)
    assert verdicts(f"{GIVEN}\n\n{said}\n\n{LINE}") == ["right"] * 4
    assert verdicts(f"{GIVEN}\n\n{said}\n\n{LINE.replace('= -', '= ')}")[-1] == "wrong"
    assert verdicts(f"{GIVEN}\n\n{said}\n\n{LINE.replace('x_i', 'x_j')}")[-1] == "wrong"


@pytest.mark.parametrize(
    "words",
    [
        "We use {0} instead of {1}.",
        "{0} does not denote {1}.",
        "{0} is large for {1}.",
        "Compare {0} with {1}.",
        "It is denoted as {0}, and {1} is small.",
    ],
)
def test_other_words_name_nothing(words: str) -> None:
    assert verdicts(f"{GIVEN}\n\n{words.format(NAME, ERROR)}\n\n{LINE}")[2:] == ["unchecked"]
