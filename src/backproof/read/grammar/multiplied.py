r"""Brackets behind a letter of functions that are a factor: ``h^T (y - t)``, ``h_j (y_k - t_k)`` beside ``h_j w_{jk}``.

Such a letter is a function where nothing else is seen of it. With a transpose or an index, before a sum, it is a factor
where it is one beside other names, too.
"""

from __future__ import annotations

from backproof.read.grammar.defining import COUNTING, TRANSPOSES
from backproof.read.grammar.nodes import items, name_of
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script, Styled

SIGNS = frozenset({"partial", "d", "nabla", "Delta"})


def may_be_factor(part: Node, fence: Node | None) -> bool:
    """Whether a letter with a transpose or indices stands before a sum in brackets."""
    match part, fence:
        case Script(_, sub, sup, 0), Fence(body=body):
            turned = sup is not None and name_of(sup) in TRANSPOSES - {"t"}
            indexed = sup is None and sub is not None and all(name_of(each) in COUNTING for each in items(sub))
            added = any(isinstance(each, Atom) and each.text in {"+", "-"} for each in items(body)[1:])
            return added and (turned or indexed)
        case _:
            return False


def is_factor(before: Node | None, follows: Node | None) -> bool:
    """Whether names stand directly beside a name, which no bracket follows."""
    return any(map(_is_name, (before, follows)))


def _is_name(node: Node | None) -> bool:
    base = node.base if isinstance(node, Script) else node
    letter = isinstance(base, Styled) or (isinstance(base, Atom) and base.kind in {Kind.LETTER, Kind.NAME})
    return letter and base is not None and name_of(base) not in SIGNS
