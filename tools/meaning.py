"""Whether two expressions have the same value: an evaluator of its own, against which the checker is measured.

It shares no evaluation, differentiation or sampling with the checker: one element at a time in 50 digits, values of
undefined names by a hash of their name, derivatives as central differences. Whole functions (logarithm, softmax) are
the values of the table.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, final

from backproof.expr import (
    Add,
    AllOf,
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Constant,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    Model,
    Mul,
    Number,
    Over,
    Power,
    Range,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.walk import tensors, walk
from backproof.rules import AXIS_RULES, rule_of
from backproof.rules.precise import MP
from backproof.rules.unknown import order, smooth

STEP = MP.mpf(10) ** -12
SAME = MP.mpf(10) ** -9
POINTS = 3
RELATIONS = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

Element = tuple[str, tuple[int, ...]]
Letters = Mapping[str, int]


class NoValue(Exception):
    """An expression has no real value here."""


def differs(left: Expression, right: Expression, model: Model) -> bool:
    """Whether two expressions differ at one of some points, for any values of the letters that they have.

    >>> x = Tensor(Symbol("x"))
    >>> differs(Add((x, x)), Mul((Number(2), x)), Model(()))
    False
    """
    return any(_apart(left, right, model, point) for point in range(POINTS))


def _apart(left: Expression, right: Expression, model: Model, point: int) -> bool:
    values = Values(model, _sizes(model, left, right), point)
    letters = sorted(left.free | right.free, key=lambda each: each.name)
    for place in values.places([each.range for each in letters]):
        at = {each.name: number for each, number in zip(letters, place, strict=True)}
        try:
            one, other = values.of(left, at), values.of(right, at)
        except (NoValue, ZeroDivisionError, ValueError, OverflowError):
            continue
        if abs(one - other) > SAME * max(abs(one), abs(other), STEP):
            return True
    return False


def _sizes(model: Model, *sides: Expression) -> dict[Range, int]:
    """Different extents for different ranges, large enough for the elements that are named."""
    every = [node for each in (*sides, *(definition.body for definition in model)) for node in walk(each)]
    found: dict[Range, int] = {}
    for node in every:
        slots = node.slots if isinstance(node, Tensor) else ()
        ranges = node.symbol.ranges if isinstance(node, Tensor) else ()
        for slot, range_ in zip(slots, ranges, strict=True):
            needed = slot - range_.first + 1 if isinstance(slot, int) else 1
            found[range_] = max(found.get(range_, 1), needed)
        for index in node.free:
            found.setdefault(index.range, 1)
    return {
        range_: range_.size or max(least, 2 + at % 4)
        for at, (range_, least) in enumerate(sorted(found.items(), key=lambda each: each[0].name))
    }


@final
@dataclass
class Values:
    """The values of expressions at one point. ``fixed`` are elements that are held at a value of their own."""

    model: Model
    sizes: Mapping[Range, int]
    point: int
    fixed: Mapping[Element, Any] = field(default_factory=dict)
    known: dict[Element, Any] = field(default_factory=dict)

    def places(self, ranges: list[Range]) -> list[tuple[int, ...]]:
        """All elements of some ranges together."""
        found: list[tuple[int, ...]] = [()]
        for range_ in ranges:
            found = [(*place, at) for place in found for at in self.numbers(range_)]
        return found

    def numbers(self, range_: Range) -> range:
        """The elements of a range."""
        return range(range_.first, range_.first + (range_.size or self.sizes.get(range_, 2)))

    def of(self, expression: Expression, at: Letters) -> Any:
        """The value of an expression where its letters have these values."""
        match expression:
            case Number(value):
                return MP.mpf(value.numerator) / value.denominator
            case Constant(name):
                return MP.pi + 0 if name == "pi" else MP.e + 0
            case Tensor(symbol, slots):
                return self.element(symbol, tuple(_slot(slot, at) for slot in slots))
            case Add(terms):
                return MP.fsum(self.of(term, at) for term in terms)
            case Mul(factors):
                return self.product(factors, at)
            case Power(base, exponent):
                return _real(self.of(base, at) ** self.of(exponent, at))
            case Apply(function, arguments):
                return self.applied(expression, [self.of(each, at) for each in arguments])
            case Sum(index, body):
                return MP.fsum(self.of(body, {**at, index.name: number}) for number in self.numbers(index.range))
            case Over(function, index, body, place):
                axis = [self.of(body, {**at, index.name: number}) for number in self.numbers(index.range)]
                found = AXIS_RULES[function].precise(axis)
                return found if place is None else found[_slot(place, at) - index.range.first]
            case Delta(left, right):
                return MP.mpf(_slot(left, at) == _slot(right, at))
            case Indicator(condition):
                return MP.mpf(self.holds(condition, at))
            case Cases(branches, otherwise):
                chosen = next((value for condition, value in branches if self.holds(condition, at)), otherwise)
                if chosen is None:
                    raise NoValue
                return self.of(chosen, at)
            case Derivative():
                return self.slope(expression, at)

    def product(self, factors: tuple[Expression, ...], at: Letters) -> Any:
        """A product; what a condition leaves out needs no value."""
        value = MP.mpf(1)
        for factor in sorted(factors, key=lambda each: not isinstance(each, Delta | Indicator)):
            value *= self.of(factor, at)
            if not value:
                return value
        return value

    def holds(self, condition: Condition, at: Letters) -> bool:
        """Whether a condition holds."""
        match condition:
            case CompareIndices(relation, left, right):
                return bool(RELATIONS[relation](_slot(left, at), _slot(right, at)))
            case CompareValues(relation, one, other):
                return bool(RELATIONS[relation](self.of(one, at), self.of(other, at)))
            case AllOf(conditions):
                return all(self.holds(each, at) for each in conditions)

    def applied(self, apply: Apply, arguments: list[Any]) -> Any:
        """A function of the table, or waves for one that nothing defines."""
        rule = rule_of(apply.function)
        if rule is not None:
            return _real(rule.precise(*arguments))
        waves = smooth(apply.function.name, apply.function.arity, self.point)
        orders = order(apply.function)
        value = _mp(waves.offset) if not any(orders) else MP.mpf(0)
        for wave in waves.waves:
            slopes = [_mp(slope) for slope in wave.slopes]
            angle = MP.fdot(slopes, arguments) + _mp(wave.shift) + sum(orders) * MP.pi / 2
            scale = MP.fprod(slope**count for slope, count in zip(slopes, orders, strict=True))
            value += _mp(wave.height) * scale * MP.sin(angle)
        return value

    def element(self, symbol: Symbol, place: tuple[int, ...]) -> Any:
        """An element of an array: held, defined, or any value."""
        key = (symbol.name, place)
        if key in self.fixed:
            return self.fixed[key]
        if key not in self.known:
            definition = next((each for each in self.model if each.symbol == symbol), None)
            if definition is None:
                self.known[key] = self.free(symbol, place)
            else:
                at = {index.name: number for index, number in zip(definition.indices, place, strict=True)}
                self.known[key] = self.of(definition.body, at)
        return self.known[key]

    def free(self, symbol: Symbol, place: tuple[int, ...]) -> Any:
        """A value for an element that nothing defines, as the assumptions of the model want it."""
        assumptions = self.model.assumptions
        if symbol in assumptions.one_hot and place:
            numbers = self.numbers(symbol.ranges[-1])
            return MP.mpf(place[-1] == numbers[(self.point + sum(place[:-1])) % len(numbers)])
        if symbol in assumptions.simplex and place:
            axis = [self.drawn(symbol, (*place[:-1], number)) for number in self.numbers(symbol.ranges[-1])]
            return self.drawn(symbol, place) / MP.fsum(axis)
        return self.drawn(symbol, place)

    def drawn(self, symbol: Symbol, place: tuple[int, ...]) -> Any:
        """A number between 0.1 and 0.9 that only the name, the place and the point decide."""
        digest = sha256(f"{symbol.name}{place}{self.point}".encode()).digest()
        return MP.mpf("0.1") + MP.mpf("0.8") * int.from_bytes(digest[:6], "big") / 2**48

    def slope(self, derivative: Derivative, at: Letters) -> Any:
        """A central difference by one element; other paths are held where the derivative is local."""
        symbol = derivative.by.symbol
        place = tuple(_slot(slot, at) for slot in derivative.by.slots)
        here = self.element(symbol, place)
        of, held = derivative.of, dict(self.fixed)
        if derivative.local:
            of, at, names = self.opened(of, at)
            for name in names - {symbol}:
                held.update({(name.name, each): self.element(name, each) for each in self.places(list(name.ranges))})
        above, below = (
            replace(self, fixed={**held, (symbol.name, place): here + step}, known={}).of(of, at)
            for step in (STEP, -STEP)
        )
        return (above - below) / (2 * STEP)

    def opened(self, of: Expression, at: Letters) -> tuple[Expression, Letters, set[Symbol]]:
        """A quantity as its definition says, where it has one, and the names in that."""
        definition = next((each for each in self.model if isinstance(of, Tensor) and each.symbol == of.symbol), None)
        if isinstance(of, Tensor) and definition is not None:
            places = (_slot(slot, at) for slot in of.slots)
            at = {index.name: number for index, number in zip(definition.indices, places, strict=True)}
            of = definition.body
        return of, at, {tensor.symbol for tensor in tensors(of)}


def _slot(slot: Slot, at: Letters) -> int:
    return at[slot.name] if isinstance(slot, Index) else slot


def _mp(value: Any) -> Any:
    return MP.mpf(value.numerator) / value.denominator


def _real(value: Any) -> Any:
    if isinstance(value, MP.mpc) or not MP.isfinite(value):
        raise NoValue
    return value
