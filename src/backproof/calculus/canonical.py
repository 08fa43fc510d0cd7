"""Sameness up to the names of bound letters and the order of terms and factors; and good names for bound letters."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

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
    OfMatrix,
    Over,
    Power,
    Slot,
    Sum,
    Tensor,
    fresh,
)
from backproof.expr.known import Known
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
    rule = KEY.get(type(node))
    return node if rule is None else rule(node, bound)


def _slot(slot: Slot, bound: Bound) -> Hashable:
    """A bound letter is the number of its binder, counted from outside; in a tuple, so that no element is like it."""
    return (bound[slot],) if isinstance(slot, Index) and slot in bound else slot


def _tensor(node: Tensor, bound: Bound) -> Hashable:
    return (Tensor, node.symbol, tuple([_slot(slot, bound) for slot in node.slots])) if bound else node


def _parts(node: Add | Mul, bound: Bound) -> Hashable:
    counts: dict[Hashable, int] = {}
    for part in node.terms if isinstance(node, Add) else node.factors:
        name = key(part, bound)
        counts[name] = counts.get(name, 0) + 1
    return type(node), frozenset(counts.items())


def _delta(node: Delta, bound: Bound) -> Hashable:
    return Delta, frozenset((_slot(node.left, bound), _slot(node.right, bound)))


def _power(node: Power, bound: Bound) -> Hashable:
    return Power, key(node.base, bound), key(node.exponent, bound)


def _apply(node: Apply, bound: Bound) -> Hashable:
    return Apply, node.function, tuple([key(each, bound) for each in node.arguments])


def _sum(node: Sum, bound: Bound) -> Hashable:
    return Sum, node.index.range, key(node.body, _inside(bound, node.index))


def _over(node: Over, bound: Bound) -> Hashable:
    inside = key(node.body, _inside(bound, node.index))
    return Over, node.function, node.index.range, inside, None if node.at is None else _slot(node.at, bound)


def _of_matrix(node: OfMatrix, bound: Bound) -> Hashable:
    inside = key(node.body, _inside(_inside(bound, node.rows), node.columns))
    return OfMatrix, node.function, node.rows.range, inside, tuple([_slot(slot, bound) for slot in node.at])


def _indicator(node: Indicator, bound: Bound) -> Hashable:
    return Indicator, key(node.condition, bound)


def _cases(node: Cases, bound: Bound) -> Hashable:
    pairs = tuple((key(condition, bound), key(value, bound)) for condition, value in node.branches)
    return Cases, pairs, None if node.otherwise is None else key(node.otherwise, bound)


def _derivative(node: Derivative, bound: Bound) -> Hashable:
    return Derivative, key(node.of, bound), key(node.by, bound), node.local


def _indices(node: CompareIndices, bound: Bound) -> Hashable:
    return CompareIndices, node.relation, _slot(node.left, bound), _slot(node.right, bound)


def _values(node: CompareValues, bound: Bound) -> Hashable:
    return CompareValues, node.relation, key(node.left, bound), key(node.right, bound)


def _all_of(node: AllOf, bound: Bound) -> Hashable:
    return AllOf, tuple(key(each, bound) for each in node.conditions)


KEY: Final[Mapping[type, Callable[[Any, Bound], Hashable]]] = {
    Tensor: _tensor, Add: _parts, Mul: _parts, Delta: _delta, Power: _power, Apply: _apply, Sum: _sum, Over: _over,
    OfMatrix: _of_matrix, Indicator: _indicator, Cases: _cases, Derivative: _derivative, CompareIndices: _indices,
    CompareValues: _values, AllOf: _all_of,
}  # fmt: skip
"""Numbers and constants are their own keys."""


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
    if isinstance(expression, OfMatrix):
        return _matrix_relabelled(expression, scope)
    if not isinstance(expression, Sum | Over):
        return map_parts(expression, lambda part: relabel(part, scope))
    index = expression.index
    letter = fresh(_bare(index), scope)
    body = expression.body if letter == index else substitute(expression.body, {index: letter})
    inner = relabel(body, scope | {letter.name})
    if letter == index and inner is expression.body:
        return expression
    return (
        Sum(letter, inner) if isinstance(expression, Sum) else Over(expression.function, letter, inner, expression.at)
    )


def _matrix_relabelled(node: OfMatrix, scope: frozenset[str]) -> Expression:
    """The same for the two letters of a matrix, of which neither takes the name of the other one."""
    rows = fresh(_bare(node.rows), scope | {node.columns.name})
    columns = fresh(_bare(node.columns), scope | {rows.name})
    letters = {old: new for old, new in zip(node.binds, (rows, columns), strict=True) if old != new}
    body = substitute(node.body, letters) if letters else node.body
    inner = relabel(body, scope | {rows.name, columns.name})
    return node if inner is node.body else OfMatrix(node.function, rows, columns, inner, node.at)


def _bare(index: Index) -> Index:
    return index if index.name[-1:] != "'" else Index(index.name.rstrip("'"), index.range)


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
    if isinstance(pattern, OfMatrix):
        inside = {**bound, pattern.rows: node.rows, pattern.columns: node.columns}
        if pattern.rows.range != node.rows.range or not match(pattern.body, node.body, letters, inside):
            return False
        return bool(pattern.function == node.function) and match(pattern.at, node.at, letters, bound)
    if isinstance(pattern, Tensor):
        return bool(pattern.symbol == node.symbol) and match(pattern.slots, node.slots, letters, bound)
    if not isinstance(pattern, Known):
        return bool(pattern == node)
    fields = [name for name in type(node).__match_args__ if name != "free"]
    return all(match(getattr(pattern, name), getattr(node, name), letters, bound) for name in fields)
