"""Sums over pairs of units, and weights that are one for both directions."""

from __future__ import annotations

import pytest

from backproof.check.indices import pairs
from tests.check.judging import displays, judged, lines, verdicts

HOPFIELD = r"E = -\frac12 \sum_{i,j} w_{ij} s_i s_j + \sum_i \theta_i s_i"
BOLTZMANN = r"E = -\sum_{i<j} w_{ij} s_i s_j - \sum_i b_i s_i"
ISING = r"E = -\frac12 \sum_{i \neq j} J_{ij} s_i s_j"
QUADRATIC = r"f = \frac12 x^T A x - b^T x"
BY_UNIT, BY_WEIGHT = r"\frac{\partial E}{\partial s_i} = ", r"\frac{\partial E}{\partial w_{ij}} = "


def test_a_sum_over_ordered_letters_is_over_both() -> None:
    slope = r"\frac{\partial E}{\partial b_i} = -s_i"
    assert verdicts(displays(BOLTZMANN, slope)) == ["right", "right"]
    apart = BY_UNIT + r"-\sum_{j>i} w_{ij} s_j - \sum_{j<i} w_{ji} s_j - b_i"
    assert verdicts(displays(BOLTZMANN, apart))[-1] == "right"
    assert verdicts(displays(BOLTZMANN, apart.replace("j<i", "j>i")))[-1] == "wrong"


@pytest.mark.parametrize(
    "latex", [r"F_k = \sum_{i \le k} p_i", r"F(k) = \sum_{i \le k} p_i", r"s = \sum_{i<n} x_i^2 / n"]
)
def test_a_letter_that_ends_a_sum_is_not_summed(latex: str) -> None:
    assert pairs.settle(lines(latex)) == lines(latex)


@pytest.mark.parametrize(
    ("energy", "line", "slips"),
    [
        (HOPFIELD, BY_UNIT + r"-\sum_j w_{ij} s_j + \theta_i", ((r"-\sum", r"\sum"), (r"-\sum", r"-\frac12 \sum"))),
        (BOLTZMANN, BY_UNIT + r"-\sum_j w_{ij} s_j - b_i", (("- b", "+ b"), ("s_j", "s_i"))),
        (BOLTZMANN, BY_WEIGHT + "-s_i s_j", (("-s", "s"), ("-s", "-2 s"))),
        (ISING, BY_UNIT + r"-\sum_{j \neq i} J_{ij} s_j", (("-", ""), ("s_j", "s_i"))),
        (QUADRATIC, r"\frac{\partial f}{\partial x} = A x - b", (("A x", "2 A x"), ("- b", "+ b"))),
    ],
)
def test_weights_of_pairs_may_be_one_for_both_directions(
    energy: str, line: str, slips: tuple[tuple[str, str], ...]
) -> None:
    found = judged(displays(energy, line))[-1]
    assert (found.verdict.value, found.reason.startswith("it holds")) == ("unchecked", True)
    for right, wrong in slips:
        head, _, side = line.partition("= ")
        assert verdicts(displays(energy, f"{head}= {side.replace(right, wrong)}"))[-1] == "wrong"


def test_nothing_says_so_of_a_form_without_a_half() -> None:
    assert verdicts(displays("f = x^T A x", r"\frac{\partial f}{\partial x} = 2 A x"))[-1] == "wrong"
    assert verdicts(displays(r"E = -\sum_{i,j} w_{ij} s_i s_j", BY_UNIT + r"-2 \sum_j w_{ij} s_j"))[-1] == "wrong"
