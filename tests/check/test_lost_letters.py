"""Sums of which the terms have another letter are wrong where lines are proved with that of the sum."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = (r"a = \sigma(w x + b)", r"C = - \sum_{i=1} y_i \log a")
SLOPE = r"\frac{\partial C}{\partial a} = - \sum_{i=1} \frac{y_i}{a}"


def page(*lines: str) -> str:
    return displays(*LOSS, *lines)


@pytest.mark.parametrize("letter", ["j", "l", "k"])
def test_a_letter_that_only_the_terms_have_is_that_of_the_sum(letter: str) -> None:
    assert verdicts(page(SLOPE))[-1] == "right"
    assert verdicts(page(SLOPE.replace("y_i", f"y_{letter}")))[-1] == "wrong"


def test_it_is_so_where_nothing_says_what_the_sum_runs_over() -> None:
    activations = displays("z = w x + b", r"a = \sigma(z)", r"\sigma'(z) = \sigma(z) (1 - \sigma(z))")
    sections = f"# Layers\n\n{activations}\n# Cross-entropy\n\n{page(SLOPE)}"
    assert "wrong" not in verdicts(sections)
    assert verdicts(sections.replace(r"\frac{y_i}", r"\frac{y_l}"))[-1] == "wrong"


@pytest.mark.parametrize(
    "line",
    [
        SLOPE.replace("y_i", "y_l^2"),
        r"\frac{\partial C}{\partial v_l} = \sum_i y_l x_l",
        r"\frac{\partial C}{\partial q} = \sum_i y_l u_m",
    ],
    ids=["not right with it either", "a letter of the left side", "two letters"],
)
def test_other_sums_are_not_taken_for_it(line: str) -> None:
    said = judged(page(line))[-1].reason
    assert not said.startswith("no term of the sum")
