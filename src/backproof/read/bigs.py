"""Sums and products over an index: the letter, its bounds, its conditions, the body."""

from __future__ import annotations

from backproof.read.conditions import condition
from backproof.read.lexicon import items, name_of
from backproof.read.nodes import describe, is_kind, split
from backproof.read.reader import Reader
from backproof.read.terms import Big, Compare, Term, Unreadable, minus
from backproof.syntax.tree import Atom, Kind, Node, Script


def big(reader: Reader, node: Atom | Script) -> Term:
    """A sum or a product with the product that follows."""
    reader.at += 1
    sign, sub, sup = (node.base, node.sub, node.sup) if isinstance(node, Script) else (node, None, None)
    assert isinstance(sign, Atom)
    if sign.text not in {"sum", "prod"}:
        raise Unreadable(f"{describe(sign)} is not read yet", node.span)
    if sub is None:
        raise Unreadable("a sum that does not name its index is not read yet", node.span)
    letter, lower, conditions = binding(reader, sub)
    upper = reader.inner(sup) if sup is not None else None
    reader.skip_space()
    if reader.here is None:
        raise Unreadable("a sum without a body", node.span)
    operator = reader.sign("-", "+")
    if operator is not None:
        reader.at += 1
    body = reader.product()
    if operator is not None and operator.text == "-":
        body = minus(body, operator.span.join(body.span))
    return Big(sign.text, letter, lower, upper, conditions, body, node.span.join(body.span))


def binding(reader: Reader, sub: Node) -> tuple[str, Term | None, tuple[Compare, ...]]:
    """The letter that a sum binds, its lower bound, and its conditions: ``i=0``, ``i``, ``i \\neq k``."""
    first, *further = split(items(sub), {","})
    relation = next((at for at, part in enumerate(first) if is_kind(part, Kind.RELATION)), None)
    letter_parts = first if relation is None else first[:relation]
    letter = name_of(letter_parts[0]) if len(letter_parts) == 1 else None
    if letter is None:
        raise Unreadable("the index of this sum is not read yet", sub.span)
    conditions = tuple(condition(reader, part) for part in further)
    if relation is None:
        return letter, None, conditions
    sign = first[relation]
    assert isinstance(sign, Atom)
    if sign.text == "=":
        return letter, reader.read(first[relation + 1 :]), conditions
    if sign.text in {"in"}:
        raise Unreadable("a sum over a set is not read yet", sub.span)
    return letter, None, (condition(reader, first), *conditions)
