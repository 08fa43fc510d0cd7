r"""Powers of one, as a slip leaves them: the ``o^1`` of ``1 - o^1``, where ``o = \tanh(a)`` has no layers.

A 1 above a name is taken for the number of a layer, as nobody writes it as an exponent. Where a page computes each name
that has one, and always without a number, it has no layers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from itertools import pairwise
from typing import Final

from backproof.read.grammar.defining import TRANSPOSES, separates
from backproof.read.grammar.nodes import equations, is_kind, items, name_of, subtrees
from backproof.syntax.tree import Atom, Kind, Node, Script

LAYERS: Final = frozenset({"l", "L", "ell"})
"""Letters of layers above names."""


def first_powers(trees: Collection[Node], layered: Set[str]) -> frozenset[str]:
    """Those of the bases with a 1 above them for which it is an exponent."""
    if not layered:
        return frozenset()
    rows = [parts for tree in trees for node in subtrees(tree) for parts in equations(node)]
    scripts = [{(name_of(each.base), _above(each)) for each in _scripts(parts)} for parts in rows]
    heads = [head for parts in rows for head in _heads(parts)]
    has_layers = any(above in LAYERS for each in scripts for _, above in each)
    if has_layers or any(isinstance(head, Script) and head.sup is not None for head in heads):
        return frozenset()
    if not layered <= {name_of(head.base if isinstance(head, Script) else head) for head in heads}:
        return frozenset()
    return frozenset(base for base in layered if all(_is_one_power(base, each) for each in scripts))


def _is_one_power(base: str, scripts: Set[tuple[str | None, str]]) -> bool:
    """Whether no signs of an equation above a name tell layers or samples apart: two numbers, a 0, a letter."""
    found = {above for name, above in scripts if name == base and above not in {*TRANSPOSES, "prime", ""}}
    return len(found) <= 1 and found.isdisjoint("0") and all(above.isdigit() for above in found)


def _scripts(parts: tuple[Node, ...]) -> Iterator[Script]:
    return (node for part in parts for node in subtrees(part) if isinstance(node, Script) and node.sup is not None)


def _above(script: Script) -> str:
    """The first sign above a name: the l of ``a^{l+1}``."""
    first = next(iter(items(script.sup)), None) if script.sup is not None else None
    return first.text if isinstance(first, Atom) else ""


def _heads(parts: tuple[Node, ...]) -> Iterator[Node]:
    """What equations begin with that compute it."""
    for at, (head, sign) in enumerate(pairwise(parts)):
        begins = not at or separates(parts[at - 1])
        if begins and isinstance(sign, Atom) and sign.kind is Kind.RELATION and sign.text in {"=", ":="}:
            behind = (node for part in parts[at + 2 :] for node in subtrees(part))
            if any(is_kind(node, Kind.LETTER, Kind.NAME) for node in behind):
                yield head
