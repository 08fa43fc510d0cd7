"""Sums that count: the size of a range, the number of an element, and elements at offsets such as ``x_{i+k-1}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.calculus.simplify import simplify
from backproof.expr import Add, CompareIndices, CompareValues, Expression, Index, Indicator, Mul, Slot, Sum
from backproof.expr.build import ONE, add, mul, number, subtract


@final
@dataclass(frozen=True, slots=True)
class Count:
    """The number of an element as the author counts, or of the last one where ``what`` is None, plus ``more``."""

    what: Slot | None
    more: int


def count(node: Sum) -> Count | None:
    """What a sum of ones counts: all elements, or those up to one.

    >>> from backproof.expr import Range
    >>> i, u = Index("i", Range("i")), Index("u", Range("i"))
    >>> count(Sum(u, Indicator(CompareIndices("<=", u, i)))).what.name
    'i'
    """
    first = node.index.range.first
    match node.body:
        case Indicator(CompareIndices("<=", left, right)) if left == node.index and right != node.index:
            return Count(right, 1 - first)
        case body if body == ONE:
            return Count(None, 1 - first)
    return None


@final
@dataclass(frozen=True, slots=True)
class Offset:
    """``body`` with the summed letter at one place only, which is ``place``."""

    place: Expression
    body: Expression


def offset(node: Sum) -> Offset | None:
    """The place of the one element that an indicator picks: ``sum over s of [s = i + k - 1] x_s`` is ``x_{i+k-1}``."""
    factors = node.body.factors if isinstance(node.body, Mul) else (node.body,)
    for at, factor in enumerate(factors):
        match factor:
            case Indicator(CompareValues("=", left, right)):
                rest = mul(*factors[:at], *factors[at + 1 :])
                place = _solved(node.index, left, right)
                if place is not None and node.index in rest.free:
                    return Offset(place, rest)
    return None


def _solved(letter: Index, left: Expression, right: Expression) -> Expression | None:
    """The number of a letter that occurs once in an equation, as a term of one of its sides."""
    for side, other in ((left, right), (right, left)):
        terms = side.terms if isinstance(side, Add) else (side,)
        own = [term for term in terms if letter in term.free]
        if len(own) == 1 and letter not in other.free and isinstance(own[0], Sum):
            counted = count(own[0])
            if counted is not None and counted.what == letter:
                rest = add(*(term for term in terms if term is not own[0]), number(counted.more))
                return simplify(subtract(other, rest))
    return None
