r"""Subscripts that have lost their sign: ``\delta{ik}`` where the document has ``\delta_{ik}``, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import items, name_of, rebuilt, subtrees
from backproof.syntax.tree import Atom, Kind, Node, Row, Script

Signature = tuple[str, int]
"""A letter and how many letters stand below it."""


def with_signs(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas in which braced letters directly behind a letter that has as many below elsewhere stand below it."""
    known = {found for tree in trees.values() for node in subtrees(tree) for found in _scripted(node)}
    lost = {found for tree in trees.values() for node in subtrees(tree) for found in _braced(node)} & known
    return {at: _with(tree, lost) for at, tree in trees.items()} if lost else dict(trees)


def _scripted(node: Node) -> Iterator[Signature]:
    match node:
        case Script(Atom(Kind.LETTER, letter), sub) if sub is not None and (count := _letters(sub)):
            yield letter, count
        case _:
            return


def _braced(node: Node) -> Iterator[Signature]:
    for part, following in pairwise(node.items) if isinstance(node, Row) else ():
        if (found := _lost(part, following)) is not None:
            yield found


def _lost(part: Node, following: Node) -> Signature | None:
    match part, following:
        case Atom(Kind.LETTER, letter), Row() if part.span.end == following.span.start and (
            count := _letters(following)
        ):
            return letter, count
        case _:
            return None


def _letters(script: Node) -> int:
    """How many letters a script has; none where it has anything else."""
    parts = items(script)
    return len(parts) if all(isinstance(each, Atom) and name_of(each) in INDEX_LETTERS for each in parts) else 0


def _with(node: Node, lost: set[Signature]) -> Node:
    match node:
        case Row(parts):
            return replace(node, items=tuple(_joined(tuple(_with(each, lost) for each in parts), lost)))
        case _:
            return rebuilt(node, lambda each: _with(each, lost))


def _joined(parts: tuple[Node, ...], lost: set[Signature]) -> Iterator[Node]:
    at = 0
    while at < len(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        if following is not None and _lost(parts[at], following) in lost:
            yield Script(parts[at], following, None, 0, parts[at].span.join(following.span))
            at += 2
        else:
            yield parts[at]
            at += 1
