"""Nodes whose axes are letters: what lowering works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import final

from backproof.expr import Index, Slot
from backproof.program.graph import Contract, Graph, Node
from backproof.records import dataclass

Letters = tuple[Index, ...]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A node with a letter for each axis. A letter that the value does not depend on is not there."""

    node: Node
    letters: Letters

    def places(self, letters: Letters) -> tuple[int, ...]:
        """Where each axis lies among ``letters``."""
        return tuple(letters.index(letter) for letter in self.letters)


def renamed(graph: Graph, value: Value, slots: Mapping[Index, Slot]) -> Value:
    """The value with other letters for its letters; the number of an element picks it, equal letters are one axis."""
    node, letters = value.node, list(value.letters)
    for axis in reversed(range(len(letters))):
        slot = slots.get(letters[axis], letters[axis])
        if isinstance(slot, Index):
            letters[axis] = slot
        else:
            node = graph.pick(node, axis, slot - letters[axis].range.first)
            del letters[axis]
    distinct = tuple(dict.fromkeys(letters))
    if len(distinct) < len(letters):
        node = graph.diagonal(node, tuple(distinct.index(letter) for letter in letters))
    return Value(node, distinct)


def mapped(graph: Graph, function: str, values: Sequence[Value], order: Mapping[Index, int]) -> Value:
    """A function of values, element by element; letters that only some have broadcast."""
    letters = _union(values, order)
    extents = {letter: extent for each in values for letter, extent in zip(each.letters, each.node.shape, strict=True)}
    operands = [(each.node, each.places(letters)) for each in values]
    return Value(graph.map(function, operands, tuple(extents[letter] for letter in letters)), letters)


def folded(graph: Graph, function: str, value: Value, letters: Sequence[Index]) -> Value:
    """A value without some of its letters: their sum, product, largest or smallest element."""
    axes = [value.letters.index(letter) for letter in letters]
    kept = tuple(letter for letter in value.letters if letter not in letters)
    return Value(graph.fold(function, value.node, axes), kept)


def contracted(graph: Graph, left: Value, right: Value, kept: Letters) -> Value:
    """The sum of a product over the letters that are not kept; the factor with the first of those comes first."""
    if kept and kept[0] not in left.letters:
        left, right = right, left
    letters = tuple(dict.fromkeys(left.letters + right.letters))
    contract = Contract(left.places(letters), right.places(letters), tuple(letters.index(each) for each in kept))
    return Value(graph.contract(contract, left.node, right.node), kept)


def arranged(graph: Graph, value: Value, letters: Letters, shape: tuple[int | str, ...]) -> Node:
    """The node with exactly these letters in this order."""
    if value.letters == letters:
        return value.node
    return graph.map("copy", [(value.node, value.places(letters))], shape)


def _union(values: Sequence[Value], order: Mapping[Index, int]) -> Letters:
    """All letters: as the widest operand has them, so that memory is read as it lies; else in the order asked for."""
    every = tuple(dict.fromkeys(letter for each in values for letter in each.letters))
    widest = max(values, key=lambda each: len(each.letters)).letters
    if len(widest) == len(every):
        return widest
    return tuple(sorted(every, key=lambda letter: order.get(letter, len(order))))
