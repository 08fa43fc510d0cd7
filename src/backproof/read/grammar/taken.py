r"""Losses that derivatives name with what they depend on: l, no factor, in ``\partial l(\theta)/\partial \theta_j``."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.read.grammar.nodes import items, name_of, starts_derivative, subtrees
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script


def losses_taken(node: Node) -> Iterator[str]:
    """The letters before the variable in parentheses, where derivatives are taken by that variable."""
    match node:
        case Fraction(above, _) if (variable := _variable(node)) is not None:
            yield from _before(variable, items(above)[1:])
        case Row(parts):
            for sign, *operand in zip(parts, parts[1:], parts[2:], strict=False):
                if (variable := _variable(sign)) is not None:
                    yield from _before(variable, tuple(operand))
        case _:
            return


def _variable(sign: Node) -> str | None:
    r"""What ``\frac{\partial ...}{\partial \theta_j}`` and ``\nabla_\theta`` differentiate by."""
    match sign:
        case Fraction(above, below) if starts_derivative(items(above), items(below)):
            return name_of(_unscripted(items(below)[1]))
        case Script(Atom(text="nabla"), sub) if sub is not None:
            return name_of(_unscripted(sub))
        case _:
            return None


def _before(variable: str, parts: tuple[Node, ...]) -> Iterator[str]:
    r"""The l of ``l(\theta)``, perhaps with a sign or in a bracket."""
    match parts:
        case (Atom(Kind.OPERATOR), *behind):
            yield from _before(variable, tuple(behind))
        case (Fence("(", body),):
            yield from _before(variable, items(body))
        case (letter, Fence("(", body)) if variable in map(name_of, map(_unscripted, subtrees(body))):
            plain = all(isinstance(part, Atom | Script) for part in subtrees(body))
            name = name_of(letter) if plain else None
            yield from () if name is None else (name,)
        case _:
            return


def _unscripted(node: Node) -> Node:
    return node.base if isinstance(node, Script) else node
