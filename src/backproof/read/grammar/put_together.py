r"""Letters of functions that are put together: ``F \circ G`` beside ``F(G(x))``, ``(f \circ g)(x)``, ``J_{f \circ g}``.

Between quantities the same sign is a product of their elements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from backproof.read.grammar.nodes import is_space, items, name_of, subtrees
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

SIGN = "circ"
OPERATORS = frozenset({"J", "D", "H", "nabla"})
"""What stands before the function that it is a derivative of."""


def put_together(trees: Collection[Node]) -> frozenset[str]:
    """The letters of such functions."""
    pairs: set[tuple[str, str]] = set()
    applied: set[tuple[str, str]] = set()
    for tree in trees:
        for node in subtrees(tree):
            match node:
                case Row(parts):
                    pairs.update(_composed(parts))
                    applied.update(_applied(parts))
                case Script(base, Row(parts)) if name_of(base) in OPERATORS:
                    applied.update(_composed(parts))
                    pairs.update(_composed(parts))
                case _:
                    pass
    found = ((outer, inner) for outer, inner in pairs if {(outer, inner), (outer, inner.swapcase())} & applied)
    return frozenset(letter for pair in found for letter in pair)


def _composed(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """Letters without scripts on both sides of the sign."""
    written = tuple(part for part in parts if not is_space(part))
    for left, sign, right in zip(written, written[1:], written[2:], strict=False):
        names = _letter(left), _letter(right)
        if isinstance(sign, Atom) and sign.text == SIGN and all(names):
            yield names


def _applied(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """A letter with another one in parentheses behind it, and letters that are put together in such a place."""
    for before, behind in pairwise(parts):
        if not (isinstance(behind, Fence) and behind.opening == "("):
            continue
        inside = items(behind.body)
        first = _letter(inside[0]) if inside else ""
        if outer := _letter(before):
            yield outer, first
        bracket = before.base if isinstance(before, Script) and before.primes else before
        if isinstance(bracket, Fence) and first and not any(_adds(part) for part in inside):
            alone = tuple(part for part in items(bracket.body) if not is_space(part))
            yield from _composed(alone) if len(alone) == len(list(_composed(alone))) * 2 + 1 else ()


def _letter(node: Node) -> str:
    """A letter by itself."""
    return node.text if isinstance(node, Atom) and node.kind is Kind.LETTER and len(node.text) == 1 else ""


def _adds(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind is Kind.OPERATOR
