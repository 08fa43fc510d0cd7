"""Arrays that lay out a display, as character recognition types them: each of their rows is an equation."""

from __future__ import annotations

import pytest

from backproof.read.document import read_document
from backproof.source import Source
from tests.read.spelt import spelt


@pytest.mark.parametrize(
    "rows",
    [
        r"{l} h = u x \\ s = h + d",
        r"{r l} & h = u x \\ & s = h + d",
        r"{r l} & {h = u x} \\ & {s = h + d}",
        r"{rl} {h} & {= u x} \\ {s} & {= h + d}",
    ],
)
def test_each_row_is_an_equation(rows: str) -> None:
    lines = read_document(Source("notes.md", rf"$$\begin{{array}}{rows} \end{{array}}.$$")).lines
    found = [(spelt(line.head), spelt(line.side)) for line in lines if line.head is not None and line.side is not None]
    assert found == [("h", "(u * x)"), ("s", "(h + d)")]


@pytest.mark.parametrize(
    "display",
    [r"x = \begin{array}{c} 1 \\ 2 \end{array}", r"\left( \begin{array}{c} a = 1 \\ b = 2 \end{array} \right)"],
)
def test_an_array_beside_anything_else_is_a_matrix(display: str) -> None:
    lines = read_document(Source("notes.md", f"$${display}$$")).lines
    assert len(lines) == 1


def test_an_array_of_numbers_is_a_matrix() -> None:
    (line,) = read_document(Source("notes.md", r"$$\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}$$")).lines
    assert line.head is None
