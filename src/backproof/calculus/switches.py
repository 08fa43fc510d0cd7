"""Where formulas switch: kinks of functions and conditions on values, on both sides of which lines must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from backproof.calculus.evaluate import Evaluation
from backproof.calculus.facts import BENT, USUAL
from backproof.calculus.sample import FINE, NEAR_ZERO, Point, Pool, beyond
from backproof.expr import AllOf, Apply, Cases, CompareValues, Condition, Expression, Indicator, Symbol
from backproof.expr.build import TWO, number, power, subtract
from backproof.expr.walk import walk
from backproof.rules import rule_of

BEND: Final = number(2500)  # the square of a number beyond which functions are flat to more than 40 digits
SEARCHED: Final = 48  # so many points are tried for the other side of a switch

Sides = frozenset[bool]


def switches(everything: Iterable[Expression]) -> tuple[Expression, ...]:
    """Expressions that change their sign where a formula switches, or where a function comes near its bend.

    >>> from backproof.expr import Tensor
    >>> from backproof.expr.build import apply, add, number
    >>> from backproof.show.text import to_unicode
    >>> x = Tensor(Symbol("x"))
    >>> [to_unicode(each) for each in switches([apply("relu", add(x, number(-1000)))])]
    ['x − 1000']
    """
    nodes = (node for each in everything for node in walk(each))
    margins = (margin for node in nodes for margin in _margins(node))
    return tuple(dict.fromkeys(margin for margin in margins if margin.symbols))


def _margins(node: Expression) -> Iterator[Expression]:
    match node:
        case Apply(function, arguments):
            rule = rule_of(function)
            yield from () if rule is None else rule.kinks(*arguments)
            for each in arguments if function.name in BENT else ():
                yield from (each, subtract(BEND, power(each, TWO)))
        case Indicator(condition):
            yield from _of_condition(condition)
        case Cases(branches):
            for condition, _ in branches:
                yield from _of_condition(condition)


def _of_condition(condition: Condition) -> Iterator[Expression]:
    match condition:
        case AllOf(conditions):
            for each in conditions:
                yield from _of_condition(each)
        case CompareValues(relation, left, right) if relation not in {"=", "!="}:
            yield subtract(left, right)


def sides(switch: Expression, evaluation: Evaluation) -> Sides:
    """On which sides of a switch a point lies, with each of its elements."""
    values = evaluation.array(switch)
    return frozenset(side for side, there in ((True, values > 0), (False, values < 0)) if there.any())


def reaches(largest: float, turn: int) -> tuple[Pool, ...]:
    """Pools of numbers that are usual, beyond the largest one that a formula has in it, and every other time small."""
    far = beyond(max(USUAL, largest))
    return (FINE, far, far, *((NEAR_ZERO,) if turn % 2 else ()))


def mixed(points: Iterable[Point], seed: int) -> Point:
    """A point that has the values of each symbol from one of several points: some are much larger than others."""
    among, random = tuple(points), Random(seed)
    chosen: dict[Symbol, Point] = {symbol: random.choice(among) for symbol in among[0].values}
    return Point(
        {symbol: point.values[symbol] for symbol, point in chosen.items()},
        {symbol: point.draws[symbol] for symbol, point in chosen.items()},
        among[0].sizes,
        among[0].seed,
    )
