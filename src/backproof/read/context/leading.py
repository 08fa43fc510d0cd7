"""The words that lead to a formula."""

from __future__ import annotations

from backproof.read.grammar.nodes import is_kind, items
from backproof.syntax.tree import Atom, Kind, Node


def leading(before: str, tree: Node) -> str:
    r"""The words with which a formula begins, or else those before it.

    >>> from backproof.syntax.latex import parse
    >>> leading("We have", parse(r"\text{loss: } L = 1", 0)), leading("We have", parse("L = 1", 0))
    ('loss: ', 'We have')
    """
    own = " ".join(part.text for part in items(tree)[:1] if isinstance(part, Atom) and is_kind(part, Kind.TEXT))
    return own or before
