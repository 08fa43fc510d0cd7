"""Conditions that are decided already: between numbers of elements, between equal letters, between numbers."""

from __future__ import annotations

from backproof.calculus.parts import RELATIONS
from backproof.expr import AllOf, CompareIndices, CompareValues, Condition, Index, Number, Slot


def decided(condition: Condition) -> Condition | bool:
    """True or false where that is certain, else what remains of the condition.

    >>> decided(CompareIndices("<", 1, 2))
    True
    """
    match condition:
        case CompareIndices(relation, left, right):
            return _between_slots(relation, left, right, condition)
        case CompareValues(relation, Number(left), Number(right)):
            return bool(RELATIONS[relation](left, right))
        case AllOf(conditions):
            return _all_of(conditions)
    return condition


def _between_slots(relation: str, left: Slot, right: Slot, condition: Condition) -> Condition | bool:
    if isinstance(left, int) and isinstance(right, int):
        return bool(RELATIONS[relation](left, right))
    if left == right:
        return relation in ("=", "<=", ">=")
    if relation in ("=", "!=") and (_outside(left, right) or _outside(right, left)):
        return relation == "!="
    return condition


def _outside(letter: Slot, element: Slot) -> bool:
    """Whether a letter can't take the number of an element."""
    if not isinstance(letter, Index) or isinstance(element, Index):
        return False
    last = letter.range.last
    return element < letter.range.first or (last is not None and element > last)


def _all_of(conditions: tuple[Condition, ...]) -> Condition | bool:
    open_ones: list[Condition] = []
    for each in map(decided, conditions):
        if each is False:
            return False
        if each is not True:
            open_ones.extend(each.conditions if isinstance(each, AllOf) else [each])
    if len(open_ones) < 2:
        return open_ones[0] if open_ones else True
    return AllOf(tuple(open_ones))
