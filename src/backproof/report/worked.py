"""What a worked example shows of one quantity: its formula, the numbers put in, the result; arrays and tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.derive.chain import with_paths, with_slopes
from backproof.derive.elements import Place, at_place, counted, elements, numbers, settled, written_out
from backproof.derive.trace import Array, Arrays, Trace
from backproof.expr import Condition, Definition, Expression, Index, Indicator, Symbol, Tensor
from backproof.expr.walk import tensors
from backproof.report.page import Block, Display, Inline, Paragraph, Step, Table
from backproof.show import show
from backproof.show.decimals import Printed, decimal, given
from backproof.show.letters import close, tensor
from backproof.show.show import TIGHT, Shown
from backproof.show.trees import NOWHERE, fenced, listed
from backproof.syntax.tree import Grid, Node

MOST_ELEMENTS: Final = 12
"""Arrays of more elements are tables."""
MOST_FILLED: Final = 20
"""A formula that names more elements has no numbers put in."""
MOST_WRITTEN: Final = 60
"""A formula that names more elements is not written out."""
MOST_CELLS: Final = 8
"""The rows and the columns that a table or a matrix shows."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Pen:
    """Writes quantities with the ``values`` that names have at one point of a page; those of ``exact`` are as given.

    What is rounded, or computed from rounded numbers, stands behind an approximation sign.
    """

    trace: Trace
    decimals: int
    values: Arrays
    exact: frozenset[Symbol]

    # Trees

    def tree(self, expression: Expression) -> Node:
        """An expression with its names."""
        return show(expression, written=lambda each: (self.name(each), TIGHT), bounds=self.bounds)

    def name(self, each: Tensor) -> Node:
        """An element, or a tensor with its letters."""
        largest = (range_.first + self.trace.extent(range_) - 1 for range_ in each.symbol.ranges)
        tree = tensor(each, {})
        return close(tree) if all(number < 10 for number in largest) else tree

    def bounds(self, index: Index) -> tuple[int, int] | None:
        """The numbers that a letter takes, where they are few."""
        own = numbers(index.range, self.trace.extent)
        return (own[0], own[-1]) if len(own) <= MOST_ELEMENTS else None

    def filled(self, expression: Expression) -> Node:
        """An expression with a number in the place of each element."""
        return show(expression, written=self._number)

    def _number(self, each: Tensor) -> Shown:
        printed = self.printed(each)
        return printed.tree, printed.level

    def printed(self, each: Tensor) -> Printed:
        """The value of an element."""
        ranges = zip(each.slots, each.symbol.ranges, strict=True)
        at = tuple(slot - range_.first for slot, range_ in ranges if isinstance(slot, int))
        value = self.values[each.symbol][at]
        return given(float(value)) if each.symbol in self.exact else decimal(value, self.decimals)

    def count(self, symbol: Symbol) -> int:
        """The number of elements."""
        return int(self.values[symbol].size)

    # Formulas with their numbers

    def quantity(self, definition: Definition) -> Iterator[Block]:
        """Each element of what is defined; where these are many, or long, the definition and a table."""
        if self.count(definition.symbol) <= MOST_ELEMENTS and self.names(definition) <= MOST_WRITTEN:
            for place in elements(definition.symbol.ranges, self.trace.extent):
                yield self.element(definition, place)
            return
        yield self.general(definition)
        if definition.indices:
            yield from self.table(definition.symbol)
        else:
            yield Paragraph((self.name(definition.head), f" is {self.printed(definition.head)}."))

    def general(self, definition: Definition) -> Display:
        """A definition with its letters."""
        body = counted(definition.body, self.trace.extent)
        return Display((Step(self.tree(definition.head), "=", self.tree(body)),))

    def element(self, definition: Definition, place: Place) -> Display:
        r"""``z_1 = w_1 x_1 + b = 0.2 \cdot 0.5 + 0.1 = 0.2``"""
        head, body = Tensor(definition.symbol, place), written_out(at_place(definition, place), self.trace.extent)
        return self.chain(head, "=", body, self.printed(head))

    def names(self, definition: Definition) -> float:
        """How many elements the formula of an element names; without bound where a letter stays in it."""
        first = next(elements(definition.symbol.ranges, self.trace.extent))
        named = list(tensors(written_out(at_place(definition, first), self.trace.extent)))
        return math.inf if any(isinstance(slot, Index) for each in named for slot in each.slots) else len(named)

    def chain(self, head: Tensor, relation: str, formula: Expression, result: Printed) -> Display:
        """A formula, its numbers, what the chain rule multiplies and adds up, and the result; nothing is said twice."""
        steps = [Step(self.tree(head), relation, self.tree(formula))]
        formula = settled(formula, self.holds)
        exact = all(self.printed(each).exact for each in tensors(formula))
        for filled in self.rows(formula, self.trace.gradients.keys() if head.symbol in self.trace.gradients else set()):
            if filled not in (result.tree, *(step.right for step in steps)):
                steps.append(Step(None, "=" if exact else "approx", filled))
        if result.tree != steps[-1].right:
            steps.append(Step(None, "=" if exact and result.exact else "approx", result.tree))
        return Display(tuple(steps))

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds with the numbers of this point."""
        return bool(self.trace.value(Indicator(condition), self.values))

    def rows(self, formula: Expression, adjoints: Set[Symbol]) -> Iterator[Node]:
        """The formula with its numbers; then each local derivative, and each path, as one number."""
        if len(list(tensors(formula))) <= MOST_FILLED:
            yield self.filled(formula)
        if adjoints & formula.symbols:
            found: dict[Symbol, Array] = {}

            def put(part: Expression) -> Tensor:
                symbol = Symbol(f"part {len(found)}")
                found[symbol] = self.trace.value(part, self.values)
                return Tensor(symbol)

            for stage in (with_slopes(formula, adjoints, put), with_paths(formula, put)):
                yield replace(self, values={**self.values, **found}).filled(stage)

    # Arrays

    def array(self, symbol: Symbol) -> Iterator[Block]:
        """The values of an input: a number, a list, a matrix, or a table."""
        axes = self.axes(symbol)
        if len(axes) > 2 or any(len(axis) > MOST_CELLS for axis in axes):
            yield from self.table(symbol)
            return
        if any(axis[0] != 1 for axis in axes):
            yield from self.one_by_one(symbol)
            return
        cells = [self.printed(Tensor(symbol, place)).tree for place in elements(symbol.ranges, self.trace.extent)]
        match axes:
            case []:
                tree = cells[0]
            case [_]:
                tree = fenced(listed(tuple(cells)))
            case _:
                width = len(axes[-1])
                rows = tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width))
                tree = Grid("matrix", rows, "[", "]", NOWHERE)
        yield Display((Step(self.whole(symbol), "=", tree),))

    def one_by_one(self, symbol: Symbol) -> Iterator[Block]:
        """Each element with its number, because a list would count from 1."""
        for place in elements(symbol.ranges, self.trace.extent):
            element = Tensor(symbol, place)
            yield Display((Step(self.name(element), "=", self.printed(element).tree),))

    def whole(self, symbol: Symbol) -> Node:
        """The name of an array without its indices."""
        return tensor(Tensor(Symbol(symbol.name)), {})

    def axes(self, symbol: Symbol) -> list[range]:
        """The numbers along each index."""
        return [numbers(range_, self.trace.extent) for range_ in symbol.ranges]

    def table(self, symbol: Symbol) -> Iterator[Block]:
        """The elements by the last two indices, at the first number of each other index."""
        axes = self.axes(symbol)
        fixed, across = tuple(axis[0] for axis in axes[:-2]), axes[-1]
        down: list[Place] = [(at,) for at in axes[-2]] if len(axes) > 1 else [()]
        rows = [(_words(*place), *self.cells(symbol, (*fixed, *place), across)) for place in down[:MOST_CELLS]]
        if len(down) > MOST_CELLS:
            rows.append((("…",),) * len(rows[0]))
        yield Paragraph((self.whole(symbol), f" has {_elements(axes)}:"))
        yield Table((_words(), *_cut(across, _words)), tuple(rows))

    def cells(self, symbol: Symbol, before: Place, across: range) -> list[Inline]:
        """The elements of one row."""
        return _cut(across, lambda at: (str(self.printed(Tensor(symbol, (*before, at)))),))


def _words(*number: int) -> Inline:
    """A number as text, or nothing."""
    return ("".join(map(str, number)),)


def _cut(across: range, cell: Callable[[int], Inline]) -> list[Inline]:
    """The cells of a row; an ellipsis stands for those that are left out."""
    cells = [cell(at) for at in across[:MOST_CELLS]]
    return [*cells, ("…",)] if len(across) > MOST_CELLS else cells


def _elements(axes: list[range]) -> str:
    """How many elements an array has, and which of them a table shows."""
    sizes = [len(axis) for axis in axes]
    shown = math.prod(min(size, MOST_CELLS) for size in sizes[-2:])
    told = f"{' by '.join(map(str, sizes))} elements"
    at = f" at {', '.join(str(axis[0]) for axis in axes[:-2])}" if axes[:-2] else ""
    return f"{told}, {shown} of them shown{at}" if shown < math.prod(sizes) else told
