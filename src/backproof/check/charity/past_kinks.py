r"""Steps by a loss that is the larger one of zero and something: ``L = \max(0, -t w x)``.

The steps of a perceptron, or of a hinge loss, are those on samples that are on the wrong side. A gradient without its
case is a slip, unless words say on which side of the kink it is: for an active triplet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backproof.check.doubts.finding import Excuse, Kind
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Add, Apply, Expression, Function, Mul, Number, Sum, Tensor
from backproof.expr.build import ZERO
from backproof.expr.walk import map_parts, parts, walk
from backproof.read.terms.terms import Partial

SIDES = frozenset({Kind.ACTIVE, Kind.IDLE})
SAID = "it holds where what the loss compares with zero is larger"


def excuses(claim: Claim, sides: Sides) -> Iterator[Excuse]:
    """The sides of a step where the loss is not zero."""
    if isinstance(claim.left, Partial):
        return
    losses = {each.of.symbol for each in sides.derivatives() if isinstance(each.of, Tensor)}
    losses |= {each.symbol for body in sides.model if body.symbol in losses for each in _added(body.body)}
    opened = {each: _opened(each.body) for each in sides.model if each.symbol in losses}
    if any(body != each.body for each, body in opened.items()):
        definitions = tuple(replace(each, body=opened.get(each, each.body)) for each in sides.model)
        yield Excuse(SAID, replace(sides, model=replace(sides.model, definitions=definitions)))


def on_side(sides: Sides, *, active: bool) -> Sides | None:
    """The sides where the one hinge that they rest on is active, or zero; None where there is none, or several."""
    hinges = [(each, part) for each in sides.model for part in walk(each.body) if _compared(part) is not None]
    if len(hinges) != 1:
        return None
    ((bent, hinge),) = hinges
    inside = _compared(hinge) if active else ZERO
    assert inside is not None

    def opened(part: Expression) -> Expression:
        return inside if part == hinge else map_parts(part, opened)

    straight = replace(bent, body=opened(bent.body))
    definitions = tuple(straight if each is bent else each for each in sides.model)
    return replace(sides, model=replace(sides.model, definitions=definitions))


def both(sides: Sides) -> Iterator[Sides]:
    """The sides where the one hinge that they rest on is active, and where it is zero."""
    yield from (bent for active in (True, False) if (bent := on_side(sides, active=active)) is not None)


def _compared(part: Expression) -> Expression | None:
    """What a part compares with zero to take the larger one of both."""
    match part:
        case Apply(Function("max2"), (Number(value), other) | (other, Number(value))) if value == 0:
            return other
        case Apply(Function("relu"), (inside,)):
            return inside
        case _:
            return None


def _added(body: Expression) -> Iterator[Tensor]:
    """The quantities that a loss adds up, as that of the data and a penalty."""
    match body:
        case Tensor():
            yield body
        case Add() | Mul() | Sum():
            for part in parts(body):
                yield from _added(part)
        case _:
            pass


def _opened(body: Expression) -> Expression:
    """A loss with what is compared with zero in the place of the larger one of both, in its terms and sums."""
    if (inside := _compared(body)) is not None:
        return inside
    return map_parts(body, _opened) if isinstance(body, Add | Mul | Sum) else body
