"""Sameness up to the names of bound letters and the order of terms and factors; and good names for bound letters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from backproof.expr import (
    Add,
    AllOf,
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    Mul,
    Number,
    Over,
    Power,
    Slot,
    Sum,
    Tensor,
    fresh,
)
from backproof.expr.walk import map_parts, names, substitute

Bound = Mapping[Index, int]
UNBOUND: Bound = {}


def key(node: Expression | Condition, bound: Bound = UNBOUND) -> Hashable:
    """Equal for expressions that are the same but for bound letters and order.

    >>> from backproof.expr import Range, Symbol
    >>> i, j, x = Index("i", Range("in")), Index("j", Range("in")), Symbol("x", (Range("in"),))
    >>> key(Sum(i, Tensor(x, (i,)))) == key(Sum(j, Tensor(x, (j,))))
    True
    """
    if isinstance(node, Number) or (isinstance(node, Tensor) and not bound):
        return node

    def slot(each: Slot) -> Hashable:
        # A bound letter is the number of its binder, counted from outside; in a tuple, so that no element is like it.
        return (bound[each],) if isinstance(each, Index) and each in bound else each

    def below(part: Expression | Condition) -> Hashable:
        return key(part, bound)

    match node:
        case Add(parts) | Mul(parts):
            counts: dict[Hashable, int] = {}
            for part in map(below, parts):
                counts[part] = counts.get(part, 0) + 1
            return type(node), frozenset(counts.items())
        case Tensor(symbol, slots):
            return Tensor, symbol, tuple(map(slot, slots))
        case Delta(left, right):
            return Delta, frozenset((slot(left), slot(right)))
        case Power(base, exponent):
            return Power, below(base), below(exponent)
        case Apply(function, arguments):
            return Apply, function, tuple(map(below, arguments))
        case Sum(index, body):
            return Sum, index.range, key(body, _inside(bound, index))
        case Over(name, index, body, at):
            inside = key(body, _inside(bound, index))
            return Over, name, index.range, inside, None if at is None else slot(at)
        case Indicator(condition):
            return Indicator, below(condition)
        case Cases(branches, otherwise):
            pairs = tuple((below(condition), below(value)) for condition, value in branches)
            return Cases, pairs, None if otherwise is None else below(otherwise)
        case Derivative(of, by, local):
            return Derivative, below(of), below(by), local
        case CompareIndices(relation, left, right):
            return CompareIndices, relation, slot(left), slot(right)
        case CompareValues(relation, first, second):
            return CompareValues, relation, below(first), below(second)
        case AllOf(conditions):
            return AllOf, tuple(map(below, conditions))
    return node


def same(left: Expression, right: Expression) -> bool:
    """Whether the keys are equal."""
    return left is right or key(left) == key(right)


def _inside(bound: Bound, index: Index) -> Bound:
    """One level deeper; the level counts binders, so a letter that shadows itself has a level of its own."""
    return {**bound, index: 1 + max(bound.values(), default=-1)}


def relabel(expression: Expression, scope: frozenset[str] | None = None) -> Expression:
    """Bound letters without the primes that making way has left, wherever the bare letter is not in use around them."""
    if not expression.bound:
        return expression
    scope = names(expression.free) if scope is None else scope
    if not isinstance(expression, Sum | Over):
        return map_parts(expression, lambda part: relabel(part, scope))
    index = expression.index
    letter = fresh(Index(index.name.rstrip("'"), index.range), scope)
    body = expression.body if letter == index else substitute(expression.body, {index: letter})
    inner = relabel(body, scope | {letter.name})
    if letter == index and inner is expression.body:
        return expression
    return (
        Sum(letter, inner) if isinstance(expression, Sum) else Over(expression.function, letter, inner, expression.at)
    )


def match(pattern: Any, node: Any, letters: dict[Index, Slot], bound: Mapping[Index, Index]) -> bool:
    """Whether the node is the pattern with other slots for its letters.

    Fills in ``letters``, whose values start as their keys; ``bound`` pairs the bound letters of both.
    """
    if isinstance(pattern, Index):
        if pattern in bound:
            return bool(bound[pattern] == node)
        if pattern not in letters or node in bound.values() or not isinstance(node, Index | int):
            return bool(pattern == node) and pattern not in letters
        if letters[pattern] is pattern:
            letters[pattern] = node
            return not isinstance(node, Index) or node.range == pattern.range
        return letters[pattern] == node
    if type(pattern) is not type(node):
        return False
    if isinstance(pattern, tuple):
        return len(pattern) == len(node) and all(
            match(a, b, letters, bound) for a, b in zip(pattern, node, strict=True)
        )
    if isinstance(pattern, Sum | Over):
        inside = {**bound, pattern.index: node.index}
        if pattern.index.range != node.index.range or not match(pattern.body, node.body, letters, inside):
            return False
        if isinstance(pattern, Sum):
            return True
        return bool(pattern.function == node.function) and match(pattern.at, node.at, letters, bound)
    if isinstance(pattern, Tensor):
        return bool(pattern.symbol == node.symbol) and match(pattern.slots, node.slots, letters, bound)
    fields = [name for name in getattr(type(pattern), "__match_args__", ()) if name != "free"]
    if not fields or not hasattr(pattern, "free"):
        return bool(pattern == node)
    return all(match(getattr(pattern, name), getattr(node, name), letters, bound) for name in fields)
