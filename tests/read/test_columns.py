"""Equations side by side in the columns of a display are equations of their own, and go on below in their columns."""

from __future__ import annotations

import pytest

from backproof.read.grammar import lexicon as lexicons
from backproof.read.lines import read_lines
from backproof.syntax.latex import parse
from tests.check.judging import displays, verdicts


def places(latex: str) -> list[str]:
    """The text of each line, with the number of its chain."""
    tree = parse(latex, 0)
    found = read_lines(tree, lexicons.build([tree]), display=True, section=0, next_chain=0)
    return [f"{line.chain}: {latex[line.span.start : line.span.end]}" for line in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (r"a &= b & c &= d", ["0: a &= b", "1: c &= d"]),
        (r"a &= b && c &= d", ["0: a &= b", "1: c &= d"]),
        (r"a &= b & c &= d \\ &= e & &= f", ["0: a &= b", "1: c &= d", "0: = e", "1: = f"]),
        (r"a &= b & c &= d \\ u &= v", ["0: a &= b", "2: c &= d", "1: u &= v"]),
        # A sum or an equation that goes on behind a sign is one.
        (r"a &= b + & c &= d", ["0: a &= b + & c", "0: = d"]),
        (r"a & = & b & = & c", ["0: a & = & b", "0: = & c"]),
    ],
)
def test_columns_of_equations_are_chains_of_their_own(rows: str, expected: list[str]) -> None:
    assert places(rf"\begin{{aligned}} {rows} \end{{aligned}}") == expected


def test_a_condition_in_the_columns_behind_an_equation_is_one() -> None:
    tree = parse(r"\begin{aligned} a_{ik} &= b_{ik} & i &\neq k \end{aligned}", 0)
    (line,) = read_lines(tree, lexicons.build([tree]), display=True, section=0, next_chain=0)
    assert [condition.relation for condition in line.conditions] == ["!="]


def test_a_slip_in_the_second_column_is_found_where_it_stands() -> None:
    rows = (
        r"\begin{aligned} y &= w x & E &= (y - t)^2 \\"
        r" \frac{\partial y}{\partial w} &= x & \frac{\partial E}{\partial y} &= y - t \end{aligned}"
    )
    assert verdicts(displays(rows)) == ["right", "right", "right", "wrong"]
