"""An expression over other ranges: its letters run over them, and its symbols have them in their slots."""

from __future__ import annotations

from collections.abc import Mapping

from backproof.expr.binding import OfMatrix, Over, Sum
from backproof.expr.indices import Index, Range, Slot
from backproof.expr.nodes import (
    AllOf,
    Cases,
    CompareIndices,
    Condition,
    Delta,
    Expression,
    Indicator,
    Symbol,
    Tensor,
)
from backproof.expr.walk import map_condition, map_parts


def over_ranges(node: Expression, ranges: Mapping[Range, Range]) -> Expression:
    """The expression with other ranges in the place of its own.

    >>> k = Index("k", Range("k"))
    >>> total = Sum(k, Tensor(Symbol("y", (k.range,)), (k,)))
    >>> over_ranges(total, {k.range: Range("classes", size=3)}).body.symbol.ranges[0].size
    3
    """

    def slot(each: Slot) -> Slot:
        return Index(each.name, ranges.get(each.range, each.range)) if isinstance(each, Index) else each

    def letter(each: Index) -> Index:
        return Index(each.name, ranges.get(each.range, each.range))

    def condition(each: Condition) -> Condition:
        match each:
            case CompareIndices(relation, left, right):
                return CompareIndices(relation, slot(left), slot(right))
            case AllOf(conditions):
                return AllOf(tuple(map(condition, conditions)))
        return map_condition(each, change)

    def change(part: Expression) -> Expression:
        match part:
            case Tensor(symbol, slots):
                new = Symbol(symbol.name, tuple(ranges.get(each, each) for each in symbol.ranges))
                return Tensor(new, tuple(map(slot, slots)))
            case Sum(index, body):
                return Sum(letter(index), change(body))
            case Over(name, index, body, at):
                return Over(name, letter(index), change(body), None if at is None else slot(at))
            case OfMatrix(name, rows, columns, body, places):
                return OfMatrix(name, letter(rows), letter(columns), change(body), tuple(map(slot, places)))
            case Delta(left, right):
                return Delta(slot(left), slot(right))
            case Indicator(holds):
                return Indicator(condition(holds))
            case Cases(branches, otherwise):
                chosen = tuple((condition(holds), change(value)) for holds, value in branches)
                return Cases(chosen, None if otherwise is None else change(otherwise))
        return map_parts(part, change)

    return change(node)
