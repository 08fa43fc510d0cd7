"""Whether two sides are equal, decided at fresh random points: in float64 far from the edge, in 50 digits near it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from math import prod
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.arithmetic import FLOAT64, Arithmetic
from backproof.calculus.bench import Bench, Ground
from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import Evaluation
from backproof.calculus.facts import together
from backproof.calculus.named import Axes
from backproof.calculus.outcome import Different, Equal, Outcome, Undecided
from backproof.calculus.resolve import needed
from backproof.calculus.sample import (
    FINE,
    NEAR_ZERO,
    SPARSE,
    TENTHS,
    WHOLE,
    Domains,
    Point,
    Pool,
    Sizes,
    beyond,
    different_sizes,
    ladder,
    mirrored,
    restricted_in,
    smallest_in,
    undefined_in,
)
from backproof.calculus.switches import SEARCHED, Sides, mixed, reaches, sides, switches
from backproof.expr import Cases, Expression, IllFormed, Model, OfMatrix, Symbol
from backproof.records import dataclass
from backproof.source import BackproofError

Array = NDArray[Any]

POINTS: Final = 5
DRAWS: Final = 3  # at each rung of the ladder, before a narrower domain is tried
SURELY_EQUAL: Final = 1e-13
SURELY_DIFFERENT: Final = 1e-5
PRECISE_POINTS: Final = 2  # at least so many points are compared in 50 digits
ROUNDING: Final = 1e-9  # of the largest intermediate value: more than float64 can lose where nothing is ill-conditioned
PRECISELY_EQUAL: Final = 1e-35
FEW: Final = 4  # elements of an array, of which each may have any value in a counterexample
BETWEEN: Final = 60  # more points where the sides switch at different places: 1 in 10 beside each other, missed by 15
TRIED: Final = 40  # so many refutations are looked through for one in plain numbers
BESIDE: Final = 1e-6  # so far from a counterexample its values must be nearly the same, or it is a kink or a tie
LEFT: Final = 1e-22  # of the largest intermediate value: what is smaller in float64 is small itself, and no rest
CANCELLED: Final = 1e-44  # of the largest intermediate value: what 50 digits leave of a difference that is zero


def compare(
    left: Expression,
    right: Expression,
    model: Model | None = None,
    *,
    seed: int = 0,
    points: int = POINTS,
    sizes: Sizes | None = None,
    bench: Bench | None = None,
) -> Outcome:
    """Compare two sides under a model, for all values of their free letters.

    Derivative symbols are resolved with the model. Undefined symbols are random inside the assumptions, unknown
    functions random and smooth. Ranges without a size get different ones, at least two assignments of them;
    ``sizes`` fixes some. Deterministic in ``seed``, or in that of the ``bench``, which keeps what questions share.

    >>> from backproof.expr import Tensor
    >>> from backproof.expr.build import add, mul, number, power
    >>> x = Tensor(Symbol("x"))
    >>> compare(add(x, x), mul(number(2), x))
    Equal(points=5, precise=2)
    >>> compare(add(x, x), power(x, number(2))).left
    -1.372
    """
    model, sizes, bench = model or Model(), sizes or {}, bench or Bench(seed)
    definitions = tuple(map(bench.definition, model))
    question = (left, right, definitions, model.assumptions, points, frozenset(sizes.items()))
    found: Outcome | None = bench.answers.get(question)
    if found is None:
        try:
            found = _Question.of(left, right, model, sizes, bench).compare(points)
        except (BackproofError, IllFormed) as error:
            found = Undecided(str(error))
        bench.answers[question] = found
    return found


def counterexample(
    left: Expression,
    right: Expression,
    model: Model | None = None,
    *,
    seed: int = 0,
    sizes: Sizes | None = None,
    bench: Bench | None = None,
) -> Different | None:
    """A point in small numbers that refutes ``left = right``, or None.

    Whole numbers are tried before tenths, and few elements before many.
    """
    try:
        question = _Question.of(left, right, model or Model(), sizes or {}, bench or Bench(seed))
        return next(question.small_refutations(), None)
    except (BackproofError, IllFormed):
        return None


@final
@dataclass(frozen=True, slots=True)
class _Sides:
    """Both values over the same letters, and the evaluation that gave them."""

    left: Array
    right: Array
    evaluation: Evaluation
    undefined: Expression | None

    @property
    def gap(self) -> Array:
        return np.asarray(abs(self.left - self.right))

    @property
    def scale(self) -> Array:
        return np.asarray(np.maximum(abs(self.left), abs(self.right)))

    @property
    def vanish(self) -> bool:
        """Whether both sides are zero, or what rounding left of terms that cancel: no less than its last digits."""
        largest = self.scale.max(initial=0)
        if not 0 < largest < ROUNDING:
            return bool(largest == 0)
        ground = self.evaluation.largest
        return bool(LEFT * ground < largest <= SURELY_EQUAL * ground)


@final
@dataclass(frozen=True, slots=True)
class _Question:
    """Two resolved sides with all that has to be known before points are drawn."""

    left: Expression
    right: Expression
    model: Model
    bench: Bench
    grounds: tuple[Ground, ...]
    axes: Axes
    smallest: Sizes
    fixed: Sizes
    symbols: tuple[Symbol, ...]
    restricted: frozenset[Symbol]
    kinked: bool
    threshold: float
    far: bool
    largest: float
    rungs: tuple[Domains, ...] = field(default=())

    @staticmethod
    def of(left: Expression, right: Expression, model: Model, fixed: Sizes, bench: Bench) -> _Question:
        left, model = bench.resolved(left, model)
        right, model = bench.resolved(right, model)
        model = needed(model, left, right)
        under = bench.under(model)
        everything = together((under.facts, bench.facts(left), bench.facts(right)))
        # What stands on both sides is computed once.
        right = left if right == left else right
        axes = tuple(sorted(left.free | right.free, key=lambda index: (index.name, index.range.name)))
        smallest = smallest_in(model, everything)
        symbols = undefined_in(model, everything)
        restricted = restricted_in(model, everything, bench.facts)
        return _Question(
            left,
            right,
            model,
            bench,
            under.grounds,
            axes,
            {range_: size for range_, size in smallest.items() if range_ not in fixed},
            fixed,
            symbols,
            restricted,
            everything.kinked,
            everything.threshold,
            everything.is_far,
            everything.largest,
            tuple(ladder(symbols, restricted)),
        )

    def compare(self, points: int) -> Outcome:
        assignments = self.assignments()
        classes = max((size for sizes in assignments for size in sizes.values()), default=1) if self.one_hot else 0
        wanted = max(3 * points if self.kinked else points, classes)
        told, precise = 0, 0
        turned: list[Sizes] = []
        # Where both sides vanish (a dead unit) a point tells little: more are drawn, up to a bound.
        for turn in range(3 * wanted):
            # The extents of the first assignment are the smaller ones, and 50 digits are slow.
            sizes = assignments[turn // PRECISE_POINTS % len(assignments)]
            outcome, vanishing = self.at_point(sizes, turn)
            if isinstance(outcome, Undecided) and isinstance(outcome.part, OfMatrix) and sizes not in turned:
                # X^T X has an inverse only where X has no more columns than rows.
                turned.append(mirrored(sizes, self.smallest))
                assignments = tuple(turned[-1] if each is sizes else each for each in assignments)
                continue
            if not isinstance(outcome, Equal):
                return outcome
            told, precise = told + (not vanishing), precise + outcome.precise
            if told >= wanted or (vanishing and turn + 1 >= 2 * wanted):
                break
        if self.right is self.left or not self.far:
            return Equal(turn + 1, precise, not told)
        apart = self.between_switches(assignments) or self.behind_switches(assignments)
        return apart or Equal(turn + 1, precise, not told)

    def between_switches(self, assignments: tuple[Sizes, ...]) -> Different | None:
        """What refutes where one side has switched and the other has not: few points lie between ``a > b`` and
        ``a > b z``."""
        if set(switches((self.left,))) == set(switches((self.right,))):
            return None
        for turn in range(BETWEEN):
            seed = _mix(self.bench.seed, turn, 0, DRAWS)
            point = self.point(self.rungs[0], assignments[turn % len(assignments)], seed, turn, FINE)
            if isinstance(found := self.decided_at(point), Different):
                return found
        return None

    def behind_switches(self, assignments: tuple[Sizes, ...]) -> Different | None:
        """What refutes behind a kink or a condition that ordinary numbers never reach."""
        everything = (self.left, self.right, *(ground.definition.body for ground in self.grounds))
        seen: dict[Expression, Sides] = dict.fromkeys(switches(everything), frozenset())
        for turn in range(SEARCHED):
            unseen = [switch for switch, known in seen.items() if len(known) < 2]
            if not unseen:
                break
            # The first points lie where others were compared before.
            usual = turn < POINTS
            pools = (FINE,) if usual else reaches(self.largest, turn)
            sizes, seed = assignments[turn % len(assignments)], _mix(self.bench.seed, turn, 0, 0)
            point = mixed([self.point(self.rungs[0], sizes, seed, turn, pool) for pool in pools], seed)
            evaluation = self.bench.evaluation(point, self.grounds, FLOAT64)
            now = {switch: sides(switch, evaluation) | seen[switch] for switch in unseen}
            crossed = any(now[switch] != seen[switch] for switch in unseen)
            seen |= now
            if crossed and not usual and isinstance(found := self.decided_at(point), Different):
                return found
        return None

    def decided_at(self, point: Point) -> Outcome | None:
        """The outcome at a point, where both sides have a value."""
        found = self.sides(point, FLOAT64)
        return self.decide(point, found) if found.undefined is None else None

    @property
    def one_hot(self) -> bool:
        return any(symbol in self.model.assumptions.one_hot for symbol in self.symbols)

    def assignments(self) -> tuple[Sizes, ...]:
        declared = {range_.size for symbol in self.symbols for range_ in symbol.ranges if range_.size is not None}
        declared |= {axis.range.size for axis in self.axes if axis.range.size is not None} | set(self.fixed.values())
        drawn = different_sizes(self.smallest, frozenset(declared))
        return tuple({**sizes, **self.fixed} for sizes in drawn)

    def at_point(self, sizes: Sizes, turn: int) -> tuple[Outcome, bool]:
        """The outcome at the first point of the ladder where both sides are defined, and whether both vanish there."""
        undefined: Expression | None = None
        for point in self.tries(sizes, turn):
            sides = self.sides(point, FLOAT64)
            if sides.undefined is None:
                # A side is equal to itself wherever it has a value, in any digits.
                surely = turn < PRECISE_POINTS and self.right is not self.left
                outcome = self.decide(point, sides, surely=surely)
                return outcome, isinstance(outcome, Equal) and sides.vanish
            if isinstance(sides.undefined, Cases):
                return Undecided("no case applies at some points", sides.undefined), False
            undefined = undefined or sides.undefined
        return Undecided("a part has no finite real value at any point that was tried", undefined), False

    def tries(self, sizes: Sizes, turn: int) -> Iterator[Point]:
        """Points on the rungs of the ladder; then near zero, where deep networks do not saturate: log(1 - a) has no
        value where a is rounded to 1."""
        for first, pool in ((0, self.pool(turn)), (len(self.rungs), NEAR_ZERO)):
            for rung, domains in enumerate(self.rungs, first):
                for attempt in range(DRAWS):
                    yield self.point(domains, sizes, _mix(self.bench.seed, turn, rung, attempt), turn, pool)

    def sides(self, point: Point, arithmetic: Arithmetic) -> _Sides:
        evaluation = self.bench.evaluation(point, self.grounds, arithmetic)
        with np.errstate(all="ignore"):
            left, right = evaluation.laid(self.left, self.axes), evaluation.laid(self.right, self.axes)
        finite = arithmetic.finite(left).all() and arithmetic.finite(right).all()
        # The parts that a mask or a case leaves out may be undefined; the sides may not.
        return _Sides(left, right, evaluation, None if finite else evaluation.undefined)

    def point(self, domains: Domains, sizes: Sizes, seed: int, turn: int, pool: Pool) -> Point:
        return self.bench.point(domains, self.model.assumptions, sizes, seed=seed, turn=turn, pool=pool)

    def pool(self, turn: int) -> Pool:
        """Ordinary numbers; near zero once, where nothing saturates; and beyond the thresholds of cases, both ways."""
        if turn == 1:
            return NEAR_ZERO
        return beyond(self.threshold) if self.threshold > 1 and turn % 2 == 0 else FINE

    def decide(self, point: Point, sides: _Sides, *, surely: bool = False) -> Outcome:
        """Equal or different at a point; where it is close, or ``surely``, in 50 digits."""
        gap, scale = sides.gap, sides.scale
        if (gap <= SURELY_EQUAL * scale).all() and not surely:
            return Equal(1, 0)
        apart = gap > SURELY_DIFFERENT * scale
        if apart.any() and (apart & (gap > ROUNDING * sides.evaluation.largest)).any():
            return self.different(point, sides)
        sides = self.sides(point, PRECISE)
        if sides.undefined is not None:
            return Undecided("a part has no value in 50-digit arithmetic", sides.undefined)
        gap, least = sides.gap, PRECISELY_EQUAL * sides.scale
        if (gap <= least).all() or (gap <= np.maximum(least, CANCELLED * sides.evaluation.largest)).all():
            return Equal(1, 1)
        return self.different(point, sides)

    def different(self, point: Point, sides: _Sides) -> Different:
        place = np.unravel_index(int(np.argmax(sides.gap)), sides.gap.shape)
        element = {axis.name: axis.range.first + int(at) for axis, at in zip(self.axes, place, strict=True)}
        return Different(
            point.values, point.sizes, element, float(sides.left[place]) + 0.0, float(sides.right[place]) + 0.0
        )

    def small_refutations(self) -> Iterator[Different]:
        """Refutations in small numbers; those that differ visibly and in plain numbers first, then any.

        At a kink or at a tie authors may take any slope: such a point refutes nothing that a reader would believe.
        """
        found: list[Different] = []
        for turn, (sizes, pool, domains) in enumerate(self.small_choices()):
            point = self.point(domains, sizes, _mix(self.bench.seed, turn, 0, 0), turn, pool)
            sides = self.sides(point, FLOAT64)
            if sides.undefined is not None:
                continue
            outcome = self.decide(point, sides)
            if isinstance(outcome, Different) and not (self.kinked and self.jumps(point, sides)):
                found.append(outcome)
                if outcome.is_visible and outcome.is_plain:
                    yield outcome
            if len(found) >= TRIED:
                break
        yield from sorted(found, key=lambda each: not each.is_visible)

    def jumps(self, point: Point, sides: _Sides) -> bool:
        """Whether a side is another one just beside a point, on one side of it or on the other."""
        random = np.random.default_rng(self.bench.seed)
        known = self.model.assumptions
        labels = known.one_hot | known.simplex | known.bits
        values = {symbol: FLOAT64.array(exact) for symbol, exact in point.values.items()}
        steps = {
            symbol: BESIDE * random.standard_normal(each.shape) * (symbol not in labels)
            for symbol, each in values.items()
        }
        near = 1e-3 * (1 + sides.scale)
        for sign in (1, -1):
            beside = {symbol: np.asarray(each + sign * steps[symbol]) for symbol, each in values.items()}
            evaluation = Evaluation(beside, point.sizes, FLOAT64, point.seed)
            evaluation.define(self.model)
            for side, at in ((self.left, sides.left), (self.right, sides.right)):
                if (abs(evaluation.array(side, self.axes) - at) > near).any():
                    return True
        return False

    def small_choices(self) -> Iterator[tuple[Sizes, Pool, Domains]]:
        few = (
            {**{range_: max(least, size) for range_, size in self.smallest.items()}, **self.fixed} for least in (1, 2)
        )
        for sizes in (*few, *self.assignments()):
            for pool in (*self.sparse(sizes), WHOLE, TENTHS, FINE):
                for domains in self.rungs:
                    for _ in range(DRAWS):
                        yield sizes, pool, domains

    def sparse(self, sizes: Sizes) -> tuple[Pool, ...]:
        """The pool with zeros, where there are arrays of more elements than a person likes to multiply."""
        lengths = (
            [sizes[each] if each.size is None else each.size for each in symbol.ranges] for symbol in self.symbols
        )
        return (SPARSE,) if not self.kinked and any(prod(each) > FEW for each in lengths) else ()


def _mix(seed: int, turn: int, rung: int, attempt: int) -> int:
    return ((seed * 1009 + turn) * 31 + rung) * 31 + attempt
