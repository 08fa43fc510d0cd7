"""Letters without primes: where two elements of one axis meet, the second has a letter of its own, as on a board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from backproof.derive.derivation import Part
from backproof.expr import (
    CompareIndices,
    CompareValues,
    Delta,
    Derivative,
    Expression,
    Index,
    Indicator,
    OfMatrix,
    Over,
    Slot,
    Sum,
    Tensor,
)
from backproof.expr.nodes import AllOf, Cases, Condition
from backproof.expr.walk import map_parts, parts, tensors, walk
from backproof.expr.walk import names as names_of
from backproof.show.letters import SAMPLED

USUAL: Final = "mnqrsltuijkpabcdefgh"

Names = Mapping[str, str]


def without_primes(part: Part, taken: frozenset[str]) -> Part:
    """The part with other letters for those that have primes; ``taken`` are names that letters must not be like."""
    told = tuple(_expressions(part))
    letters = names_of(frozenset().union(*[each.free for each in told])).union(*[each.bound for each in told])
    if not any(name.endswith("'") for name in letters):
        return part
    used = dict.fromkeys(letter for expression in told for letter in _letters(expression))
    primed = [letter for letter in used if letter.endswith("'")]
    left = [letter for letter in USUAL if letter not in used and letter not in taken]
    sampled = samples(told)
    # From the other end, so that no letter numbers samples here and elements in the next part.
    chosen = dict(zip([letter for letter in primed if letter in sampled], reversed(left), strict=False))
    chosen |= zip([letter for letter in primed if letter not in sampled], left, strict=False)
    return part.changed(cache(lambda expression: renamed(expression, chosen)))


def compares_samples(node: Expression) -> bool:
    """Whether a Kronecker delta compares samples: in brackets, which a delta has no place for."""
    letters = samples((node,))
    deltas = (part for part in walk(node) if isinstance(part, Delta))
    return bool(letters) and any(
        isinstance(slot, Index) and slot.name in letters for each in deltas for slot in (each.left, each.right)
    )


def samples(told: Iterable[Expression]) -> frozenset[str]:
    """The letters that number samples, in brackets above a name."""
    some = (each for each in told if any(SAMPLED in symbol.name for symbol in each.symbols))
    sampled = (tensor for each in some for tensor in tensors(each) if SAMPLED in tensor.symbol.name)
    return frozenset(slot.name for tensor in sampled for slot in tensor.slots[:1] if isinstance(slot, Index))


def _expressions(part: Part) -> Iterable[Expression]:
    for chain in (part.chain, *(path.local for path in part.paths)):
        yield chain.head
        yield from (step.side for step in chain.steps)


def _letters(expression: Expression) -> Iterable[str]:
    """The letters of an expression, in the order in which they are written where it is a name; then the bound ones."""
    match expression:
        case Tensor(_, slots) | Derivative(_, Tensor(_, slots)):
            yield from (slot.name for slot in slots if isinstance(slot, Index))
        case Sum(index, _) | Over(_, index, _):
            yield index.name
        case OfMatrix(_, rows, columns):
            yield from (rows.name, columns.name)
    yield from sorted(each.name for each in expression.free)
    pending = [expression]
    while pending:
        node = pending.pop()
        if isinstance(node, Sum | Over):
            yield node.index.name
        if isinstance(node, OfMatrix):
            yield from (index.name for index in node.binds)
        pending.extend(part for part in reversed(parts(node)) if part.bound)


def renamed(node: Expression, names: Names) -> Expression:
    """The expression with other names for letters, free and bound; no two letters may become one.

    >>> from backproof.expr import Range, Symbol
    >>> i, x = Index("i'", Range("i")), Symbol("x", (Range("i"),))
    >>> renamed(Sum(i, Tensor(x, (i,))), {"i'": "m"}).index.name
    'm'
    """
    if node.bound.isdisjoint(names) and not any(letter.name in names for letter in node.free):
        return node
    match node:
        case Tensor(symbol, slots):
            changed = tuple(_slot(slot, names) for slot in slots)
            return node if changed == slots else Tensor(symbol, changed)
        case Delta(left, right):
            return Delta(_slot(left, names), _slot(right, names))
        case Sum(index, body):
            return Sum(_index(index, names), renamed(body, names))
        case Over(function, index, body, at):
            place = None if at is None else _slot(at, names)
            return Over(function, _index(index, names), renamed(body, names), place)
        case OfMatrix(function, rows, columns, body, places):
            slots = tuple(_slot(slot, names) for slot in places)
            return OfMatrix(function, _index(rows, names), _index(columns, names), renamed(body, names), slots)
        case Derivative(of, by, local):
            return Derivative(
                renamed(of, names), Tensor(by.symbol, tuple(_slot(slot, names) for slot in by.slots)), local
            )
        case Indicator(condition):
            return Indicator(_condition(condition, names))
        case Cases(branches, otherwise):
            chosen = tuple((_condition(condition, names), renamed(value, names)) for condition, value in branches)
            return Cases(chosen, None if otherwise is None else renamed(otherwise, names))
    return map_parts(node, lambda part: renamed(part, names))


def _condition(condition: Condition, names: Names) -> Condition:
    match condition:
        case CompareIndices(relation, left, right):
            return CompareIndices(relation, _slot(left, names), _slot(right, names))
        case CompareValues(relation, first, second):
            return CompareValues(relation, renamed(first, names), renamed(second, names))
        case AllOf(conditions):
            return AllOf(tuple(_condition(each, names) for each in conditions))


def _slot(slot: Slot, names: Names) -> Slot:
    return _index(slot, names) if isinstance(slot, Index) else slot


def _index(index: Index, names: Names) -> Index:
    name = names.get(index.name)
    return index if name is None else Index(name, index.range)
