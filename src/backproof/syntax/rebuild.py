"""Trees with some of their nodes replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Node, Root, Row, Script, Styled, Unread


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node changed, the parts of a node before the node itself."""
    recur = partial(rebuilt, change=change)
    match node:
        case Atom() | Unread():
            return change(node)
        case Row(items):
            return change(replace(node, items=tuple(map(recur, items))))
        case Script(base, sub, sup):
            return change(replace(node, base=recur(base), sub=sub and recur(sub), sup=sup and recur(sup)))
        case Fraction(numerator, denominator):
            return change(replace(node, numerator=recur(numerator), denominator=recur(denominator)))
        case Root(body, degree):
            return change(replace(node, body=recur(body), degree=degree and recur(degree)))
        case Fence(_, body):
            return change(replace(node, body=recur(body)))
        case Styled(_, base):
            return change(replace(node, base=recur(base)))
        case Grid(_, rows):
            return change(replace(node, rows=tuple(tuple(map(recur, cells)) for cells in rows)))
