"""Second derivatives: the Jacobian of a gradient, and its product with a vector without the Jacobian.

The product of a Hessian and v is the gradient of the sum of g_k v_k (Pearlmutter 1994).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, final

from backproof.calculus.simplify import simplify
from backproof.derive.backward import derive
from backproof.derive.derivation import Derivation, Part
from backproof.derive.naming import names_in, unused
from backproof.expr import Definition, Derivative, Expression, Symbol, Tensor
from backproof.expr.binding import Sum
from backproof.expr.build import mul
from backproof.expr.walk import map_parts, substitute

GRADIENTS: Final = ("g", "G", "q", "r", r"\chi")
VECTORS: Final = ("v", "u", "r", "q", r"\nu")
SUMS: Final = ("s", r"\varsigma")
Parts: TypeAlias = Mapping[Symbol, Part]


@final
@dataclass(frozen=True, slots=True)
class Second:
    """The gradient by one symbol as a quantity with a name, and its derivation by every symbol that was asked for.

    ``along`` is the definition of the sum with a vector, where a product with the Hessian is derived.
    """

    part: Part
    gradient: Definition
    derivation: Derivation
    along: Definition | None = None

    @property
    def named(self) -> tuple[Symbol, ...]:
        """What gets a name: the gradient, and where there is one, the vector and its sum with the gradient."""
        if self.along is None:
            return (self.gradient.symbol,)
        return (self.gradient.symbol, *(self.along.body.symbols - {self.gradient.symbol}), self.along.symbol)


def second(derivation: Derivation, *, along: bool = False) -> Iterator[Second]:
    """The second derivatives by all pairs of what was asked for; ``along``: times a vector instead.

    >>> from backproof.expr import Model
    >>> x, y = Symbol("x"), Symbol("y")
    >>> cube = Model((Definition(y, (), mul(Tensor(x), Tensor(x), Tensor(x))),))
    >>> [each.gradient.symbol.name for each in second(derive(cube, cube.definitions[0], [x]))]
    ['g']
    """
    adjoints = {part.symbol: part for part in derivation.parts}
    named = {part.error.symbol: part for part in derivation.parts if part.error is not None}
    taken = names_in(derivation.model)
    names = unused(GRADIENTS, taken)
    for at, part in enumerate(derivation.asked):
        body = simplify(_closed(part.chain.result, adjoints, named), derivation.model.assumptions)
        gradient = Definition(Symbol(next(names), part.symbol.ranges), part.at, body)
        model = replace(derivation.model, definitions=(*derivation.model.definitions, gradient))
        if not along:
            yield Second(part, gradient, derive(model, gradient, derivation.wrt[at:]))
            continue
        vector = Symbol(next(unused(VECTORS, taken | {gradient.symbol.name})), part.symbol.ranges)
        total: Expression = mul(gradient.head, Tensor(vector, part.at))
        for index in reversed(part.at):
            total = Sum(index, total)
        summed = Definition(Symbol(next(unused(SUMS, taken))), (), total)
        model = replace(model, definitions=(*model.definitions, summed))
        yield Second(part, gradient, derive(model, summed, derivation.wrt[at:]), summed)


def _closed(node: Expression, adjoints: Parts, errors: Parts) -> Expression:
    """An adjoint without the names of other adjoints, and of errors."""

    def closed(part: Expression) -> Expression:
        match part:
            case Derivative(_, Tensor(symbol, slots)) if symbol in adjoints:
                named = adjoints[symbol]
            case Tensor(symbol, slots) if symbol in errors:
                named = errors[symbol]
            case _:
                return map_parts(part, closed)
        return closed(substitute(named.chain.result, dict(zip(named.at, slots, strict=True))))

    return closed(node)
