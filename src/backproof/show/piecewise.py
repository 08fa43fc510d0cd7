"""Values by cases, and the conditions under which they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from backproof.expr import AllOf, Cases, CompareIndices, CompareValues, Condition, Expression, Slot
from backproof.show.trees import NOWHERE, listed, relation, row, words
from backproof.syntax.tree import Grid, Node

SIGNS: Final = {"=": "=", "!=": "neq", "<": "<", "<=": "leq", ">": ">", ">=": "geq"}
Part = Callable[[Expression], Node]
Place = Callable[[Slot], Node]


def cases(node: Cases, part: Part, place: Place) -> Grid:
    """One value below the other, each with its condition; ``part`` shows a value, ``place`` an index."""
    lines = [(part(value), row(words("if "), compared(condition, part, place))) for condition, value in node.branches]
    if node.otherwise is not None:
        lines.append((part(node.otherwise), words("otherwise")))
    return Grid("cases", tuple(lines), "{", "", NOWHERE)


def compared(condition: Condition, part: Part, place: Place) -> Node:
    """A condition as a relation, several with commas between them."""
    match condition:
        case CompareIndices(sign, left, right):
            return row(place(left), relation(SIGNS[sign]), place(right))
        case CompareValues(sign, first, second):
            return row(part(first), relation(SIGNS[sign]), part(second))
        case AllOf(conditions):
            return listed(tuple(compared(each, part, place) for each in conditions))
