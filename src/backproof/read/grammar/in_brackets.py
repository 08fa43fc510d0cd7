r"""Functions that are applied with brackets or braces: ``\sigma[w^T x + b]``, ``\phi\{z\}``."""

from __future__ import annotations

from backproof.read.grammar.nodes import items
from backproof.syntax.tree import Atom, Fence, Kind, Node

ACTIVATIONS = frozenset({"sigma", "phi", "varphi", "psi"})
"""Letters of functions that are applied with brackets and braces as well as with parentheses."""
PLACES = frozenset("ijklmnpqrst")
r"""Letters of elements and times: ``\sigma[k]``."""


def holds_argument(fence: Fence) -> bool:
    """Whether brackets or braces hold more than the place of an element."""
    match items(fence.body):
        case () | (Atom(Kind.NUMBER),):
            return False
        case (Atom(Kind.LETTER, letter),):
            return letter not in PLACES
        case _:
            return True


def applies(base: str, behind: Node | None) -> bool:
    """Whether what stands behind a name applies it where it is a function."""
    match behind:
        case Fence("("):
            return True
        case Fence("[" | "{", _, "]" | "}"):
            return base in ACTIVATIONS and holds_argument(behind)
        case _:
            return False
