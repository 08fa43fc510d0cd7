"""What a side should say: the derivative carried out, in the names of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from itertools import permutations
from typing import final

from backproof.calculus.canonical import same
from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import depends, expand, inline, letters_for, resolve
from backproof.calculus.simplify import simplify
from backproof.check.repairs.proof import PROBLEMS
from backproof.check.verdicts.sides import Sides
from backproof.expr import Add, Definition, Derivative, Expression, Index, Model, Mul, Number, Sum, Symbol, Tensor
from backproof.expr.build import mul
from backproof.expr.walk import map_parts, names, substitute, walk

LARGEST = 400
"""Nodes: what is larger is no line that a person would write."""
STATED = 60
"""Nodes of a stated derivative that others are written with."""


@final
@dataclass(frozen=True, slots=True)
class Slope:
    """What a document says of the derivative of a number ``of`` by ``by``, over its letters."""

    of: Symbol
    by: Tensor
    value: Expression

    def put(self, part: Derivative, model: Model) -> Expression | None:
        """A derivative of the same number as a sum over what this one is by; None where other paths lead there, too."""
        match part:
            case Derivative(Tensor(of, ()), Tensor() as by, False) if of == self.of and by.symbol != self.by.symbol:
                pass
            case _:
                return None
        rest = Model(tuple(each for each in model if each.symbol != self.by.symbol), model.assumptions)
        if len(rest.definitions) == len(model.definitions) or depends(part.of, by.symbol, rest):
            return None
        own = tuple(each for each in self.by.slots if isinstance(each, Index))
        taken = names(part.free)
        letters = letters_for(self.by.symbol, taken) if names(frozenset(own)) & taken else own
        value = substitute(self.value, dict(zip(own, letters, strict=True)))
        body = mul(value, Derivative(Tensor(self.by.symbol, letters), by))
        return reduce(lambda inner, letter: Sum(letter, inner), reversed(letters), body)


def slope(sides: Sides) -> Slope | None:
    """What an equation says of a derivative of a number, where it says nothing else."""
    match sides.left:
        case Derivative(Tensor(of, ()), Tensor(_, slots) as by, False):
            plain = all(isinstance(each, Index) for each in slots) and len(set(slots)) == len(slots)
            closed = sides.right.free <= frozenset(slots) and of not in sides.right.symbols
            if plain and closed and sum(1 for _ in walk(sides.right)) <= STATED:
                return Slope(of, by, sides.right)
        case _:
            pass
    return None


def derived(sides: Sides, stated: Sequence[Slope] = ()) -> Expression | None:
    """The true side, carried out and simplified: the shortest of it and what it is by a derivative that is stated.

    None where it is too large to be of use.
    """
    asked = _meant(sides)
    if asked is None:
        return None
    own = (named for each in sides.model if (named := _named_slope(each)) is not None)
    known = [each for each in (*own, *stated) if each.value.symbols.isdisjoint(asked.symbols)]
    ways = [asked, *(way for each in known if (way := _through(asked, each, sides.model)) != asked)]
    found = [each for way in ways if (each := _carried_out(way, sides.model)) is not None]
    return min(found, key=_size) if found else None


def _named_slope(definition: Definition) -> Slope | None:
    """What an error says by its definition: that it is the derivative by a sum."""
    match definition.body:
        case Derivative(Tensor(of, ()), Tensor(_, slots) as by, False) if slots == definition.indices:
            return Slope(of, by, Tensor(definition.symbol, definition.indices))
        case _:
            return None


def _carried_out(asked: Expression, own: Model) -> Expression | None:
    with suppress(*PROBLEMS):
        plain, model = resolve(asked, recognised(own))
        known = {each.symbol for each in own}
        slopes = Model(tuple(each for each in model if each.symbol not in known))
        carried = simplify(expand(plain, slopes), model.assumptions)
        named = simplify(folded(carried, recognised(own)), model.assumptions)
        if _size(named) <= LARGEST:
            return named
    return None


def _size(expression: Expression) -> int:
    return sum(1 for _ in walk(expression))


def _through(asked: Expression, stated: Slope, model: Model) -> Expression:
    """What is asked, with the derivatives in it by one that is stated."""
    found = stated.put(asked, model) if isinstance(asked, Derivative) else None
    return found if found is not None else map_parts(asked, lambda part: _through(part, stated, model))


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
            yield from (expression, *terms)
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
