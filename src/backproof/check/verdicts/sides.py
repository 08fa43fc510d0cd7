"""A claim of a line, and its two sides as expressions with the definitions in force."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import final

from backproof.calculus.resolve import depends, needed
from backproof.expr import (
    Assumptions,
    Derivative,
    Expression,
    Indicator,
    Model,
    Mul,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, ZERO
from backproof.expr.walk import derivatives, map_parts
from backproof.read.terms.rewriting import references
from backproof.read.terms.rewriting import walk as walk_term
from backproof.read.terms.terms import Compare, Ref, Term
from backproof.records import Remembering, dataclass, replace


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides to compare where conditions hold, as a line of ``section`` means them.

    ``hedge`` says why a difference would refute nothing, where the words or signs of the line say so; ``lowered`` that
    the line is in matrix notation, of which the shapes were compared before; ``whole`` that its left side is the
    derivative of one array by another one.
    """

    left: Term
    right: Term
    conditions: tuple[Compare, ...]
    section: int
    line: int
    hedge: str = ""
    lowered: bool = False
    whole: bool = False

    def parts(self) -> Iterable[Term]:
        """Every term in the claim."""
        return (part for term in (self.left, self.right) for part in walk_term(term))

    def names(self) -> Iterable[Ref]:
        """Every name in the claim."""
        return (ref for term in (self.left, self.right) for ref in references(term))


@final
@dataclass(frozen=True, slots=True)
class Sides(Remembering):
    """What is compared.

    ``inherited``: what the definitions in force were read with, which is not this line's doing. ``own``: what this line
    needed beyond its letter. ``opaque``: derivatives of undefined quantities that stand for themselves. ``vacuous``:
    whether a derivative vanishes only because the document does not say what its numerator depends on. ``loose``: names
    whose index inside of a sum is a guess. ``where`` is one where the conditions of the claim hold, else zero.
    """

    left: Expression
    right: Expression
    model: Model
    inherited: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    opaque: frozenset[Symbol] = frozenset()
    loose: frozenset[str] = frozenset()
    vacuous: bool = False
    where: Expression = ONE
    freed: frozenset[str] = frozenset()

    def derivatives(self) -> frozenset[Derivative]:
        """The derivatives that are not carried out."""
        return frozenset((*derivatives(self.left), *derivatives(self.right)))

    @cached_property
    def resting(self) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
        """Both sides, each with the definitions under it."""
        left, right = ((each, *(below.body for below in needed(self.model, each))) for each in (self.left, self.right))
        return left, right

    @property
    def varies_labels(self) -> bool:
        """Whether a side is differentiated by labels that are assumed to have certain values only: such don't vary."""
        fixed = self.model.assumptions.one_hot | self.model.assumptions.signs
        return bool(fixed) and any(each.by.symbol in fixed for each in self.derivatives())

    @cached_property
    def reached(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names that each side rests on."""
        left, right = (frozenset(symbol.name for each in side for symbol in each.symbols) for side in self.resting)
        return left, right


def assuming(sides: Sides, assumptions: Assumptions) -> Sides:
    """The sides under what is assumed of their symbols."""
    if assumptions == sides.model.assumptions:
        return sides
    return replace(sides, model=replace(sides.model, assumptions=assumptions))


def with_opaque(sides: Sides) -> Sides:
    """A derivative of something that the document does not define is a quantity of its own, equal only to itself.

    Where a line says of it alone that it is zero, it is taken at its word.
    """
    if says_zero(sides):
        return sides
    bodies = [definition.body for definition in needed(sides.model, sides.left, sides.right)]
    inside = frozenset(part for body in bodies for part in derivatives(body))
    hollow = (each for each in inside if not depends(each.of, each.by.symbol, sides.model, local=each.local))
    open_ = (each for each in sides.derivatives() if not depends(each.of, each.by.symbol, sides.model))
    empty = frozenset((*hollow, *open_))
    if not empty:
        return sides
    if any(not isinstance(each.of, Tensor) for each in empty):
        return replace(sides, vacuous=True)
    symbols = frozenset(_stand_in(each).symbol for each in empty)
    kept = tuple(replace(each, body=_hidden(each.body, empty)) for each in sides.model) if inside else sides.model
    return replace(
        sides,
        left=_hidden(sides.left, empty),
        right=_hidden(sides.right, empty),
        model=replace(sides.model, definitions=tuple(kept)),
        opaque=symbols,
    )


def says_zero(sides: Sides) -> bool:
    """Whether it is said of one derivative alone that it is zero."""
    return ZERO in (sides.left, sides.right) and any(_is_derivative(each) for each in (sides.left, sides.right))


def hollow(sides: Sides) -> bool:
    """Whether different sides speak of derivatives of a number and say no zero: such derivatives are not all zero.

    By what is computed, as a mean is, they may be so by its definition.
    """
    told = ZERO in (sides.left, sides.right) or sides.left == sides.right
    free = (each for each in sides.derivatives() if sides.model.get(each.by.symbol) is None)
    return not told and any(isinstance(each.of, Tensor) and not each.of.slots for each in free)


def _is_derivative(expression: Expression) -> bool:
    """Whether an expression is one derivative, in a case perhaps."""
    match expression:
        case Derivative():
            return True
        case Mul(factors):
            rest = [each for each in factors if not isinstance(each, Indicator)]
            return len(rest) == 1 and isinstance(rest[0], Derivative)
        case _:
            return False


def _hidden(expression: Expression, empty: frozenset[Derivative]) -> Expression:
    if not derivatives(expression):
        return expression
    if isinstance(expression, Derivative) and expression in empty:
        return _stand_in(expression)
    return map_parts(expression, lambda part: _hidden(part, empty))


def _stand_in(derivative: Derivative) -> Tensor:
    assert isinstance(derivative.of, Tensor)
    of, by = derivative.of, derivative.by
    name = f"\\partial {of.symbol.name}/\\partial {by.symbol.name}"
    return Tensor(Symbol(name, of.symbol.ranges + by.symbol.ranges), of.slots + by.slots)
