r"""Quantities of a sample in parentheses: under ``\sum_x``, y(x) and a^L(x) are those of the sample x, no products."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.nodes import items, name_of, rebuilt, same, subtrees
from backproof.read.vocabulary import FUNCTION_LETTERS
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script, Styled

SAMPLE = "x"
"""The letter that authors use for a whole sample and in parentheses; a factor (i) or (k) may be a number."""


def marked(parts: tuple[Node, ...], letter: str, names: Set[str] | None = None) -> tuple[Node, ...]:
    """A row in which names with the letter of a sum over samples in parentheses have it as their superscript.

    ``names``: no others than these.
    """
    if letter != SAMPLE:
        return parts
    found: list[Node] = []
    for part in parts:
        if found and _is_sample(part, letter) and _is_quantity(found[-1], names):
            found[-1] = _with_mark(found[-1], part)
        else:
            found.append(_inside(part, letter, names))
    return tuple(found)


def marked_names(tree: Node) -> Iterator[str]:
    """The quantities of a formula behind which a sample stands in parentheses."""
    rows = (node.items for node in subtrees(tree) if isinstance(node, Row))
    pairs = (pair for row in rows for pair in pairwise(row))
    yield from (_name(name) for name, behind in pairs if _is_sample(behind, SAMPLE) and _is_quantity(name))


def _inside(node: Node, letter: str, names: Set[str] | None) -> Node:
    match node:
        case Row(parts):
            changed = marked(parts, letter, names)
            return node if same(changed, parts) else replace(node, items=changed)
        case Grid() if names is None:
            return node
        case _:
            return rebuilt(node, lambda part: _inside(part, letter, names))


def _name(node: Node) -> str:
    return _name(node.base) if isinstance(node, Script) else name_of(node) or ""


def _is_sample(node: Node, letter: str) -> bool:
    match node:
        case Fence("(", body, ")"):
            return [name_of(each) for each in items(body)] == [letter]
        case _:
            return False


def _is_quantity(node: Node, names: Set[str] | None = None) -> bool:
    """Whether a name is no letter of a function, whose argument the sample is, and one of ``names``."""
    if names is not None and _name(node) not in names:
        return False
    match node:
        case Script(base=base):
            return _is_quantity(base)
        case Styled():
            return True
        case Atom(Kind.LETTER):
            return name_of(node) not in FUNCTION_LETTERS
        case _:
            return False


def _with_mark(node: Node, mark: Node) -> Node:
    span = node.span.join(mark.span)
    match node:
        case Script(sup=None):
            return replace(node, sup=mark, span=span)
        case Script() if node.sup is not None:
            # A layer and a sample stand side by side in brackets: a^{(L)(x)}.
            layer = node.sup if isinstance(node.sup, Fence) else Fence("(", node.sup, ")", node.sup.span)
            return replace(node, sup=Row((layer, mark), layer.span.join(mark.span)), span=span)
        case _:
            return Script(node, None, mark, 0, span)
