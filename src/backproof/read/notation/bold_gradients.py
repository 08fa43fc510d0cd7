r"""Gradients by name under one style: ``\mathbf{dZ}`` is d and a bold Z side by side, as ``dZ`` is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from backproof.read.grammar.nodes import rebuilt
from backproof.syntax.tree import Atom, Kind, Node, Row, Script, Styled

BOLD: Final = re.compile(r"\\(?:bm|mathbf|boldsymbol|bold|pmb|symbf)\s*\{\s*d\s*[A-Za-z\\]")
"""Formulas without it are left alone."""


def with_plain_signs(tree: Node, text: str) -> Node:
    """The tree of a formula with the d of such names plain, and scripts at the name behind it."""
    return _with(tree) if BOLD.search(text) else tree


def _with(node: Node) -> Node:
    match node:
        case Row() if _is_gradient(node):
            return replace(node, items=_apart(node))
        case Row(parts):
            found = [part for each in parts for part in _apart(each)]
            return replace(node, items=tuple(found)) if found != list(parts) else node
        case Script(Row() as base) if _is_gradient(base):
            return Row(_apart(node), node.span)
        case _:
            return rebuilt(node, _with)


def _apart(node: Node) -> tuple[Node, ...]:
    """The sign and the name with its scripts; the node alone where it is no such gradient."""
    match node:
        case Script(Row((sign, named)) as base) if _is_gradient(base):
            return _plain(sign, base), replace(node, base=named, span=replace(node.span, start=named.span.start))
        case Row((sign, Styled() as named)) if _is_gradient(node):
            return _plain(sign, node), replace(named, span=replace(named.span, end=node.span.end))
        case _:
            return (_with(node),)


def _is_gradient(node: Node) -> bool:
    """Whether two letters side by side are a d and a name, both bold by one command."""
    match node:
        case Row((Styled("bold", Atom(Kind.LETTER, "d")) as sign, Styled("bold", Atom(Kind.LETTER)) as named)):
            return sign.span.end == named.span.start
        case _:
            return False


def _plain(sign: Node, both: Node) -> Node:
    """The d without its style, from where the command stands."""
    return Atom(Kind.LETTER, "d", replace(sign.span, start=both.span.start))
