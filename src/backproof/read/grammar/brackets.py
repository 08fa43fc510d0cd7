"""Brackets behind the name of a function that hold a factor: no function is applied to itself."""

from __future__ import annotations

from itertools import zip_longest

from backproof.read.grammar.nodes import items, name_of, subtrees
from backproof.read.grammar.scripts import subscripts
from backproof.read.terms.terms import Ref
from backproof.syntax.tree import Fence, Node, Row, Script


def is_factor(behind: Node | None, name: Ref) -> bool:
    r"""``h_1 (1 - h_1)``, ``g_j (\sum_i p_i g_i)``: whether brackets behind an element of a name have one in them.

    It stands there as a number, with the same subscript or another one.
    """
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
            return name_of(base) == name.base and len(subscripts(sub)) == len(name.subs)
        case _:
            return False
