"""What a side should say: the derivative carried out, in the names of the document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations

from backproof.calculus.canonical import same
from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import expand, inline, resolve
from backproof.calculus.simplify import simplify
from backproof.check.repairs.proof import PROBLEMS
from backproof.check.sides import Sides
from backproof.expr import Add, Definition, Derivative, Expression, Model, Mul, Number, Sum, Tensor
from backproof.expr.walk import map_parts, substitute, walk

LARGEST = 400
"""Nodes: what is larger is no line that a person would write."""


def derived(sides: Sides) -> Expression | None:
    """The true side, carried out and simplified; None where it is too large to be of use."""
    with suppress(*PROBLEMS):
        asked = _meant(sides)
        if asked is None:
            return None
        plain, model = resolve(asked, recognised(sides.model))
        known = {each.symbol for each in sides.model}
        slopes = Model(tuple(each for each in model if each.symbol not in known))
        carried = simplify(expand(plain, slopes), model.assumptions)
        named = simplify(folded(carried, recognised(sides.model)), model.assumptions)
        if sum(1 for _ in walk(named)) <= LARGEST:
            return named
    return None


def _meant(sides: Sides) -> Expression | None:
    """What a left side is: a derivative, or what its name is defined as; None where it says nothing but itself."""
    if not isinstance(sides.left, Tensor):
        return sides.left if any(isinstance(part, Derivative) for part in walk(sides.left)) else None
    definition = sides.model.get(sides.left.symbol)
    return None if definition is None else inline(sides.left, definition)


def factors_in(expression: Expression) -> Iterator[Expression]:
    """The factors of a product, those inside of its sums too."""
    match expression:
        case Mul(parts):
            for part in parts:
                yield from factors_in(part)
        case Sum(_, body):
            yield expression
            yield from factors_in(body)
        case Number():
            pass
        case Add(terms):
            yield expression
            for term in terms:
                yield from factors_in(term)
        case _:
            yield expression


def folded(expression: Expression, model: Model) -> Expression:
    """The expression with the names of the document for what they are defined as."""
    for definition in reversed(model.definitions):
        if isinstance(definition.body, Tensor):
            continue
        expression = _folded(expression, definition)
    return expression


def _folded(node: Expression, definition: Definition) -> Expression:
    found = _named(node, definition)
    return found if found is not None else map_parts(node, lambda part: _folded(part, definition))


def _named(node: Expression, definition: Definition) -> Tensor | None:
    """The head of a definition where a node is its body."""
    if type(node) is not type(definition.body) or node.symbols != definition.body.symbols:
        return None
    if len(node.free) != len(definition.indices):
        return None
    for letters in permutations(sorted(node.free, key=lambda each: each.name)):
        pairs = tuple(zip(definition.indices, letters, strict=True))
        alike = all(one.range == other.range for one, other in pairs)
        if alike and same(substitute(definition.body, dict(pairs)), node):
            return Tensor(definition.symbol, letters)
    return None
