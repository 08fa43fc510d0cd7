r"""Names that get a new value: ``w \to w' = w - \eta \nabla_w C`` is ``w \leftarrow w - \eta \nabla_w C``.

So is ``w \mathrel{-}= \eta \nabla_w C``, with the sign that programs have.
"""

from __future__ import annotations

from dataclasses import replace

from backproof.read.grammar.nodes import items, name_of
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Nabla, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import ASSIGNS
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script

MAPS = frozenset({"to", "rightarrow", "longrightarrow"})
WEIGHTS = frozenset({"w", "W", "b", "B", "theta", "Theta", "beta"})
"""Letters of what is trained."""


def written_out(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """An assignment whose sign goes before that of equality, with the name on both sides; other parts as they are."""
    first = next((at for at, part in enumerate(parts) if isinstance(part, Atom) and part.kind is Kind.RELATION), 0)
    match parts[: first + 1], parts[first + 1 :]:
        case (
            [_, *_, Atom(Kind.OPERATOR, "+" | "-" | "/" | "*") as sign, Atom(Kind.RELATION, "=" | ":=") as equal],
            [_, *_] as side,
        ):
            name = parts[: first - 1]
            inner = Row(side, side[0].span.join(side[-1].span))
            becomes = Atom(Kind.RELATION, ASSIGNS, sign.span.join(equal.span))
            if sign.text == "/":
                return (*name, becomes, Fraction(Row(name, name[0].span.join(name[-1].span)), inner, inner.span))
            return (*name, becomes, *name, sign, Fence("(", inner, ")", inner.span))
        case _:
            return parts


def without_primed(row: tuple[Node, ...]) -> tuple[Node, ...]:
    """A row with an arrow that assigns, where a name with a prime is the new value of the name without it."""
    match row:
        case (name, Atom(text=arrow) as sign, Script(primes=1) as primed, Atom(text="=") as equal, *side) if (
            arrow in MAPS
        ):
            same = _signs(name) == _signs(primed) != ()
            return (name, Atom(Kind.RELATION, ASSIGNS, sign.span.join(equal.span)), *side) if same else row
        case (Script(primes=1) as primed, Atom(text="=" | ":=") as equal, name, Atom(text="+" | "-") as sign, *side):
            # Of anything else a prime may be the slope: \sigma' = \sigma - \sigma^2.
            weight = (name_of(primed.base) or "").removeprefix("\\mathbf{").rstrip("}") in WEIGHTS
            same = weight and _signs(name) == _signs(primed)
            head = replace(primed, primes=0) if primed.sub or primed.sup else replace(name, span=primed.span)
            return (head, Atom(Kind.RELATION, ASSIGNS, equal.span), name, sign, *side) if same else row
        case _:
            return row


def goes_on(head: Term | None, side: Term | None) -> bool:
    r"""Whether an arrow gives a name a new value: it leads to a sum with the name itself, or with a part of it.

    A part is taken where a gradient stands beside it: ``x \\to a x + b`` is a map.
    """
    match head, side:
        case Ref(), Plus(terms):
            own = (each.factors if isinstance(each, Times) and has(side, Partial, Nabla) else (each,) for each in terms)
            return any(isinstance(each, Ref) and each.key == head.key for factors in own for each in factors)
        case _:
            return False


def _signs(node: Node) -> tuple[str, ...]:
    """The letters of a name and of its scripts."""
    base, scripts = (node.base, (node.sub, node.sup)) if isinstance(node, Script) else (node, ())
    inside = [part for script in scripts if script is not None for part in items(script)]
    found = [name_of(base), *(part.text if isinstance(part, Atom) else None for part in inside)]
    return tuple(each for each in found if each is not None) if None not in found else ()
