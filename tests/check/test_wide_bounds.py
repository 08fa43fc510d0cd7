"""Sums that end behind the range of other lines: one line of a section alone that does is a slip."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

NETWORK = r"O = \sum_{j=0}^3 H_j g_j"
OTHER = r"\frac{\partial O}{\partial H_j} = \frac{\partial}{\partial H_j} \sum_{j=0}^4 H_j g_j"
INNER = r"K = \sum_{i=0}^2 X_i w_i"


def test_one_line_alone_is_wrong() -> None:
    assert verdicts(displays(NETWORK, OTHER)) == ["right", "wrong"]


def test_a_line_of_another_section_does_not_excuse_it() -> None:
    later = displays(r"B = \sum_{j=0}^4 C_j D_j")
    assert verdicts(f"{displays(NETWORK, OTHER)}\n\n## Later\n\n{later}") == ["right", "wrong", "right"]


def test_nor_does_another_sum_of_the_line_that_ends_as_usual() -> None:
    both = (
        r"\frac{\partial (O K)}{\partial H_j} = \sum_{i=0}^2 X_i w_i \frac{\partial}{\partial H_j} \sum_{j=0}^4 H_j g_j"
    )
    right = both.replace("^4", "^3")
    assert verdicts(displays(NETWORK, INNER, right))[-1] in {"right", "right-if"}
    assert verdicts(displays(NETWORK, INNER, INNER.replace("K", "M"), both))[-1] == "wrong"
