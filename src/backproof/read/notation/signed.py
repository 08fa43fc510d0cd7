r"""Quantities that a sign tells apart: the scores ``s^+`` and ``s^-`` of positive and negative examples.

Nobody marks a next value with a minus: where some name has one as a script, that and the plus are labels. A plus alone
stays the mark of a next value, ``w^+ = w - \eta g``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.read.grammar.nodes import name_of, rebuilt, subtrees
from backproof.syntax.tree import Atom, Kind, Node, Row, Script

LABELS: Final = {"+": "plus", "-": "minus"}


def with_labels(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas with words for such signs, on the names that have a minus somewhere."""
    scripts = (node for tree in trees.values() for node in subtrees(tree) if isinstance(node, Script))
    signed = {(name_of(node.base), each) for node in scripts for each in map(_sign, (node.sub, node.sup)) if each}
    names = frozenset(name for name, sign in signed if name is not None and sign == "-")
    return {at: _labelled(tree, names=names) for at, tree in trees.items()} if names else dict(trees)


def _sign(script: Node | None) -> str:
    """The sign that is all of a script, or stands before a comma in it."""
    match script:
        case Atom(Kind.OPERATOR, text) | Row((Atom(Kind.OPERATOR, text), Atom(Kind.PUNCTUATION, ","), *_)):
            return text if text in LABELS else ""
        case _:
            return ""


def _labelled(node: Node, *, names: frozenset[str]) -> Node:
    node = rebuilt(node, partial(_labelled, names=names))
    if isinstance(node, Script) and name_of(node.base) in names:
        return replace(node, sub=_word(node.sub), sup=_word(node.sup))
    return node


def _word(script: Node | None) -> Node | None:
    """A script with a word for its sign."""
    sign = _sign(script)
    match script:
        case Row((first, *rest), span) if sign:
            return Row((Atom(Kind.NAME, LABELS[sign], first.span), *rest), span)
        case Atom() as atom if sign:
            return Atom(Kind.NAME, LABELS[sign], atom.span)
        case _:
            return script
