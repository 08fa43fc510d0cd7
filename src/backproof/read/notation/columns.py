"""Equations side by side in the columns of a display: ``a &= b & c &= d``.

The columns of ``align`` come in pairs. Where a sign begins the second column of a pair, behind a whole equation, the
pair is an equation of its own, and goes on below in the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_kind, items, name_of
from backproof.syntax.tree import Atom, Kind, Node, Row

Cells = tuple[Node, ...]


def side_by_side(rows: Sequence[Cells]) -> Sequence[Cells]:
    """The cells of each equation: all that stand in the first columns, then those beside them."""
    rows = [tuple(_spaced(row, at) for at in range(len(row))) for row in rows]
    starts = sorted({at for row in rows for at in range(1, len(row)) if _begins(row, at)})
    if not starts:
        return rows
    cut = [(row, [0, *(at for at in starts if _is_apart(row, at)), len(row)]) for row in rows]
    return [
        row[start:end]
        for column in (0, *starts)
        for row, bounds in cut
        for start, end in pairwise(bounds)
        if start == column
    ]


def _is_apart(row: Cells, at: int) -> bool:
    """Whether an equation begins here, or goes on below its sign."""
    if at + 1 >= len(row):
        return False
    goes_on = not items(row[at]) and any(map(_is_sign, items(row[at + 1])[:1]))
    return goes_on or _begins(row, at)


def _spaced(row: Cells, at: int) -> Node:
    r"""A cell, apart from what it is a condition of: ``i & \neq k`` behind an equation says where that holds."""
    cell = row[at]
    if not _begins(row, at) or not _is_condition(items(cell), items(row[at + 1])):
        return cell
    return Row((Atom(Kind.SPACE, "quad", cell.span), *items(cell)), cell.span)


def _begins(row: Cells, at: int) -> bool:
    """Whether a cell is the left side of an equation beside another one."""
    if at + 1 >= len(row):
        return False
    left, right = items(row[at]), items(row[at + 1])
    before = [part for cell in row[:at] for part in items(cell)]
    if not left or is_kind(left[0], Kind.SPACE) or not right or not _is_sign(right[0]) or any(map(_is_sign, left)):
        return False
    return any(map(_is_sign, before)) and not is_kind(before[-1], Kind.RELATION, Kind.OPERATOR)


def _is_condition(left: Cells, right: Cells) -> bool:
    """Whether an index is compared with another one, or with a number."""
    return len(left) == 1 and name_of(left[0]) in INDEX_LETTERS and len(right) == 2


def _is_sign(part: Node) -> bool:
    return is_kind(part, Kind.RELATION)
