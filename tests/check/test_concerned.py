"""A definition of the field is tried for the lines that it may tell something of, and for no others."""

from __future__ import annotations

import pytest

from backproof.check.usual.concerned import concerned
from backproof.read.document import read_document
from backproof.read.lines import Line
from backproof.source import Source

LOSS = "L = -\\sum_i t_i \\log y_i"


def _lines(*formulas: str) -> tuple[Line, ...]:
    text = "\n\n".join(f"$${each}$$" for each in formulas)
    return read_document(Source("notes.md", text)).lines


@pytest.mark.parametrize(
    "line",
    [
        "\\frac{\\partial L}{\\partial z_i} = y_i - t_i",
        "E = 2 L",
        "\\frac{\\partial E}{\\partial z_i} = 2 (y_i - t_i)",
        "\\nabla W = (y - t) x^T",
        "\\delta_i = y_i - t_i",
        "w \\leftarrow w - \\eta (y - t) x",
    ],
)
def test_lines_about_a_loss_are_concerned_though_they_may_not_name_it(line: str) -> None:
    *lines, defining = _lines("E = 2 L", line, LOSS)
    assert 1 in concerned(lines, [1], [defining])


def test_a_member_of_a_chain_is_concerned_by_the_head_of_the_chain() -> None:
    *lines, defining = _lines("\\begin{aligned} \\frac{\\partial L}{\\partial z} &= a \\\\ &= b \\end{aligned}", LOSS)
    assert concerned(lines, range(len(lines)), [defining]) == frozenset(range(len(lines)))


def test_a_line_about_other_names_is_not() -> None:
    *lines, defining = _lines("z = w x", "\\frac{\\partial z}{\\partial w} = 2 x", LOSS)
    assert not concerned(lines, range(2), [defining])
