r"""Quantities of a sample in parentheses: under ``\sum_x``, y(x) and a^L(x) are those of the sample x, no products."""

from __future__ import annotations

from dataclasses import replace

from backproof.read.grammar.nodes import items, name_of, rebuilt
from backproof.read.vocabulary import FUNCTION_LETTERS
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script, Styled

SAMPLE = "x"
"""The letter that authors use for a whole sample and in parentheses; a factor (i) or (k) may be a number."""


def marked(parts: tuple[Node, ...], letter: str) -> tuple[Node, ...]:
    """A row in which names with the letter of a sum over samples in parentheses have it as their superscript."""
    if letter != SAMPLE:
        return parts
    found: list[Node] = []
    for part in parts:
        if found and _is_sample(part, letter) and _is_quantity(found[-1]):
            found[-1] = _with_mark(found[-1], part)
        else:
            found.append(_inside(part, letter))
    return tuple(found)


def _inside(node: Node, letter: str) -> Node:
    match node:
        case Row(parts):
            return replace(node, items=marked(parts, letter))
        case Grid():
            return node
        case _:
            return rebuilt(node, lambda part: _inside(part, letter))


def _is_sample(node: Node, letter: str) -> bool:
    match node:
        case Fence("(", body, ")"):
            return [name_of(each) for each in items(body)] == [letter]
        case _:
            return False


def _is_quantity(node: Node) -> bool:
    """Whether a name is no letter of a function, whose argument the sample is."""
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
