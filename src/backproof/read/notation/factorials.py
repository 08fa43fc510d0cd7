r"""Factorials, ``\log y!``, as a function of what stands before the sign: a likelihood of counts has them as constants.

Nothing is known of that function, so that a value of it proves and refutes nothing.
"""

from __future__ import annotations

from backproof.read.grammar.nodes import is_kind, rebuilt
from backproof.read.vocabulary import FACTORIAL
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

SIGN = "!"


def with_factorials(tree: Node, text: str) -> Node:
    r"""The tree of a formula with factorials as functions.

    >>> from backproof.syntax.latex import parse
    >>> from backproof.syntax.rebuild import leaves
    >>> sorted(atom.text for atom in leaves(with_factorials(parse(r"\log y_i!"), "!")))
    ['factorial', 'i', 'log', 'y']
    """
    return _with(tree) if SIGN in text else tree


def _with(node: Node) -> Node:
    node = rebuilt(node, _with)
    if not isinstance(node, Row) or not any(_is_sign(part) for part in node.items):
        return node
    found: list[Node] = []
    for part in node.items:
        if _is_sign(part) and found and _is_argument(found[-1]):
            last = found.pop()
            name = Atom(Kind.NAME, FACTORIAL, part.span)
            found += [name, last if isinstance(last, Fence) else Fence("(", last, ")", last.span)]
        else:
            found.append(part)
    return Row(tuple(found), node.span)


def _is_sign(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind is Kind.OPERATOR and node.text == SIGN


def _is_argument(node: Node) -> bool:
    """Whether something may stand before the sign: a name, a number, or what is in parentheses."""
    base = node.base if isinstance(node, Script) else node
    return is_kind(base, Kind.LETTER, Kind.NUMBER) or (isinstance(node, Fence) and node.opening == "(")
