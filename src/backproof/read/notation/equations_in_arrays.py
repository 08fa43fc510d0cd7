r"""Equations below each other in an array: ``\begin{array}{rl} & {h = U x} \\ & {s = h + d} \end{array}``.

Character recognition, and TeX from before ``align``, lay displays out so. An array is a matrix where its entries are no
equations, or where anything stands around it.
"""

from __future__ import annotations

from backproof.read.grammar.nodes import is_kind, is_space, items
from backproof.syntax.tree import Grid, Kind, Node, Row

SIGN = "array"


def with_equations(tree: Node, text: str) -> Node:
    """The tree of a display that is such an array, as one of a display with rows; any other tree as it is."""
    if SIGN not in text:
        return tree
    match [part for part in items(tree) if not is_space(part)]:
        case [Grid("matrix", rows, "", "") as grid, *rest] if all(is_kind(each, Kind.PUNCTUATION) for each in rest):
            opened = tuple(tuple(map(_opened, cells)) for cells in rows)
            stated = any(is_kind(part, Kind.RELATION) for cells in opened for cell in cells for part in items(cell))
            return Grid("aligned", opened, "", "", grid.span) if stated else tree
        case _:
            return tree


def _opened(cell: Node) -> Node:
    """A cell without the braces around all of it."""
    match [part for part in items(cell) if not is_space(part)]:
        case [Row(parts, span)]:
            return Row(parts, span)
        case _:
            return cell
