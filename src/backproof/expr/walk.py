"""Through an expression: its parts, its tensors, and other slots for its free letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter, is_
from typing import Any, Final

from backproof.expr.indices import Index, Slot, fresh
from backproof.expr.nodes import (
    Add,
    AllOf,
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Constant,
    Delta,
    Derivative,
    Expression,
    Indicator,
    Mul,
    Number,
    Over,
    Power,
    Sum,
    Tensor,
)

Change = Callable[[Expression], Expression]


def parts(node: Expression | Condition) -> tuple[Expression, ...]:
    """The expressions directly below a node; those inside of its conditions count too."""
    return PARTS[type(node)](node)


def _none(_: Number | Constant | Tensor | Delta | CompareIndices) -> tuple[Expression, ...]:
    return ()


def _body(node: Sum | Over) -> tuple[Expression, ...]:
    return (node.body,)


def _of_all(node: AllOf) -> tuple[Expression, ...]:
    return tuple(part for each in node.conditions for part in parts(each))


def _of_cases(node: Cases) -> tuple[Expression, ...]:
    inside = tuple(part for condition, value in node.branches for part in (*parts(condition), value))
    return inside if node.otherwise is None else (*inside, node.otherwise)


PARTS: Final[Mapping[type, Callable[[Any], tuple[Expression, ...]]]] = {
    Tensor: _none,
    Number: _none,
    Constant: _none,
    Delta: _none,
    CompareIndices: _none,
    Mul: attrgetter("factors"),
    Add: attrgetter("terms"),
    Power: attrgetter("base", "exponent"),
    Apply: attrgetter("arguments"),
    Sum: _body,
    Over: _body,
    Indicator: lambda node: parts(node.condition),
    AllOf: _of_all,
    CompareValues: attrgetter("left", "right"),
    Cases: _of_cases,
    Derivative: attrgetter("of", "by"),
}


def walk(node: Expression | Condition) -> Iterator[Expression]:
    """Every expression in a node, itself included, parts before wholes."""
    try:
        return iter(node.everything)
    except AttributeError:
        object.__setattr__(node, "everything", _everything(node))
        return iter(node.everything)


def _everything(node: Expression | Condition) -> tuple[Expression, ...]:
    if isinstance(node, CompareIndices | CompareValues | AllOf):
        return tuple(inside for part in parts(node) for inside in walk(part))
    found, pending = [], [node]
    while pending:
        found.append(pending.pop())
        if inside := PARTS[type(found[-1])](found[-1]):
            pending.extend(inside)
    return tuple(reversed(found))


def tensors(node: Expression) -> Iterator[Tensor]:
    """Every occurrence of a tensor."""
    return (part for part in walk(node) if isinstance(part, Tensor))


def names(letters: frozenset[Index]) -> frozenset[str]:
    """The names of letters."""
    return frozenset(letter.name for letter in letters)


def map_parts(node: Expression, change: Change) -> Expression:
    """The node with each part changed; the very same node where no part changes."""
    match node:
        case Number() | Constant() | Tensor() | Delta():
            return node
        case Add(terms):
            changed = tuple(map(change, terms))
            return node if _same(changed, terms) else Add(changed)
        case Mul(factors):
            changed = tuple(map(change, factors))
            return node if _same(changed, factors) else Mul(changed)
        case Power(base, exponent):
            changed = (change(base), change(exponent))
            return node if _same(changed, (base, exponent)) else Power(*changed)
        case Apply(function, arguments):
            changed = tuple(map(change, arguments))
            return node if _same(changed, arguments) else Apply(function, changed)
        case Sum(index, body):
            inner = change(body)
            return node if inner is body else Sum(index, inner)
        case Over(name, index, body, at):
            inner = change(body)
            return node if inner is body else Over(name, index, inner, at)
        case Indicator(condition):
            return Indicator(map_condition(condition, change))
        case Cases(branches, otherwise):
            chosen = tuple((map_condition(condition, change), change(value)) for condition, value in branches)
            return Cases(chosen, None if otherwise is None else change(otherwise))
        case Derivative(of, by, local):
            return Derivative(change(of), by, local)


def map_condition(condition: Condition, change: Change) -> Condition:
    """The condition with each expression in it changed."""
    match condition:
        case CompareValues(relation, left, right):
            return CompareValues(relation, change(left), change(right))
        case AllOf(conditions):
            return AllOf(tuple(map_condition(each, change) for each in conditions))
    return condition


def _same(changed: tuple[Expression, ...], original: tuple[Expression, ...]) -> bool:
    return all(map(is_, changed, original))


def substitute(node: Expression, slots: Mapping[Index, Slot]) -> Expression:
    """The expression with other slots for free letters. Bound letters make way, so nothing is captured.

    >>> from backproof.expr import Range, Symbol
    >>> hidden = Range("hidden")
    >>> i, j = Index("i", hidden), Index("j", hidden)
    >>> w = Symbol("w", (hidden, hidden))
    >>> changed = substitute(Sum(j, Tensor(w, (i, j))), {i: j})
    >>> changed.index.name, [slot.name for slot in changed.body.slots]
    ("j'", ['j', "j'"])
    """
    slots = {index: slot for index, slot in slots.items() if index in node.free}
    if not slots:
        return node
    match node:
        case Tensor(symbol, old):
            return Tensor(symbol, _slots(old, slots))
        case Delta(left, right):
            return Delta(*_slots((left, right), slots))
        case Sum(index, body):
            index, body = apart(index, body, _letters(slots))
            return Sum(index, substitute(body, slots))
        case Over(name, index, body, at):
            # The element's letter may be free here and not in the body, or bound there: softmax over k of z_k, at k.
            place = None if at is None else _slots((at,), slots)[0]
            inside = {letter: slot for letter, slot in slots.items() if letter in body.free and letter != index}
            index, body = apart(index, body, _letters(inside))
            return Over(name, index, substitute(body, inside), place)
        case Indicator(condition):
            return Indicator(_substitute_condition(condition, slots))
        case Cases(branches, otherwise):
            chosen = tuple(
                (_substitute_condition(condition, slots), substitute(value, slots)) for condition, value in branches
            )
            return Cases(chosen, None if otherwise is None else substitute(otherwise, slots))
        case Derivative(of, by, local):
            return Derivative(substitute(of, slots), Tensor(by.symbol, _slots(by.slots, slots)), local)
    return map_parts(node, lambda part: substitute(part, slots))


def _substitute_condition(condition: Condition, slots: Mapping[Index, Slot]) -> Condition:
    match condition:
        case CompareIndices(relation, left, right):
            return CompareIndices(relation, *_slots((left, right), slots))
        case AllOf(conditions):
            return AllOf(tuple(_substitute_condition(each, slots) for each in conditions))
    return map_condition(condition, lambda part: substitute(part, slots))


def apart(index: Index, body: Expression, taken: frozenset[str]) -> tuple[Index, Expression]:
    """A bound letter and its body, renamed where another letter needs the name."""
    if index.name not in taken:
        return index, body
    other = fresh(index, taken | names(body.free))
    return other, substitute(body, {index: other})


def _slots(old: tuple[Slot, ...], slots: Mapping[Index, Slot]) -> tuple[Slot, ...]:
    return tuple(slots.get(slot, slot) if isinstance(slot, Index) else slot for slot in old)


def _letters(slots: Mapping[Index, Slot]) -> frozenset[str]:
    return frozenset(slot.name for slot in slots.values() if isinstance(slot, Index))
