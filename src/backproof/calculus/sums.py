"""Sums: a delta picks its element, what is constant moves in front, what sums to one is one."""

from __future__ import annotations

from backproof.expr import Add, Assumptions, Delta, Expression, Index, Mul, Over, Slot, Sum, Tensor
from backproof.expr.build import ONE, ZERO, add, mul, number
from backproof.expr.walk import substitute


def simplified_sum(index: Index, body: Expression, assumptions: Assumptions) -> Expression:
    """The sum over a letter of a body that is simplified already.

    >>> from backproof.expr import Range, Symbol
    >>> i, j, x = Index("i", Range("in")), Index("j", Range("in")), Symbol("x", (Range("in"),))
    >>> simplified_sum(i, mul(Delta(i, j), Tensor(x, (i,))), Assumptions()) == Tensor(x, (j,))
    True
    """
    if body == ZERO:
        return ZERO
    if index not in body.free:
        return _counted(index, body)
    if isinstance(body, Add) and any(_picks(index, term) or _is_one(index, term, assumptions) for term in body.terms):
        return add(*(simplified_sum(index, term, assumptions) for term in body.terms))
    factors = body.factors if isinstance(body, Mul) else (body,)
    outside = [factor for factor in factors if index not in factor.free]
    inside = [factor for factor in factors if index in factor.free]
    return mul(*outside, _inner(index, inside, assumptions))


def _counted(index: Index, body: Expression) -> Expression:
    """A constant is counted: as often as the range has elements."""
    size = index.range.size
    return mul(Sum(index, ONE) if size is None else number(size), body)


def _inner(index: Index, factors: list[Expression], assumptions: Assumptions) -> Expression:
    """The sum of a product all of whose factors contain the letter."""
    for at, factor in enumerate(factors):
        slot = _picked(index, factor)
        if slot is not None:
            return _element(index, mul(*factors[:at], *factors[at + 1 :]), slot)
        if isinstance(factor, Add) and any(_picks(index, term) for term in factor.terms):
            terms = (mul(*factors[:at], term, *factors[at + 1 :]) for term in factor.terms)
            return add(*(simplified_sum(index, term, assumptions) for term in terms))
    body = mul(*factors)
    return ONE if _is_one(index, body, assumptions) else Sum(index, body)


def _picked(index: Index, factor: Expression) -> Slot | None:
    """The other slot of a delta that names the letter; None where it is no such delta."""
    match factor:
        case Delta(left, right) if index in (left, right):
            other = right if left == index else left
            # Between two ranges a delta compares numbers, and one of them may lack the element.
            return other if isinstance(other, int) or other.range == index.range else None
    return None


def _picks(index: Index, term: Expression) -> bool:
    return any(_picked(index, factor) is not None for factor in (term.factors if isinstance(term, Mul) else (term,)))


def _element(index: Index, body: Expression, slot: Slot) -> Expression:
    last = index.range.last
    if isinstance(slot, int) and (slot < index.range.first or (last is not None and slot > last)):
        return ZERO
    return substitute(body, {index: slot})


def _is_one(index: Index, term: Expression, assumptions: Assumptions) -> bool:
    """Whether the term, but for constant factors, sums to one: labels in a simplex, a softmax over its own axis."""
    varying = [factor for factor in (term.factors if isinstance(term, Mul) else (term,)) if index in factor.free]
    match varying:
        case [Tensor(symbol, (*others, last))] if symbol not in assumptions.upright:
            return last == index and index not in others and symbol in assumptions.simplex | assumptions.one_hot
        case [Over("softmax", bound, body, at)]:
            return at == index and index not in body.free - {bound}
    return False
