"""Where a claim is made: one at the points that its conditions allow, and zero elsewhere."""

from __future__ import annotations

from typing import Final

from backproof.check.elaboration.elaborate import HERE, Elaborator
from backproof.check.names.classes import ONE_HOT
from backproof.expr import CompareIndices, Expression, Indicator
from backproof.expr.build import ONE, subtract
from backproof.read.terms.terms import Compare, Ref, Unreadable

ORDERS: Final = frozenset({"<", "<=", ">", ">="})
"""Relations of values that some random points satisfy."""


def where(elaborator: Elaborator, compare: Compare) -> Expression:
    """What is one where a claim is made, and zero elsewhere."""
    if isinstance(compare.left, Ref) and compare.left.base.startswith(ONE_HOT):
        hit = elaborator.expression(compare.left)
        return hit if compare.relation == "=" else subtract(ONE, hit)
    condition = elaborator.conditions.condition(compare, HERE)
    if not isinstance(condition, CompareIndices) and compare.relation not in ORDERS:
        raise Unreadable("a condition that two values are equal has no chance at random points", compare.span)
    return Indicator(condition)
