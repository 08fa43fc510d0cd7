"""A worked numeric example: forward values, gradients, one step of gradient descent, and the forward values after it.

Everything comes from the definitions and one reverse sweep. Small examples are computed in 50 digits with the given
decimals exact, so that what is printed of them is correctly rounded; large ones in float64.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, final

import numpy as np
from numpy.typing import NDArray

from backproof.calculus.arithmetic import FLOAT64, Arithmetic
from backproof.calculus.digits import PRECISE
from backproof.calculus.evaluate import Evaluation, evaluate
from backproof.calculus.gradient import adjoint, gradient
from backproof.calculus.recognise import recognised
from backproof.calculus.resolve import needed, resolve_model
from backproof.expr import Apply, Definition, Expression, Index, Model, Over, Range, Sum, Symbol, Tensor
from backproof.expr.walk import walk
from backproof.rules import rule_of
from backproof.show import to_unicode
from backproof.source import BackproofError, Diagnostic

Array = NDArray[Any]
Arrays = Mapping[Symbol, Array]
Sizes = Mapping[Range, int]
MOST_PRECISE: Final = 20_000
"""Products in 50 digits that are computed in a fraction of a second."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """One step along the gradient: the ``rate``, the parameters that keep their values, and whether it goes ``up``."""

    rate: Fraction
    frozen: frozenset[Symbol] = frozenset()
    up: bool = False


@final
@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A worked example. ``given`` are the values of inputs; ``forward`` those of the model's definitions.

    ``adjoints`` define the derivatives of ``of`` by what leads to it and by the parameters, ``gradients`` are their
    values by the symbol of the derivative. ``updated`` are the parameters that a step has moved, ``after`` the forward
    values with them; without a step both are empty. ``precise`` says whether arrays hold 50-digit numbers.
    """

    model: Model
    of: Symbol
    parameters: tuple[Symbol, ...]
    sizes: Sizes
    given: Arrays
    forward: Arrays
    adjoints: Model
    gradients: Arrays
    step: Descent | None
    updated: Arrays
    after: Arrays
    precise: bool

    def extent(self, range_: Range) -> int:
        """The number of elements of a range."""
        return self.sizes[range_] if range_.size is None else range_.size

    def derivative(self, symbol: Symbol) -> Symbol:
        """The symbol of the derivative by a quantity."""
        return adjoint(Tensor(self.of), symbol)

    def value(self, part: Expression, values: Arrays, axes: tuple[Index, ...] = ()) -> Array:
        """The value of an expression, with one dimension for each of its letters."""
        arithmetic = PRECISE if self.precise else FLOAT64
        known = {symbol: values[symbol] for symbol in part.symbols}
        return evaluate(part, known, self.sizes, axes, arithmetic=arithmetic)

    @property
    def values(self) -> Arrays:
        """What every name is worth before the step."""
        return {**self.given, **self.forward, **self.gradients}

    @property
    def values_after(self) -> Arrays:
        """What every name is worth after the step."""
        return {**self.given, **self.updated, **self.after}


def trace(
    model: Model,
    of: Symbol,
    given: Mapping[Symbol, Array],
    sizes: Sizes,
    *,
    parameters: Iterable[Symbol],
    step: Descent | None = None,
) -> Trace:
    """The worked example of a model for arrays of float64, with the gradients by the ``parameters``.

    ``of`` is a scalar that the model defines. Raises :class:`BackproofError` where a quantity has no real value.
    """
    wanted, model = tuple(parameters), recognised(resolve_model(model))
    adjoints = gradient(model, Tensor(of), wanted)
    effort = _effort((*model, *adjoints), sizes)
    arithmetic = PRECISE if effort <= MOST_PRECISE else FLOAT64
    arrays = {symbol: _exact(value) if arithmetic is PRECISE else value for symbol, value in given.items()}
    forward = _computed(model, arrays, sizes, arithmetic)
    gradients = _computed(adjoints, {**arrays, **forward}, sizes, arithmetic)
    updated: Arrays = {}
    after: Arrays = {}
    if step is not None:
        rate = arithmetic.number(-step.rate if step.up else step.rate)
        moved = [symbol for symbol in wanted if symbol not in step.frozen]
        slopes = {symbol: gradients[adjoint(Tensor(of), symbol)] for symbol in moved}
        updated = {each: np.asarray(arithmetic.array(arrays[each]) - rate * slopes[each]) for each in moved}
        after = _computed(model, {**arrays, **updated}, sizes, arithmetic, "give a smaller rate")
    shown = {symbol: arithmetic.array(value) for symbol, value in arrays.items()}
    precise = arithmetic is PRECISE
    return Trace(model, of, wanted, sizes, shown, forward, adjoints, gradients, step, updated, after, precise)


def computable(model: Model, of: Symbol, given: Iterable[Symbol]) -> Model:
    """The definitions that ``of`` needs, and the others that the given values determine; none has unknown functions."""
    known = {*given, *(each.symbol for each in needed(model, Tensor(of, _letters(model, of))))}
    for each in model:
        if each.body.symbols <= known and not any(map(_is_unknown, walk(each.body))):
            known.add(each.symbol)
    return replace(model, definitions=tuple(each for each in model if each.symbol in known))


def _letters(model: Model, of: Symbol) -> tuple[Index, ...]:
    definition = model.get(of)
    return () if definition is None else definition.indices


def _is_unknown(part: Expression) -> bool:
    return isinstance(part, Apply) and rule_of(part.function) is None


def _exact(value: Array) -> Array:
    """The decimals that the author wrote, as fractions: 0.15 and not the float next to it."""
    found = np.empty(value.shape, dtype=object)
    for place, each in np.ndenumerate(value):
        found[place] = Fraction(repr(float(each)))
    return found


def _effort(definitions: Iterable[Definition], sizes: Sizes) -> float:
    """About how many products the definitions take: for each, the elements over all of its letters."""
    return sum(math.prod(_extent(index, sizes) for index in _all_letters(each)) for each in definitions)


def _extent(index: Index, sizes: Sizes) -> int:
    return index.range.size or sizes[index.range]


def _all_letters(definition: Definition) -> set[Index]:
    bound = {part.index for part in walk(definition.body) if isinstance(part, Sum | Over)}
    return {*definition.indices, *bound}


def _computed(
    model: Model, values: Arrays, sizes: Sizes, arithmetic: Arithmetic, advice: str = "give other values"
) -> dict[Symbol, Array]:
    """The values of the definitions, each of them real."""
    evaluation = Evaluation.at(values, sizes, arithmetic, 0)
    for definition in model:
        computed = evaluation.compute(definition)
        if not arithmetic.finite(computed.data).all():
            raise BackproofError(
                _undefined(definition, computed.undefined or definition.body, evaluation.values, advice)
            )
        evaluation.take(definition.symbol, computed)
    return {each.symbol: np.array(evaluation.values[each.symbol]) for each in model}


def _undefined(definition: Definition, part: Expression, values: Arrays, advice: str) -> Diagnostic:
    at = ", ".join(f"{each.name} = {_short(values[each])}" for each in sorted(part.symbols, key=lambda each: each.name))
    return Diagnostic(
        f"{to_unicode(definition.head)} has no value here",
        written=f"{to_unicode(part)} at {at}" if at else to_unicode(part),
        expected="values for which everything that is computed is a real number, and none is too large",
        advice=advice,
    )


def _short(value: Array) -> str:
    """An array in six digits; a long one with an ellipsis."""
    return np.array2string(value.astype(np.float64), precision=6, separator=", ", threshold=12).replace("\n", "")
