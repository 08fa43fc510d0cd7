"""The bench of a document: random points, with what was drawn and computed at them.

Lines of a document rest on the same definitions. At a point the value of a definition depends on the values of the
symbols below it, on the extents of the ranges in it and on the seed of unknown functions: with these it is kept.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.arithmetic import Arithmetic
from backproof.calculus.evaluate import Computed, Evaluation
from backproof.calculus.facts import Facts, facts, together
from backproof.calculus.named import Alignments
from backproof.calculus.resolve import jacobians, resolve
from backproof.calculus.sample import Domains, Draw, Point, Pool, Sizes
from backproof.expr import Assumptions, Definition, Expression, Model, Range, Symbol
from backproof.expr.walk import derivatives
from backproof.records import dataclass

Array = NDArray[Any]
MOST_ELEMENTS = 300_000
"""Kept at a time, in all arrays together: 50-digit numbers take about 250 bytes each."""


@final
@dataclass(frozen=True, slots=True)
class Ground:
    """What a definition rests on: its ``number`` tells it and all definitions below it from others."""

    definition: Definition
    number: int
    symbols: tuple[Symbol, ...]
    ranges: tuple[Range, ...]


@final
@dataclass(frozen=True, slots=True)
class Under:
    """The definitions under a question: the facts of all of them together, and what each of them rests on, in order."""

    facts: Facts
    grounds: tuple[Ground, ...]


@final
@dataclass(slots=True)
class Bench:
    """Draws points by a seed, and keeps what was computed at them."""

    seed: int = 0
    answers: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    """What was found for each question, kept by who asks."""
    _facts: dict[int, tuple[Expression, Facts]] = field(default_factory=dict, repr=False)
    _definitions: dict[int, tuple[Definition, int]] = field(default_factory=dict, repr=False)
    _numbers: dict[Hashable, int] = field(default_factory=dict, repr=False)
    _under: dict[tuple[int, ...], Under] = field(default_factory=dict, repr=False)
    _jacobians: dict[Hashable, Model] = field(default_factory=dict, repr=False)
    _resolved: dict[Hashable, tuple[Expression, Model]] = field(default_factory=dict, repr=False)
    _points: dict[Hashable, Point] = field(default_factory=dict, repr=False)
    _evaluations: dict[Hashable, Evaluation] = field(default_factory=dict, repr=False)
    _drawn: dict[Draw, tuple[Array, int]] = field(default_factory=dict, repr=False)
    _arrays: dict[tuple[int, str], Array] = field(default_factory=dict, repr=False)
    _computed: dict[Hashable, Computed] = field(default_factory=dict, repr=False)
    _alignments: Alignments = field(default_factory=Alignments, repr=False)
    _elements: int = 0

    def facts(self, expression: Expression) -> Facts:
        """The facts of the body of a definition; by identity, as a definition is built once."""
        known = self._facts.get(id(expression))
        if known is None:
            known = self._facts[id(expression)] = (expression, facts(expression))
        return known[1]

    def under(self, model: Model) -> Under:
        """What is known of the definitions of a model, by their numbers: many questions rest on the same ones."""
        numbers = tuple(map(self.definition, model))
        known = self._under.get(numbers)
        if known is None:
            every = together(self.facts(definition.body) for definition in model)
            known = self._under[numbers] = Under(every, self._grounds(model))
        return known

    def _grounds(self, model: Model) -> tuple[Ground, ...]:
        found: dict[Symbol, Ground] = {}
        for definition in model:
            known = self.facts(definition.body)
            below = [found[symbol] for symbol in known.symbols if symbol in found]
            number = self.number((self.definition(definition), *(each.number for each in below)))
            free = (symbol for symbol in known.symbols if symbol not in found)
            symbols = dict.fromkeys((*free, *(symbol for each in below for symbol in each.symbols)))
            own = (*known.extents, *definition.symbol.ranges)
            ranges = dict.fromkeys((*own, *(range_ for each in below for range_ in each.ranges)))
            found[definition.symbol] = Ground(definition, number, tuple(symbols), tuple(ranges))
        return tuple(found.values())

    def definition(self, definition: Definition) -> int:
        """The number of a definition; equal ones have the same."""
        known = self._definitions.get(id(definition))
        if known is None:
            known = self._definitions[id(definition)] = (definition, self.number(definition))
        return known[1]

    def jacobians(self, model: Model, by: Symbol) -> Model:
        """The derivatives of definitions by a symbol: most lines of a document differentiate the same network."""
        question = (tuple(map(self.definition, model)), by)
        known = self._jacobians.get(question)
        if known is None:
            known = self._jacobians[question] = jacobians(model, by)
        return known

    def resolved(self, expression: Expression, model: Model) -> tuple[Expression, Model]:
        """An expression with its derivatives carried out: the readings of a line mostly have one side in common."""
        if not derivatives(expression) and not any(derivatives(each.body) for each in model):
            return expression, model
        question = (expression, tuple(map(self.definition, model)), model.assumptions)
        known = self._resolved.get(question)
        if known is None:
            known = self._resolved[question] = resolve(expression, model, self.jacobians)
        return known

    def number(self, what: Hashable) -> int:
        """A number for each thing that is not equal to one before."""
        return self._numbers.setdefault(what, len(self._numbers))

    def point(
        self, domains: Domains, assumptions: Assumptions, sizes: Sizes, *, seed: int, turn: int, pool: Pool
    ) -> Point:
        """A point: exact values of symbols in their domains."""
        question = (tuple(domains.items()), assumptions, tuple(sizes.items()), seed, turn, pool)
        known = self._points.get(question)
        if known is None:
            draws = {
                symbol: Draw.of(symbol, domain, assumptions, sizes, seed=seed, turn=turn, pool=pool)
                for symbol, domain in domains.items()
            }
            drawn = {symbol: self._exact(draw) for symbol, draw in draws.items()}
            values = {symbol: values for symbol, (values, _) in drawn.items()}
            numbers = {symbol: number for symbol, (_, number) in drawn.items()}
            known = self._points[question] = Point(values, numbers, sizes, seed)
        return known

    def evaluation(self, point: Point, grounds: tuple[Ground, ...], arithmetic: Arithmetic) -> Evaluation:
        """The definitions at a point, computed where no question before this one has computed them there."""
        question = (point, tuple([ground.number for ground in grounds]), arithmetic.name)
        known = self._evaluations.get(question)
        if known is None:
            known = self._evaluations[question] = self._evaluated(point, grounds, arithmetic)
        return known.defined()

    def _evaluated(self, point: Point, grounds: tuple[Ground, ...], arithmetic: Arithmetic) -> Evaluation:
        values = {symbol: self._array(point, symbol, arithmetic) for symbol in point.values}
        evaluation = Evaluation(values, point.sizes, arithmetic, point.seed, self._alignments)
        with np.errstate(all="ignore"):
            for ground in grounds:
                below = tuple(map(point.draws.get, ground.symbols))
                sizes = tuple(map(point.sizes.get, ground.ranges))
                key = (ground.number, below, sizes, point.seed, arithmetic.name)
                computed = self._computed.get(key)
                if computed is None:
                    computed = self._computed[key] = evaluation.compute(ground.definition)
                    self._weigh(computed.data.size)
                evaluation.take(ground.definition.symbol, computed)
        return evaluation

    def _exact(self, draw: Draw) -> tuple[Array, int]:
        """The values of a draw, and its number."""
        known = self._drawn.get(draw)
        if known is None:
            known = self._drawn[draw] = draw.values(), self.number(draw)
            self._weigh(known[0].size)
        return known

    def _array(self, point: Point, symbol: Symbol, arithmetic: Arithmetic) -> Array:
        key = (point.draws[symbol], arithmetic.name)
        known = self._arrays.get(key)
        if known is None:
            known = self._arrays[key] = arithmetic.array(point.values[symbol])
            self._weigh(known.size)
        return known

    def _weigh(self, elements: int) -> None:
        """Forget what was kept where it has become too much."""
        self._elements += elements
        if self._elements > MOST_ELEMENTS:
            self._elements = 0
            kept: tuple[dict[Any, Any], ...] = (
                self._points, self._evaluations, self._drawn, self._arrays, self._computed
            )  # fmt: skip
            for each in kept:
                each.clear()
