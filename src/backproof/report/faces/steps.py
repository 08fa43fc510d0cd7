"""What the faces have in common: the formula of a step, the sentence of a reason, formulas that are safe as text."""

from __future__ import annotations

import re

from backproof.report.page import Inline, Step
from backproof.syntax.rebuild import leaves, rebuilt
from backproof.syntax.tree import Atom, Kind, Node, Row, Unread

_ENDS = (".", "!", "?", ":", "…")
_ANGLE = re.compile("([<>])")


def relation(step: Step) -> Node:
    """The sign between the sides of a step."""
    return Atom(Kind.RELATION, step.relation, step.right.span)


def formula(step: Step) -> Node:
    """A step as one formula; it begins with its relation where the chain of the step before goes on."""
    sides = (side for part in (step.left, relation(step), step.right) if part is not None for side in _items(part))
    return Row(tuple(sides), step.right.span)


def _items(node: Node) -> tuple[Node, ...]:
    match node:
        case Row(items):
            return items
        case _:
            return (node,)


def sentence(reason: Inline) -> Inline:
    """A reason as a sentence of its own: with a capital letter and a full stop.

    >>> sentence(("the sum collapses",))
    ('The sum collapses.',)
    """
    match reason:
        case ():
            return ()
        case (str(first), *rest):
            parts = (first[:1].upper() + first[1:], *rest)
        case _:
            parts = reason
    match parts:
        case (*_, str(last)) if last.rstrip().endswith(_ENDS):
            return parts
        case (*before, str(last)):
            return (*before, f"{last.rstrip()}.")
        case _:
            return (*parts, ".")


def written(node: Node) -> Node:
    """The formula without what is no mathematics in every program: what was not read is text, and text has no ``<``."""
    return rebuilt(node, _written) if any(map(_has_words, leaves(node))) else node


def _has_words(leaf: Atom | Unread) -> bool:
    return isinstance(leaf, Unread) or leaf.kind is Kind.TEXT


def _written(node: Node) -> Node:
    match node:
        case Unread(text, _, span) | Atom(Kind.TEXT, text, span):
            parts = _ANGLE.split(re.sub(r"\s+", " ", text.replace("`", "'")))
            atoms = [Atom(Kind.RELATION if each in "<>" else Kind.TEXT, each, span) for each in parts if each]
            return atoms[0] if len(atoms) == 1 else Row(tuple(atoms), span)
        case _:
            return node
