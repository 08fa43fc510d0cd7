"""Through an expression: its parts, its tensors, and other slots for its free letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from operator import attrgetter, is_
from typing import Any, Final

from backproof.expr.binding import OfMatrix, Over, Sum
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
    Power,
    Tensor,
)

Change = Callable[[Expression], Expression]
Slots = Mapping[Index, Slot]


def parts(node: Expression | Condition) -> tuple[Expression, ...]:
    """The expressions directly below a node; those inside of its conditions count too."""
    return PARTS[type(node)](node)


def _none(_: Number | Constant | Tensor | Delta | CompareIndices) -> tuple[Expression, ...]:
    return ()


def _body(node: Sum | Over | OfMatrix) -> tuple[Expression, ...]:
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
    OfMatrix: _body,
    Indicator: lambda node: parts(node.condition),
    AllOf: _of_all,
    CompareValues: attrgetter("left", "right"),
    Cases: _of_cases,
    Derivative: attrgetter("of", "by"),
}


def walk(node: Expression | Condition) -> Iterator[Expression]:
    """Every expression in a node, itself included, parts before wholes."""
    inside = _remembered(node)
    return iter(inside) if isinstance(node, CONDITIONS) else chain(inside, (node,))


def _remembered(node: Expression | Condition) -> tuple[Expression, ...]:
    """What is in a node, without the node: one that remembered itself would be freed by the garbage collector only."""
    found = node.inside
    if found is None:
        found = _inside(node)
        object.__setattr__(node, "inside", found)
    return found


def _inside(node: Expression | Condition) -> tuple[Expression, ...]:
    if isinstance(node, CONDITIONS):
        return tuple(inside for part in parts(node) for inside in walk(part))
    found: list[Any] = []
    pending: list[Any] = [*PARTS[type(node)](node)]
    while pending:
        last = pending.pop()
        found.append(last)
        pending.extend(PARTS[type(last)](last))
    found.reverse()
    return tuple(found)


CONDITIONS: Final = (CompareIndices, CompareValues, AllOf)


def derivatives(node: Expression) -> tuple[Derivative, ...]:
    """Every derivative that is not carried out; most expressions have none, and are asked for them often."""
    found = node.derivatives
    if found is None:
        found = tuple(part for part in _remembered(node) if isinstance(part, Derivative))
        object.__setattr__(node, "derivatives", found)
    return (*found, node) if isinstance(node, Derivative) else found


def tensors(node: Expression) -> Iterator[Tensor]:
    """Every occurrence of a tensor."""
    return (part for part in walk(node) if isinstance(part, Tensor))


def names(letters: frozenset[Index]) -> frozenset[str]:
    """The names of letters."""
    return frozenset(letter.name for letter in letters)


def map_parts(node: Expression, change: Change) -> Expression:
    """The node with each part changed; the very same node where no part changes."""
    return MAP[type(node)](node, change)


def _itself(node: Expression, change: Change) -> Expression:
    return node


def _map_add(node: Add, change: Change) -> Expression:
    changed = tuple(map(change, node.terms))
    return node if _same(changed, node.terms) else Add(changed)


def _map_mul(node: Mul, change: Change) -> Expression:
    changed = tuple(map(change, node.factors))
    return node if _same(changed, node.factors) else Mul(changed)


def _map_power(node: Power, change: Change) -> Expression:
    base, exponent = change(node.base), change(node.exponent)
    return node if base is node.base and exponent is node.exponent else Power(base, exponent)


def _map_apply(node: Apply, change: Change) -> Expression:
    changed = tuple(map(change, node.arguments))
    return node if _same(changed, node.arguments) else Apply(node.function, changed)


def _map_sum(node: Sum, change: Change) -> Expression:
    inner = change(node.body)
    return node if inner is node.body else Sum(node.index, inner)


def _map_over(node: Over, change: Change) -> Expression:
    inner = change(node.body)
    return node if inner is node.body else Over(node.function, node.index, inner, node.at)


def _map_of_matrix(node: OfMatrix, change: Change) -> Expression:
    inner = change(node.body)
    return node if inner is node.body else OfMatrix(node.function, node.rows, node.columns, inner, node.at)


def _map_indicator(node: Indicator, change: Change) -> Expression:
    return Indicator(map_condition(node.condition, change))


def _map_cases(node: Cases, change: Change) -> Expression:
    branches = tuple((map_condition(condition, change), change(value)) for condition, value in node.branches)
    return Cases(branches, None if node.otherwise is None else change(node.otherwise))


def _map_derivative(node: Derivative, change: Change) -> Expression:
    return Derivative(change(node.of), change(node.by), node.local)  # type: ignore[arg-type] # a tensor stays one


MAP: Final[Mapping[type, Callable[[Any, Change], Expression]]] = {
    Tensor: _itself, Number: _itself, Constant: _itself, Delta: _itself, Add: _map_add, Mul: _map_mul,
    Power: _map_power, Apply: _map_apply, Sum: _map_sum, Over: _map_over, OfMatrix: _map_of_matrix,
    Indicator: _map_indicator, Cases: _map_cases, Derivative: _map_derivative,
}  # fmt: skip


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


def substitute(node: Expression, slots: Slots) -> Expression:
    """The expression with other slots for free letters. Bound letters make way, so nothing is captured.

    >>> from backproof.expr import Range, Symbol
    >>> hidden = Range("hidden")
    >>> i, j = Index("i", hidden), Index("j", hidden)
    >>> w = Symbol("w", (hidden, hidden))
    >>> changed = substitute(Sum(j, Tensor(w, (i, j))), {i: j})
    >>> changed.index.name, [slot.name for slot in changed.body.slots]
    ("j'", ['j', "j'"])
    """
    if node.free.isdisjoint(slots):
        return node
    rule = SUBSTITUTE.get(type(node))
    return map_parts(node, lambda part: substitute(part, slots)) if rule is None else rule(node, slots)


def _in_tensor(node: Tensor, slots: Slots) -> Expression:
    return Tensor(node.symbol, _slots(node.slots, slots))


def _in_delta(node: Delta, slots: Slots) -> Expression:
    return Delta(*_slots((node.left, node.right), slots))


def _in_sum(node: Sum, slots: Slots) -> Expression:
    slots = {letter: slot for letter, slot in slots.items() if letter in node.free}
    index, body = apart(node.index, node.body, _letters(slots))
    return Sum(index, substitute(body, slots))


def _in_over(node: Over, slots: Slots) -> Expression:
    # The element's letter may be free here and not in the body, or bound there: softmax over k of z_k, at k.
    place = None if node.at is None else _slots((node.at,), slots)[0]
    inside = {letter: slot for letter, slot in slots.items() if letter in node.body.free and letter != node.index}
    index, body = apart(node.index, node.body, _letters(inside))
    return Over(node.function, index, substitute(body, inside), place)


def _in_of_matrix(node: OfMatrix, slots: Slots) -> Expression:
    place = _slots(node.at, slots)
    inside = {letter: slot for letter, slot in slots.items() if letter in node.body.free and letter not in node.binds}
    rows, columns, body = both_apart(node, _letters(inside))
    return OfMatrix(node.function, rows, columns, substitute(body, inside), place)


def _in_indicator(node: Indicator, slots: Slots) -> Expression:
    return Indicator(_in_condition(node.condition, slots))


def _in_cases(node: Cases, slots: Slots) -> Expression:
    branches = tuple((_in_condition(condition, slots), substitute(value, slots)) for condition, value in node.branches)
    return Cases(branches, None if node.otherwise is None else substitute(node.otherwise, slots))


def _in_derivative(node: Derivative, slots: Slots) -> Expression:
    by = Tensor(node.by.symbol, _slots(node.by.slots, slots))
    return Derivative(substitute(node.of, slots), by, node.local)


SUBSTITUTE: Final[Mapping[type, Callable[[Any, Slots], Expression]]] = {
    Tensor: _in_tensor, Delta: _in_delta, Sum: _in_sum, Over: _in_over, OfMatrix: _in_of_matrix,
    Indicator: _in_indicator, Cases: _in_cases, Derivative: _in_derivative,
}  # fmt: skip


def _in_condition(condition: Condition, slots: Slots) -> Condition:
    match condition:
        case CompareIndices(relation, left, right):
            return CompareIndices(relation, *_slots((left, right), slots))
        case AllOf(conditions):
            return AllOf(tuple(_in_condition(each, slots) for each in conditions))
    return map_condition(condition, lambda part: substitute(part, slots))


def apart(index: Index, body: Expression, taken: frozenset[str]) -> tuple[Index, Expression]:
    """A bound letter and its body, renamed where another letter needs the name."""
    if index.name not in taken:
        return index, body
    other = fresh(index, taken | names(body.free))
    return other, substitute(body, {index: other})


def both_apart(node: OfMatrix, taken: frozenset[str]) -> tuple[Index, Index, Expression]:
    """The letters that a function of a matrix binds, and its body, renamed where other letters need their names."""
    rows, body = apart(node.rows, node.body, taken | {node.columns.name})
    columns, body = apart(node.columns, body, taken | {rows.name})
    return rows, columns, body


def _slots(old: tuple[Slot, ...], slots: Slots) -> tuple[Slot, ...]:
    return tuple([slots.get(slot, slot) if isinstance(slot, Index) else slot for slot in old])


def _letters(slots: Slots) -> frozenset[str]:
    return frozenset([slot.name for slot in slots.values() if isinstance(slot, Index)])
