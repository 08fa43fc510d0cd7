"""Commands that a document uses like letters, whose definitions stand elsewhere: ``\\lossMatrix``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import pairwise

from backproof.read.grammar.nodes import items, rebuilt, subtrees
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.syntax.reader import UNKNOWN_COMMAND
from backproof.syntax.tree import Atom, Kind, Node, Row, Unread

SEEN = 2
"""A command that stands so often, never with braces behind it, is a name; where there are so many, so are those of two
words that stand once."""
_COMPOUND = re.compile(r"\\[a-z]+[A-Z][A-Za-z]*")


def names_in(trees: Mapping[int, Node], defined: Collection[str]) -> frozenset[str]:
    """The unknown commands that are names; those that are ``defined`` are none."""
    seen: Counter[str] = Counter()
    applied: set[str] = set()
    for tree in trees.values():
        for node in subtrees(tree):
            if isinstance(node, Unread) and node.reason == UNKNOWN_COMMAND:
                seen[node.text] += 1
            applied.update(
                each.text for each, behind in pairwise(items(node)) if isinstance(each, Unread) and _takes(each, behind)
            )
    names = {text for text, count in seen.items() if count >= SEEN and text[1:].isalpha()}
    if len(names) >= SEEN:
        names |= {text for text in seen if _COMPOUND.fullmatch(text)}
    names |= {text for text in seen if text[1:] in FUNCTION_WORDS}
    return frozenset(names - applied - set(defined))


def named(tree: Node, names: Collection[str]) -> Node:
    """A tree with commands that are names as upright words."""
    if isinstance(tree, Unread) and tree.text in names:
        return Atom(Kind.NAME, tree.text[1:], tree.span)
    return rebuilt(tree, lambda part: named(part, names)) if names else tree


def _takes(part: Unread, behind: Node) -> bool:
    """Whether braces follow an unknown command: what stands in them is its argument."""
    if behind.span.start != part.span.end:
        return False
    return isinstance(behind, Row) or (isinstance(behind, Atom) and len(behind.span) > len(behind.text) + 1)
