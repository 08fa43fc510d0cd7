r"""Squares behind the number of a layer: ``A^{[1]2}`` is ``(A^{[1]})^2``, and ``a^{(l)2}`` is ``(a^{(l)})^2``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from backproof.read.grammar.nodes import items, name_of, rebuilt
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

SQUARED: Final = re.compile(r"[\])]\s*2\s*\}")
"""How such a superscript ends; formulas without it are left alone."""
EULER: Final = frozenset({"e", "exp"})
"""Names of which every superscript is a power."""


def with_squares(tree: Node, text: str) -> Node:
    """The tree of a formula with such squares as powers of what is in the layer.

    >>> from backproof.syntax.latex import parse
    >>> with_squares(parse("a^{[1]2}"), "a^{[1]2}") == parse("a^{[1]2}")
    False
    """
    return _with(tree) if SQUARED.search(text) else tree


def _with(node: Node) -> Node:
    node = rebuilt(node, _with)
    match node:
        case Script(base, sup=Row((Fence() as layer, Atom(Kind.NUMBER, "2") as square))) if _is_layer(base, layer):
            span = base.span.join(layer.span)
            inside = replace(node, sup=layer, span=span)
            return Script(Fence("(", inside, ")", span), None, square, 0, node.span)
        case _:
            return node


def _is_layer(base: Node, layer: Fence) -> bool:
    """Whether a name has a layer above: a number or a letter in brackets, in square ones perhaps with an offset."""
    name, parts = name_of(base), items(layer.body)
    plain = all(isinstance(part, Atom) and part.kind in {Kind.LETTER, Kind.NUMBER, Kind.OPERATOR} for part in parts)
    return name is not None and name not in EULER and plain and (layer.opening == "[" or len(parts) == 1)
