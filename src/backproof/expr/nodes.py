"""The node types of an expression in index form.

An expression is an immutable tree over tensors with index slots. What can be built is valid: constructors
check ranks, ranges and free letters, so that no later stage asks again. Nodes know nothing about calculus:
every operation is a module of its own, with one named rule for each type.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import final

from backproof.expr.binding import OfMatrix, Over, Sum
from backproof.expr.indices import Index, Range, Slot
from backproof.expr.known import (
    NO_SYMBOLS,
    NOTHING_BOUND,
    NOTHING_FREE,
    Bound,
    Free,
    IllFormed,
    Known,
    Symbols,
    join,
    know,
    slots_free,
)
from backproof.records import Hashed, dataclass


@final
@dataclass(frozen=True, slots=True)
class Symbol(Hashed):
    """A named array: its name as LaTeX writes it, and the range of each of its index slots.

    >>> Symbol("w", (Range("in"), Range("hidden"))).rank
    2
    """

    name: str
    ranges: tuple[Range, ...] = ()

    @property
    def rank(self) -> int:
        return len(self.ranges)


@final
@dataclass(frozen=True, slots=True)
class Function(Hashed):
    """A scalar function applied element by element: a name in the table of rules, or an unknown function.

    ``orders`` counts the derivatives taken of an *unknown* function by each argument: ``f'`` is
    ``Function("f", 1, (1,))``. A function of the table has no orders; its derivative is an expression.
    """

    name: str
    arity: int = 1
    orders: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.orders and len(self.orders) != self.arity:
            raise IllFormed(f"{self.name} has {self.arity} arguments but {len(self.orders)} derivative orders")


@final
@dataclass(frozen=True, slots=True)
class Number(Known):
    """An exact rational number."""

    value: Fraction
    free: Free = field(default=NOTHING_FREE, init=False, repr=False, compare=False)
    symbols: Symbols = field(default=NO_SYMBOLS, init=False, repr=False, compare=False)
    bound: Bound = field(default=NOTHING_BOUND, init=False, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class Constant(Known):
    """A named real constant: ``pi`` or ``e``."""

    name: str
    free: Free = field(default=NOTHING_FREE, init=False, repr=False, compare=False)
    symbols: Symbols = field(default=NO_SYMBOLS, init=False, repr=False, compare=False)
    bound: Bound = field(default=NOTHING_BOUND, init=False, repr=False, compare=False)


@final
@dataclass(frozen=True, slots=True)
class Tensor(Known):
    """One element of a symbol: ``w_{ij}``, ``O_0``, ``b``."""

    symbol: Symbol
    slots: tuple[Slot, ...] = ()
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        name, ranges = self.symbol.name, self.symbol.ranges
        if len(self.slots) != len(ranges):
            raise IllFormed(f"{name} has {len(ranges)} index slots, {len(self.slots)} were written")
        if not ranges:
            know(self, NOTHING_FREE, frozenset((self.symbol,)))
            return
        for slot, range_ in zip(self.slots, ranges, strict=True):
            if isinstance(slot, Index):
                if slot.range is not range_ and slot.range != range_:
                    over = f"the letter {slot.name} runs over {slot.range.name}"
                    raise IllFormed(f"{name} has a slot over {range_.name}, {over}")
            elif slot < range_.first or (range_.last is not None and slot > range_.last):
                raise IllFormed(f"{name} has elements {range_.first} to {range_.last}, element {slot} was written")
        know(self, slots_free(self.slots), frozenset((self.symbol,)))


@final
@dataclass(frozen=True, slots=True)
class Add(Known):
    """A sum of two or more terms."""

    terms: tuple[Expression, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, self.terms)


@final
@dataclass(frozen=True, slots=True)
class Mul(Known):
    """A product of two or more factors. ``-x`` is ``Mul((-1, x))`` and ``x/y`` is ``Mul((x, y**-1))``."""

    factors: tuple[Expression, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, self.factors)


@final
@dataclass(frozen=True, slots=True)
class Power(Known):
    """``base ** exponent``."""

    base: Expression
    exponent: Expression
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, (self.base, self.exponent))


@final
@dataclass(frozen=True, slots=True)
class Apply(Known):
    """A scalar function of scalar arguments, element by element."""

    function: Function
    arguments: tuple[Expression, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.arguments) != self.function.arity:
            counts = f"{self.function.arity} arguments, {len(self.arguments)} were written"
            raise IllFormed(f"{self.function.name} takes {counts}")
        join(self, self.arguments)


@final
@dataclass(frozen=True, slots=True)
class Delta(Known):
    """The Kronecker delta: 1 where both slots are equal, 0 elsewhere."""

    left: Slot
    right: Slot
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        know(self, slots_free((self.left, self.right)), NO_SYMBOLS)


@final
@dataclass(frozen=True, slots=True)
class CompareIndices(Known):
    """A condition on index slots; ``relation`` is one of ``= != < <= > >=``."""

    relation: str
    left: Slot
    right: Slot
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        know(self, slots_free((self.left, self.right)), NO_SYMBOLS)


@final
@dataclass(frozen=True, slots=True)
class CompareValues(Known):
    """A condition on values; ``relation`` is one of ``= != < <= > >=``."""

    relation: str
    left: Expression
    right: Expression
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, (self.left, self.right))


@final
@dataclass(frozen=True, slots=True)
class AllOf(Known):
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, self.conditions)


Condition = CompareIndices | CompareValues | AllOf


@final
@dataclass(frozen=True, slots=True)
class Indicator(Known):
    """1 where the condition holds, 0 elsewhere."""

    condition: Condition
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        know(self, self.condition.free, self.condition.symbols, self.condition.bound)


@final
@dataclass(frozen=True, slots=True)
class Cases(Known):
    """The value of the first branch whose condition holds, else ``otherwise`` (undefined where it is None)."""

    branches: tuple[tuple[Condition, Expression], ...]
    otherwise: Expression | None = None
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts: list[Expression | Condition] = [part for branch in self.branches for part in branch]
        if self.otherwise is not None:
            parts.append(self.otherwise)
        join(self, parts)


@final
@dataclass(frozen=True, slots=True)
class Derivative(Known):
    """``d of / d by``, not yet carried out.

    It is *total*: every path from ``by`` to ``of`` through the definitions of a model counts, with ``by`` cut
    free of its own definition. Where ``local`` is true, the quantities that ``of`` (or the definition of ``of``,
    where it is a tensor) names are held constant.
    """

    of: Expression
    by: Tensor
    local: bool = False
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        join(self, (self.of, self.by))


Expression = (
    Number
    | Constant
    | Tensor
    | Add
    | Mul
    | Power
    | Apply
    | Sum
    | Over
    | OfMatrix
    | Delta
    | Indicator
    | Cases
    | Derivative
)
