r"""The sides of kinks on which numbers lie: with ``z = 2`` and ``w = 0.5``, ``\max(z, w)`` is z, and no w moves it.

Texts walk a graph at an example, and write of each slope the one that it has there. A line is held to all values with
the same larger arguments: it may not hold for these numbers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from backproof.calculus.bench import Bench
from backproof.calculus.evaluate import evaluate, evaluate_model
from backproof.calculus.facts import facts
from backproof.calculus.parts import NoValue
from backproof.calculus.resolve import needed
from backproof.check.charity.at_given import Given
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Apply, Definition, Expression, Symbol
from backproof.expr.build import MINUS_ONE, ONE, ZERO, mul, number, subtract
from backproof.expr.walk import map_parts
from backproof.rules import rule_of
from backproof.source import Diagnostic

SAID: Final = "numbers before it lie on one side of each kink"
"""What a line is proved with that holds there."""
Straight = Callable[..., Expression]
STRAIGHT: Final[Mapping[str, tuple[Straight, Straight]]] = {
    "max2": (lambda x, y: x, lambda x, y: y),
    "min2": (lambda x, y: y, lambda x, y: x),
    "relu": (lambda x: x, lambda x: ZERO),
    "leaky_relu": (lambda x, slope: x, lambda x, slope: mul(slope, x)),
    "abs": (lambda x: x, lambda x: mul(MINUS_ONE, x)),
    "sign": (lambda x: ONE, lambda x: MINUS_ONE),
    "step": (lambda x: ONE, lambda x: ZERO),
    "hinge": (lambda x: ZERO, lambda x: subtract(ONE, x)),
}
"""What a function is above its kink and below."""


def straight(claim: Claim, sides: Sides, given: Mapping[str, Given]) -> Sides | None:
    """The sides with each bent function as it is where the numbers lie; None where these do not tell."""
    values = _values(claim, sides, given)
    bent = [each for each in sides.model if facts(each.body).kinked]
    if not values or not bent or any(facts(each).kinked or each.free for each in (sides.left, sides.right)):
        return None
    if any(each.symbol.rank for each in bent):
        return None
    try:
        known = evaluate_model(needed(sides.model, *(each.body for each in bent)), values)
        bodies = {each.symbol: _opened(each.body, known) for each in bent}
    except NoValue:
        return None
    if any(facts(body).kinked for body in bodies.values()):
        return None
    definitions = tuple(replace(each, body=bodies.get(each.symbol, each.body)) for each in sides.model)
    return replace(sides, model=replace(sides.model, definitions=definitions))


def at_numbers(claim: Claim, sides: Sides, given: Mapping[str, Given], bench: Bench) -> Sides:
    """The sides at the numbers themselves, where derivatives are carried out before."""
    left, model = bench.resolved(sides.left, sides.model)
    right, model = bench.resolved(sides.right, model)
    definitions = (Definition(each, (), number(given[each.name].value)) for each in _values(claim, sides, given))
    return replace(sides, left=left, right=right, model=replace(model, definitions=(*definitions, *model.definitions)))


def _values(claim: Claim, sides: Sides, given: Mapping[str, Given]) -> dict[Symbol, float]:
    """The numbers of single names that stand before a claim."""
    symbols = {symbol for rest in sides.resting for part in rest for symbol in part.symbols}
    free = [each for each in symbols if sides.model.get(each) is None and not each.rank and each.name in given]
    return {each: float(given[each.name].value) for each in free if given[each.name].line < claim.line}


def _opened(body: Expression, values: Mapping[Symbol, Any]) -> Expression:
    """A body with what each bent function in it is there; raises :class:`NoValue` where one is at its kink."""

    def opened(part: Expression) -> Expression:
        match part:
            case Apply(function, arguments) if (forms := STRAIGHT.get(function.name)) is not None:
                rule = rule_of(function)
                assert rule is not None
                (kink,) = rule.kinks(*arguments)
                above = evaluate(kink, values)
                inside = [opened(each) for each in arguments]
                if above.ndim or above == 0:
                    raise NoValue(Diagnostic("it is at a kink"))
                return forms[0](*inside) if above > 0 else forms[1](*inside)
            case _:
                return map_parts(part, opened)

    return opened(body)
