r"""Samples in parentheses throughout: ``C = \sum_x C_x`` beside ``C_x = \frac12 (y(x) - a(x))^2`` and ``a(x) = wx``.

A sum over samples x marks the quantities that x stands behind (``grammar/marked.py``). They are the same ones in all
other lines, and so are those of a line about the loss of that sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backproof.read.grammar.marked import SAMPLE, marked, marked_names
from backproof.read.grammar.nodes import items, name_of, subtrees
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.syntax.tree import Atom, Node, Script


def with_samples(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas with the sample above each quantity that it stands behind, where one of them sums over samples."""
    about = {at for at, tree in trees.items() if _is_about_samples(tree)}
    if not any(_is_total(node) for at in about for node in subtrees(trees[at])):
        return dict(trees)
    names = frozenset(name for at in about for name in marked_names(trees[at]))
    return {at: _marked(tree, names) for at, tree in trees.items()} if names else dict(trees)


def _is_about_samples(tree: Node) -> bool:
    """Whether a formula sums over samples, or has the loss of one."""
    return any(_is_total(node) or _is_loss_of_one(node) for node in subtrees(tree))


def _scripts(node: Node) -> Iterator[tuple[Node, str | None]]:
    match node:
        case Script(base=base, sub=sub) if sub is not None and [name_of(each) for each in items(sub)] == [SAMPLE]:
            yield base, name_of(base)
        case _:
            pass


def _is_total(node: Node) -> bool:
    bare = isinstance(node, Script) and node.sup is None
    return bare and any(isinstance(base, Atom) and base.text == "sum" for base, _ in _scripts(node))


def _is_loss_of_one(node: Node) -> bool:
    return any(name in LOSS_LETTERS for _, name in _scripts(node))


def _marked(tree: Node, names: frozenset[str]) -> Node:
    (found,) = marked((tree,), SAMPLE, names)
    return found
