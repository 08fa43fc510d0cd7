"""Long formulas are broken at signs, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.report.faces.layout import lines, pieces, width
from backproof.syntax.latex import parse
from backproof.syntax.tree import Node, Row
from backproof.syntax.write import latex
from tests.syntax.trees import trees


@pytest.mark.parametrize(
    ("formula", "limit", "expected"),
    [
        ("a + b - c", 100, ["a + b - c"]),
        ("a + b - c", 1, ["a", "+b", "-c"]),
        ("-a + b", 1, ["-a", "+b"]),
        (r"a \cdot -b + c", 1, ["a", r"\cdot -b", "+c"]),
        (r"(a + b) \cdot c", 1, ["(a + b)", r"\cdot c"]),
        (r"\sum_i a_i", 1, [r"\sum_{i} a_{i}"]),
        (r"a(b + c)", 1, ["a(b + c)"]),
    ],
)
def test_a_formula_is_broken_before_signs_that_stand_between_its_parts(
    formula: str, limit: float, expected: list[str]
) -> None:
    assert [latex(each) for each in pieces(parse(formula), limit)] == expected


def test_lines_are_filled() -> None:
    tree = parse("a + b + c + d")
    assert [latex(each) for each in lines(tree, 5)] == ["a + b + c", "+d"]


@given(trees(), st.floats(0, 30))
def test_no_part_is_lost(tree: Node, limit: float) -> None:
    for broken in (pieces(tree, limit), lines(tree, limit)):
        assert [item for part in broken for item in _items(part)] == list(_items(tree))


@given(trees())
def test_a_formula_has_a_width(tree: Node) -> None:
    assert width(tree) >= 0


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Row) else (node,)
