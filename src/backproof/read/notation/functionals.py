r"""Losses with their weights in brackets: ``E[w] = \frac12 \sum_i (t_i - o_i)^2`` is ``E(w)``.

That is what a loss letter is before brackets that hold weights alone, in a document that differentiates it: ``E[x]``
is an expectation, and ``w[i]`` an element.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Final

from backproof.read.grammar.nodes import items, name_of, rebuilt, split, subtrees
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.syntax.tree import Atom, Fence, Fraction, Node, Row

WEIGHTS: Final = frozenset(
    style.format(letter) for letter in ("w", "W", "theta", "Theta") for style in ("{}", "\\mathbf{{{}}}", "\\vec{{{}}}")
)


def with_arguments(trees: Mapping[int, Node]) -> dict[int, Node]:
    """The formulas with such losses as functions of their weights."""
    found = {name for tree in trees.values() for node in subtrees(tree) for name in _bracketed(node)}
    found &= {name for tree in trees.values() for node in subtrees(tree) for name in _differentiated(node)}
    return {at: _written(tree, found) for at, tree in trees.items()} if found else dict(trees)


def _bracketed(node: Node) -> Iterator[str]:
    """The losses that stand before their weights in brackets."""
    for before, part in pairwise(node.items if isinstance(node, Row) else ()):
        name = name_of(before) if isinstance(part, Fence) and part.opening == "[" else None
        if name in LOSS_LETTERS and _holds_weights(part):
            yield name


def _holds_weights(node: Node) -> bool:
    match node:
        case Fence("[", body, "]"):
            parts = split(items(body), {","})
            return all(len(part) == 1 and name_of(part[0]) in WEIGHTS for part in parts)
        case _:
            return False


def _differentiated(node: Node) -> Iterator[str]:
    r"""The losses of derivatives: E of ``\partial E``."""
    match node:
        case Fraction(above):
            match items(above):
                case (Atom(text="partial" | "d"), loss, *_) if (name := name_of(loss)) is not None:
                    yield name
                case _:
                    pass
        case _:
            pass


def _written(node: Node, losses: Set[str]) -> Node:
    node = rebuilt(node, partial(_written, losses=losses))
    if not isinstance(node, Row):
        return node
    parts = list(node.items)
    for at, (before, part) in enumerate(pairwise(node.items), 1):
        if isinstance(part, Fence) and name_of(before) in losses and _holds_weights(part):
            parts[at] = replace(part, opening="(", closing=")")
    return replace(node, items=tuple(parts))
