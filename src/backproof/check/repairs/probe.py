"""One random point of a claim, at which candidates are compared with the truth before any is proved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.arithmetic import FLOAT64
from backproof.calculus.evaluate import Evaluation
from backproof.calculus.facts import facts, together
from backproof.calculus.named import Axes
from backproof.calculus.resolve import letters_for, resolve
from backproof.calculus.sample import FINE, Draw, different_sizes, smallest_in
from backproof.check.elaboration.elaborate import HERE, Elaborator
from backproof.check.judging.judge import Judge
from backproof.check.repairs.proof import PROBLEMS
from backproof.check.verdicts.reading import Reading
from backproof.check.verdicts.readings import AS_WRITTEN, TABLE, Way
from backproof.check.verdicts.sides import Claim
from backproof.expr import Definition, Derivative, Expression, Model, Range, Symbol, Tensor
from backproof.expr.walk import map_parts
from backproof.read.terms.terms import Term

Array = NDArray[Any]
DOMAINS: Final = ("real", "positive", "unit")
SIMPLEX: Final = TABLE[1]
CLOSE: Final = 1e-9
SEED: Final = 977
"""Another point than those of the proofs."""


@final
@dataclass(frozen=True, slots=True)
class Sample:
    """A written side at the point, over the letters of both sides, beside what it should be there."""

    written: Array
    true: Array
    axes: Axes

    @property
    def agrees(self) -> bool:
        """Whether they agree there."""
        return agree(self.written, self.true)


def agree(one: Array, other: Array) -> bool:
    """Whether two arrays are the same to rounding, and are numbers."""
    scale = max(np.abs(one).max(initial=0), np.abs(other).max(initial=0))
    with np.errstate(over="ignore"):
        return bool(np.isfinite(scale) and np.abs(one - other).max(initial=0) <= CLOSE * scale)


@final
@dataclass
class Probe:
    """The values of expressions at one point, each symbol drawn when it is needed."""

    judge: Judge
    claim: Claim
    reading: Reading
    model: Model
    domain: str
    sizes: dict[Range, int]
    way: Way = AS_WRITTEN
    evaluation: Evaluation = field(init=False)
    given: Model = field(init=False)
    """What the document defines, without the derivatives that are computed for it."""
    _pieces: dict[Term, Expression | None] = field(default_factory=dict)
    _slopes: dict[tuple[Symbol, Symbol, bool], Symbol] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.evaluation = Evaluation({}, self.sizes, FLOAT64, SEED)
        self.given = self.model

    @staticmethod
    def of(judge: Judge, claim: Claim, way: Way = AS_WRITTEN) -> Probe | None:
        """A point at which the other side of a claim has a value; None where it has none that is known."""
        with suppress(*PROBLEMS):
            reading = judge.builder.attempt(claim).meaning(way)
            for each in (reading, replace(reading, linked=True)):
                with suppress(*PROBLEMS):
                    if (found := Probe._under(judge, claim, each, way)) is not None:
                        return found
        return None

    @staticmethod
    def _under(judge: Judge, claim: Claim, reading: Reading, way: Way) -> Probe | None:
        left = Elaborator(judge.book.names, judge.book.ranges, reading, claim.left).expression(claim.left)
        model, _ = judge.book.model((left,), claim.section, reading)
        model = replace(model, assumptions=judge.builder.assumptions(SIMPLEX))
        every = together((facts(left), *(facts(each.body) for each in model)))
        sizes = different_sizes(smallest_in(model, every), frozenset())[1]
        for domain in DOMAINS:
            probe = Probe(judge, claim, reading, model, domain, dict(sizes), way)
            value = probe.value(left, tuple(sorted(left.free, key=lambda each: each.name)))
            if value is not None and value.any():
                return probe
        return None

    def sample(self, claim: Claim) -> Sample | None:
        """Both sides of a claim at the point; None where they do not fit or have no value."""
        with suppress(*PROBLEMS):
            written = self.judge.builder.attempt(claim).written(self.way)
            axes = tuple(sorted(written.left.free | written.right.free, key=lambda each: (each.name, each.range.name)))
            left, right = self.value(written.left, axes), self.value(written.right, axes)
            if left is not None and right is not None:
                return Sample(right, left, axes)
        return None

    def piece(self, term: Term, axes: Axes) -> Array | None:
        """A part of a formula at the point, over the letters of a claim."""
        found = self.expression(term)
        return self.value(found, axes) if found is not None and found.free <= frozenset(axes) else None

    def expression(self, term: Term) -> Expression | None:
        """A part of a formula as it is read in the document; None where it is not."""
        if term not in self._pieces:
            self._pieces[term] = None
            with suppress(*PROBLEMS):
                elaborator = Elaborator(self.judge.book.names, self.judge.book.ranges, self.reading, term)
                self._pieces[term] = elaborator.closed(term, HERE)
        return self._pieces[term]

    def value(self, expression: Expression, axes: Axes) -> Array | None:
        """An expression at the point; None where it has no value."""
        with suppress(*PROBLEMS):
            self._know(expression)
            plain = self._carried_out(expression)
            for symbol in sorted(plain.symbols, key=lambda each: each.name):
                self._ensure(symbol)
            self._sizes(plain, axes)
            found = self.evaluation.array(plain, axes)
            return np.asarray(found, dtype=float) if np.isfinite(found).all() else None
        return None

    def _carried_out(self, expression: Expression) -> Expression:
        """The expression with an array of values for each derivative of a name by a name, which is computed once."""
        match expression:
            case Derivative(Tensor(of, above), Tensor(by, below), local):
                return Tensor(self._slope(of, by, local=local), (*above, *below))
            case Derivative():
                plain, self.model = resolve(expression, self.model, self.judge.bench.jacobians)
                return plain
            case _:
                return map_parts(expression, self._carried_out)

    def _slope(self, of: Symbol, by: Symbol, *, local: bool) -> Symbol:
        """The array of a derivative, which the model gets a definition of."""
        if (of, by, local) not in self._slopes:
            above = letters_for(of)
            below = letters_for(by, (letter.name for letter in above))
            general = Derivative(Tensor(of, above), Tensor(by, below), local)
            plain, model = resolve(general, self.model, self.judge.bench.jacobians)
            made = Symbol(f"d {of.name} / d {by.name}{' held' if local else ''}", of.ranges + by.ranges)
            self.model = replace(model, definitions=(*model.definitions, Definition(made, (*above, *below), plain)))
            self._slopes[of, by, local] = made
        return self._slopes[of, by, local]

    def _know(self, expression: Expression) -> None:
        """Add the definitions of names that the model lacks."""
        known = {each.symbol for each in self.model}
        fresh = [
            symbol for symbol in expression.symbols if symbol not in known and symbol not in self.evaluation.values
        ]
        if fresh:
            more, _ = self.judge.book.model((expression,), self.claim.section, self.reading)
            added = tuple(each for each in more if each.symbol not in known)
            self.model = replace(self.model, definitions=(*self.model.definitions, *added))

    def _ensure(self, symbol: Symbol) -> None:
        if symbol in self.evaluation.values:
            return
        definition = next((each for each in self.model if each.symbol == symbol), None)
        if definition is None:
            self._range(*symbol.ranges)
            draw = Draw.of(symbol, self.domain, self.model.assumptions, self.sizes, seed=SEED, turn=0, pool=FINE)
            self.evaluation.values[symbol] = FLOAT64.array(draw.values())
            return
        definition = replace(definition, body=self._carried_out(definition.body))
        for below in sorted(definition.body.symbols, key=lambda each: each.name):
            self._ensure(below)
        self._sizes(definition.body, definition.indices)
        # What lies outside of a function's domain at a point says nothing there, and nothing is said of it.
        with np.errstate(all="ignore"):
            self.evaluation.take(symbol, self.evaluation.compute(definition))

    def _sizes(self, expression: Expression, axes: Axes) -> None:
        self._range(*(each.range for each in axes), *facts(expression).extents)

    def _range(self, *ranges: Range) -> None:
        for each in ranges:
            if each.size is None and each not in self.sizes:
                self.sizes[each] = 2 + len(self.sizes)
