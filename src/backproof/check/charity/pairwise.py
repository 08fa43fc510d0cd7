r"""Weights between the units of pairs: ``w_{ij}`` is ``w_{ji}`` where an energy is ``-\frac12 \sum w_{ij} s_i s_j``.

The half, or a sum over ``i < j``, says that each pair is meant once. A derivative by a unit or a vector is then
``-\sum_j w_{ij} s_j``, without the transpose, and one by a weight is said of the pairs that the sum is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, final

from backproof.calculus.resolve import letters_for
from backproof.check.doubts.finding import Excuse
from backproof.check.verdicts.sides import Sides
from backproof.expr import (
    CompareIndices,
    Definition,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    Mul,
    Number,
    Power,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import ONE, add, mul, subtract
from backproof.expr.walk import parts, substitute
from backproof.records import replace

PAIR: Final = 2
SYMMETRIC: Final = "it holds where {} is symmetric"
HOLLOW: Final = "it holds where {} is symmetric, with zeros on its diagonal"
LIMITED: Final = "it holds for the pairs that the sum is over"


@final
@dataclass(frozen=True, slots=True)
class Form:
    """A sum over pairs: its weights, and on what its letters are where it is over some pairs only."""

    weights: Tensor
    only: CompareIndices | None


def excuses(sides: Sides) -> Iterator[Excuse]:
    """The sides with one weight for each pair."""
    forms = {form.weights.symbol: form for side in sides.resting for body in side for form in _forms(body)}
    if not forms:
        return
    by = {each.by.symbol for each in sides.derivatives()}
    for symbol, form in sorted(forms.items(), key=lambda each: each[0].name):
        if symbol in by:
            yield from _of_pairs(sides, form)
        elif sides.model.get(symbol) is None:
            yield Excuse(SYMMETRIC.format(symbol.name), _with_one(sides, symbol, ONE))
            one, other = letters_for(symbol)
            yield Excuse(HOLLOW.format(symbol.name), _with_one(sides, symbol, subtract(ONE, Delta(one, other))))


def _of_pairs(sides: Sides, form: Form) -> Iterator[Excuse]:
    """A derivative by the weight of a pair, where the pair is one of those that are summed."""
    own = form.weights
    match sides.left:
        case Derivative(by=Tensor(symbol, slots)) if symbol == own.symbol and form.only is not None:
            given = {letter: slot for letter, slot in zip(own.slots, slots, strict=True) if isinstance(letter, Index)}
            case = substitute(Indicator(form.only), given)
            meant = replace(sides, left=mul(case, sides.left), right=mul(case, sides.right))
            yield Excuse(LIMITED, meant)
        case _:
            pass


def _with_one(sides: Sides, symbol: Symbol, where: Expression) -> Sides:
    """The sides with the same weight in both directions."""
    one, other = letters_for(symbol)
    free = Symbol(f"{symbol.name}\\_one", symbol.ranges)
    body = mul(where, add(Tensor(free, (one, other)), Tensor(free, (other, one))))
    own = Definition(symbol, (one, other), body)
    return replace(sides, model=replace(sides.model, definitions=(own, *sides.model.definitions)))


def _forms(body: Expression) -> Iterator[Form]:
    """The sums over pairs in an expression of which a half, or an order of letters, says that each is meant once."""
    if not isinstance(body, Mul | Sum):
        for part in parts(body):
            yield from _forms(part)
        return
    factors = tuple(_factors(body))
    conditions = (each.condition for each in factors if isinstance(each, Indicator))
    only = next((each for each in conditions if isinstance(each, CompareIndices)), None)
    if only is not None or any(map(_halves, factors)):
        yield from (Form(weights, only) for weights in _weights(factors))


def _factors(body: Expression) -> Iterator[Expression]:
    """All that is multiplied in a term, within its sums, too."""
    match body:
        case Mul(factors):
            for each in factors:
                yield from _factors(each)
        case Sum(_, inside):
            yield from _factors(inside)
        case _:
            yield body


def _halves(factor: Expression) -> bool:
    match factor:
        case Power(Number(value), Number(exponent)):
            return value == PAIR and exponent == -1
        case Number(value):
            return abs(value) == Fraction(1, PAIR)
        case _:
            return False


def _weights(factors: tuple[Expression, ...]) -> Iterator[Tensor]:
    """The weights of a product of those of a pair with both of its units."""
    found = [each for each in factors if isinstance(each, Tensor)]
    for each in found:
        letters = {slot for slot in each.slots if isinstance(slot, Index)}
        if len(each.slots) == len(letters) == PAIR and len({letter.range for letter in letters}) == 1:
            units = [other.symbol for other in found if other is not each and letters & {*other.slots}]
            if len(units) == PAIR and len({*units}) == 1:
                yield each
