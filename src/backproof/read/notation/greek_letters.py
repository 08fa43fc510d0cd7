r"""Greek letters that count: the samples of ``E = \frac12 \sum_{\mu i} (\zeta_i^\mu - O_i^\mu)^2``.

A letter over which a sum runs, and that stands nowhere but above or below other names, is an index. Formulas are read
with a Latin letter in its place which the document has nowhere, above a name as the mark of a sample. A mean ``\mu``
stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from backproof.read.grammar.nodes import items, rebuilt, subtrees
from backproof.syntax.rebuild import leaves
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script

GREEK: Final = frozenset({"alpha", "beta", "gamma", "kappa", "mu", "nu", "rho", "xi"})
LATIN: Final = "npqrms"
SUMS: Final = frozenset({"sum", "prod"})


def with_latin_letters(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas with Latin letters for such indices."""
    summed = {letter for tree in trees.values() for letter in _summed(tree)}
    counting = sorted(summed - {letter for tree in trees.values() for letter in _standing(tree)} if summed else ())
    if not counting:
        return dict(trees)
    used = {leaf.text for tree in trees.values() for leaf in leaves(tree) if isinstance(leaf, Atom)}
    free = [letter for letter in LATIN if letter not in used]
    spelt = dict(zip(counting, free, strict=False))

    def change(node: Node) -> Node:
        match node:
            case Atom(text=text):
                return replace(node, text=spelt[text]) if text in spelt else node
            case Script(base, sub, Atom(text=text) as above) if text in spelt:
                marked = Fence("(", change(above), ")", above.span)
                return replace(node, base=change(base), sub=None if sub is None else change(sub), sup=marked)
            case _:
                return rebuilt(node, change)

    return {at: change(tree) for at, tree in trees.items()}


def _summed(tree: Node) -> Iterator[str]:
    """The Greek letters below the sums of a formula."""
    for node in subtrees(tree):
        match node:
            case Script(Atom(text=sign), sub) if sign in SUMS and sub is not None:
                yield from (part.text for part in items(sub) if isinstance(part, Atom) and part.text in GREEK)
            case _:
                pass


def _standing(tree: Node) -> Iterator[str]:
    """The Greek letters that stand by themselves, but for what is nothing else, and for what says where one runs."""
    above_or_below = [
        script for node in subtrees(tree) if isinstance(node, Script) for script in (node.sub, node.sup) if script
    ]
    scripts = {id(part) for script in above_or_below for part in subtrees(script)}
    match items(tree):
        case (Atom() as letter,) | (Atom() as letter, Atom(Kind.RELATION, "=" | "in"), *_):
            scripts.add(id(letter))
        case _:
            pass
    for part in subtrees(tree):
        if isinstance(part, Atom) and part.text in GREEK and id(part) not in scripts:
            yield part.text
