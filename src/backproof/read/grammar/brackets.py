"""Brackets behind the name of a function that hold a factor: no function is applied to itself."""

from __future__ import annotations

from itertools import zip_longest

from backproof.read.grammar.nodes import items, name_of, subtrees
from backproof.read.grammar.scripts import subscripts
from backproof.read.terms.terms import Ref
from backproof.syntax.tree import Fence, Node, Row, Script


def is_factor(behind: Node | None, name: Ref) -> bool:
    """``h_1 (1 - h_1)``: whether the brackets behind a name with a subscript have that name as a number in them."""
    return (
        isinstance(behind, Fence)
        and bool(name.subs)
        and any(
            _is(name, part) and not isinstance(following, Fence)
            for row in subtrees(behind)
            if isinstance(row, Row | Fence)
            for part, following in zip_longest(items(row), items(row)[1:])
        )
    )


def _is(name: Ref, part: Node | None) -> bool:
    match part:
        case Script(base, sub) if sub is not None:
            return name_of(base) == name.base and subscripts(sub) == name.subs
        case _:
            return False
