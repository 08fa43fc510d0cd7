"""The value of an expression: each free letter is an axis, a sum removes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, final

import numpy as np

from backproof.calculus.arithmetic import FLOAT64, Arithmetic
from backproof.calculus.named import Alignments, Array, Axes, Named, bound
from backproof.calculus.parts import EVALUATE, NoValue
from backproof.expr import (
    Definition,
    Expression,
    Index,
    Model,
    Range,
    Symbol,
)
from backproof.source import Diagnostic

# Numbers, sequences, arrays, also of fractions.
Values = Mapping[Symbol, Any]


def evaluate(
    expression: Expression,
    values: Values,
    sizes: Mapping[Range, int] | None = None,
    axes: Axes | None = None,
    *,
    arithmetic: Arithmetic = FLOAT64,
    functions_seed: int = 0,
) -> Array:
    """The value with one dimension per letter of ``axes`` (default: the free letters by name).

    ``values`` has an array for each symbol, one dimension per range. ``sizes`` gives the extents of ranges that have
    none of their own. Undefined results are NaN or infinite. Raises :class:`NoValue` for a symbol or a size that is
    missing, :class:`TooLarge` before an array beyond the bound is allocated.

    >>> from backproof.expr import Mul, Sum, Tensor
    >>> hidden = Range("hidden", size=2)
    >>> i, j, x = Index("i", hidden), Index("j", hidden), Symbol("x", (hidden,))
    >>> evaluate(Mul((Tensor(x, (i,)), Sum(j, Tensor(x, (j,))))), {x: [1, 2]}).tolist()
    [3.0, 6.0]
    """
    return Evaluation.at(values, sizes or {}, arithmetic, functions_seed).array(expression, axes)


def evaluate_model(
    model: Model,
    values: Values,
    sizes: Mapping[Range, int] | None = None,
    *,
    arithmetic: Arithmetic = FLOAT64,
    functions_seed: int = 0,
) -> dict[Symbol, Array]:
    """An array for each symbol of ``values`` and of the model. A defined symbol that has a value already keeps it."""
    evaluation = Evaluation.at(values, sizes or {}, arithmetic, functions_seed)
    evaluation.define(model)
    return evaluation.values


@final
@dataclass(frozen=True, eq=False)
class Computed:
    """The array of a definition. What is seldom asked about its parts is found in them, or by computing it again."""

    data: Array
    definition: Definition
    known: Evaluation
    """The values that it was computed from, with its parts where they take little room."""

    @cached_property
    def largest(self) -> Any:
        """The largest finite magnitude on the way to it."""
        return self._alone.largest

    @cached_property
    def undefined(self) -> Expression | None:
        """The first part of its body whose value is not finite."""
        return self._alone.undefined

    @property
    def _alone(self) -> Evaluation:
        alone = self.known if self.known.arithmetic.is_small else self.known.alone()
        alone.array(self.definition.body, self.definition.indices)
        return alone


class Evaluation:
    """Values under computation; ``values`` are arrays of the arithmetic, ``alignments`` what other points share."""

    def __init__(
        self,
        values: dict[Symbol, Array],
        sizes: Mapping[Range, int],
        arithmetic: Arithmetic,
        functions_seed: int,
        alignments: Alignments | None = None,
    ) -> None:
        self.alignments = Alignments() if alignments is None else alignments
        self.values = values
        self.sizes = sizes
        self.arithmetic = arithmetic
        self.seed = functions_seed
        self._taken: list[Computed] = []
        self._given: dict[Symbol, Array] = {}  # those that have the right shape
        # By identity: equal parts of a derivative are mostly the same object. The node is kept, so its id stays.
        self._parts: dict[int, tuple[Expression, Named]] = {}

    @staticmethod
    def at(values: Values, sizes: Mapping[Range, int], arithmetic: Arithmetic, functions_seed: int) -> Evaluation:
        """An evaluation where some symbols have values: numbers, sequences, arrays."""
        arrays = {symbol: arithmetic.array(value) for symbol, value in values.items()}
        return Evaluation(arrays, sizes, arithmetic, functions_seed)

    @property
    def largest(self) -> Any:
        """The largest finite magnitude that occurred."""
        parts = [named.data.reshape(-1) for _, named in self._parts.values()]
        occurred = self.arithmetic.largest(np.concatenate(parts)) if parts else 0.0
        return max((occurred, *(each.largest for each in self._taken)))

    @property
    def undefined(self) -> Expression | None:
        """The first part whose value is not finite (parts come before wholes)."""
        if (inside := next((found for each in self._taken if (found := each.undefined) is not None), None)) is not None:
            return inside
        parts = self._parts.values()
        return next((part for part, named in parts if not self.arithmetic.finite(named.data).all()), None)

    def alone(self) -> Evaluation:
        """The same values, with nothing computed from them yet."""
        alone = Evaluation(self.values, self.sizes, self.arithmetic, self.seed, self.alignments)
        alone._given = self._given
        return alone

    def defined(self) -> Evaluation:
        """The same values and definitions, with nothing else computed yet."""
        defined = self.alone()
        defined._taken = self._taken
        return defined

    def define(self, model: Model) -> None:
        """Compute the definitions in order."""
        with np.errstate(all="ignore"):
            for definition in model:
                if definition.symbol not in self.values:
                    self.take(definition.symbol, self.compute(definition))

    def compute(self, definition: Definition) -> Computed:
        """What a definition gives with the values that are known; warns where a part is undefined."""
        alone = self.alone()
        data = alone.laid(definition.body, definition.indices)
        return Computed(data, definition, alone if self.arithmetic.is_small else self.alone())

    def take(self, symbol: Symbol, computed: Computed) -> None:
        """The value of a symbol as it was computed."""
        self.values[symbol] = computed.data
        self._taken.append(computed)

    def array(self, expression: Expression, axes: Axes | None = None) -> Array:
        """The value with the dimensions that were asked for."""
        with np.errstate(all="ignore"):
            return self.laid(expression, axes)

    def laid(self, expression: Expression, axes: Axes | None = None) -> Array:
        """The same; warns where a part is undefined."""
        wanted = tuple(sorted(expression.free, key=lambda index: index.name)) if axes is None else axes
        named = self.value(expression)
        if named.axes == wanted:
            data = named.data.view()
            data.flags.writeable = False
            return data
        bound(wanted, self.size)
        return np.broadcast_to(named.along(wanted), [self.size(axis) for axis in wanted])

    def value(self, expression: Expression) -> Named:
        """The value, computed once for each part."""
        found = self._parts.get(id(expression))
        if found is not None:
            return found[1]
        named = EVALUATE[type(expression)](self, expression)
        self._parts[id(expression)] = (expression, named)
        return named

    def given(self, symbol: Symbol) -> Array:
        """The array of a symbol; raises NoValue where it has none, or one of another shape."""
        known = self._given.get(symbol)
        if known is not None:
            return known
        if symbol not in self.values:
            raise NoValue(Diagnostic(f"{symbol.name} has no value", advice=f"give one, with {symbol.rank} dimensions"))
        data, expected = self.values[symbol], tuple(self.extent(range_) for range_ in symbol.ranges)
        if data.shape != expected:
            problem = f"the value of {symbol.name} has another shape"
            raise NoValue(Diagnostic(problem, written=f"{data.shape}", expected=f"{expected}"))
        self._given[symbol] = data
        return data

    def size(self, index: Index) -> int:
        return self.extent(index.range)

    def extent(self, range_: Range) -> int:
        """The number of elements of a range."""
        size = self.sizes.get(range_) if range_.size is None else range_.size
        if size is None:
            raise NoValue(Diagnostic(f"the range {range_.name!r} has no size", advice=f"give sizes[{range_!r}]"))
        return size
