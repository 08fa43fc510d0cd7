"""The node types of an expression in index form.

An expression is an immutable tree over tensors with index slots. What can be built is valid: constructors
check ranks, ranges and free letters, so that no later stage asks again. Nodes know nothing about calculus:
every operation is a module of its own, with one named rule for each type.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias, final

from backproof.expr.hashing import Hashed, hashed_once
from backproof.expr.indices import Index, Range, Slot

Free = frozenset[Index]
NOTHING_FREE: Free = frozenset()
Symbols: TypeAlias = "frozenset[Symbol]"
NO_SYMBOLS: Symbols = frozenset()
Bound = frozenset[str]
NOTHING_BOUND: Bound = frozenset()


class IllFormed(ValueError):
    """The parts do not fit: ranks, ranges or letters contradict each other."""


def _check_letters(free: Free) -> Free:
    """Equal letters in one expression are equal values, so one letter has one range."""
    if len(free) < 2:
        return free
    seen: dict[str, Range] = {}
    for index in free:
        other = seen.setdefault(index.name, index.range)
        if other is not index.range and other != index.range:
            raise IllFormed(f"the letter {index.name} runs over {other.name} and over {index.range.name}")
    return free


def _slots_free(slots: tuple[Slot, ...]) -> Free:
    return _check_letters(frozenset([slot for slot in slots if isinstance(slot, Index)]))


_note = object.__setattr__


def _know(node: Expression | Condition, free: Free, symbols: Symbols, bound: Bound = NOTHING_BOUND) -> None:
    """Note the free letters of a node, the symbols that occur in it, and the names of the letters that it binds."""
    _note(node, "free", free)
    _note(node, "symbols", symbols)
    _note(node, "bound", bound)


def _join(node: Expression | Condition, parts: Iterable[Expression | Condition]) -> None:
    """Note for a node what its parts have. The letters that are free in one part fit each other already."""
    free, symbols, bound, fit = NOTHING_FREE, NO_SYMBOLS, NOTHING_BOUND, True
    for part in parts:
        if part.free is not free and not part.free <= free:
            fit = not free
            free = free | part.free if free else part.free
        if part.symbols is not symbols and not part.symbols <= symbols:
            symbols = symbols | part.symbols if symbols else part.symbols
        if part.bound:
            bound = bound | part.bound if bound else part.bound
    _know(node, free if fit else _check_letters(free), symbols, bound)


@final
@hashed_once
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
@hashed_once
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


class Known(Hashed):
    """What a node remembers once it was walked through."""

    __slots__ = ("everything",)
    everything: tuple[Expression, ...]


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Number(Known):
    """An exact rational number."""

    value: Fraction
    free: Free = field(default=NOTHING_FREE, init=False, repr=False, compare=False)
    symbols: Symbols = field(default=NO_SYMBOLS, init=False, repr=False, compare=False)
    bound: Bound = field(default=NOTHING_BOUND, init=False, repr=False, compare=False)


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Constant(Known):
    """A named real constant: ``pi`` or ``e``."""

    name: str
    free: Free = field(default=NOTHING_FREE, init=False, repr=False, compare=False)
    symbols: Symbols = field(default=NO_SYMBOLS, init=False, repr=False, compare=False)
    bound: Bound = field(default=NOTHING_BOUND, init=False, repr=False, compare=False)


@final
@hashed_once
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
        for slot, range_ in zip(self.slots, ranges, strict=True):
            if isinstance(slot, Index):
                if slot.range is not range_ and slot.range != range_:
                    over = f"the letter {slot.name} runs over {slot.range.name}"
                    raise IllFormed(f"{name} has a slot over {range_.name}, {over}")
            elif slot < range_.first or (range_.last is not None and slot > range_.last):
                raise IllFormed(f"{name} has elements {range_.first} to {range_.last}, element {slot} was written")
        _know(self, _slots_free(self.slots), frozenset((self.symbol,)))


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Add(Known):
    """A sum of two or more terms."""

    terms: tuple[Expression, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _join(self, self.terms)


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Mul(Known):
    """A product of two or more factors. ``-x`` is ``Mul((-1, x))`` and ``x/y`` is ``Mul((x, y**-1))``."""

    factors: tuple[Expression, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _join(self, self.factors)


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Power(Known):
    """``base ** exponent``."""

    base: Expression
    exponent: Expression
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _join(self, (self.base, self.exponent))


@final
@hashed_once
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
        _join(self, self.arguments)


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Sum(Known):
    """The sum of ``body`` over the whole range of ``index``, which it binds.

    A sum over a part of the range multiplies its body by an :class:`Indicator`.
    """

    index: Index
    body: Expression
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # `index` need not occur: a sum of a constant counts the elements.
        _check_letters(self.body.free | {self.index})
        _know(self, self.body.free - {self.index}, self.body.symbols, self.body.bound | {self.index.name})


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Over(Known):
    """A function of a whole axis: ``function`` names a rule of the table, ``index`` binds the axis in ``body``.

    ``at`` is the element of the result where the result has the same axis (softmax, log-softmax), and None where
    the axis is reduced (log-sum-exp, product, max, norm).

    >>> k, m = Index("k", Range("classes")), Index("m", Range("classes"))
    >>> z = Symbol("z", (Range("classes"),))
    >>> [index.name for index in Over("softmax", m, Tensor(z, (m,)), k).free]
    ['k']
    """

    function: str
    index: Index
    body: Expression
    at: Slot | None = None
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_letters(self.body.free | {self.index})
        free = self.body.free - {self.index}
        if isinstance(self.at, Index):
            if self.at.range != self.index.range:
                over = f"its element {self.at.name} over {self.at.range.name}"
                raise IllFormed(f"{self.function} runs over {self.index.range.name}, {over}")
            free = free | {self.at}
        _know(self, _check_letters(free), self.body.symbols, self.body.bound | {self.index.name})


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Delta(Known):
    """The Kronecker delta: 1 where both slots are equal, 0 elsewhere."""

    left: Slot
    right: Slot
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _know(self, _slots_free((self.left, self.right)), NO_SYMBOLS)


@final
@hashed_once
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
        _know(self, _slots_free((self.left, self.right)), NO_SYMBOLS)


@final
@hashed_once
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
        _join(self, (self.left, self.right))


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class AllOf(Known):
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _join(self, self.conditions)


Condition = CompareIndices | CompareValues | AllOf


@final
@hashed_once
@dataclass(frozen=True, slots=True)
class Indicator(Known):
    """1 where the condition holds, 0 elsewhere."""

    condition: Condition
    free: Free = field(init=False, repr=False, compare=False)
    symbols: Symbols = field(init=False, repr=False, compare=False)
    bound: Bound = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _know(self, self.condition.free, self.condition.symbols, self.condition.bound)


@final
@hashed_once
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
        _join(self, parts)


@final
@hashed_once
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
        _join(self, (self.of, self.by))


Expression = (
    Number | Constant | Tensor | Add | Mul | Power | Apply | Sum | Over | Delta | Indicator | Cases | Derivative
)
