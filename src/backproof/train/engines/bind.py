"""A plan with its memory: a list of NumPy calls that run in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import prod
from typing import Any, final

import numpy as np

from backproof.calculus.parts import RELATIONS
from backproof.program.graph import (
    Contract,
    Diagonal,
    Fold,
    Input,
    Literal,
    Locate,
    Map,
    Mask,
    Node,
    Pick,
    Places,
    sizes,
)
from backproof.program.plan import Plan
from backproof.train.engines.folds import fold
from backproof.train.engines.forms import Array, Call, calls
from backproof.train.engines.products import product
from backproof.train.engines.rows import SparseBatch
from backproof.train.engines.sparse import sparse_product


@final
class Memory:
    """The slabs of a plan: allocated once, and used for batches of every size."""

    def __init__(self, plan: Plan, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype
        self.slabs = [np.empty(elements, dtype) for elements in plan.capacity]


def bind(
    plan: Plan, memory: Memory, extents: Mapping[str, int], inputs: Mapping[str, Array], outputs: Mapping[str, Array]
) -> list[Call]:
    """The calls that compute ``outputs`` from ``inputs``, for batches of these extents.

    An output that updates an input has the same array as it.
    """
    bound = _Bound(plan, memory, extents, inputs, outputs)
    for node in plan.order:
        bound.take(node)
    for name, node in plan.program.outputs.items():
        if bound.arrays[node] is not outputs[name]:
            bound.copy(node, outputs[name])
    return bound.calls


Binder = Callable[[Plan, Memory, Mapping[str, int], Mapping[str, Any], Mapping[str, Array]], list[Call]]
"""What binds a plan as :func:`bind` does."""


@final
class _Bound:
    """Arrays of nodes so far, and the calls that fill them."""

    def __init__(
        self,
        plan: Plan,
        memory: Memory,
        extents: Mapping[str, int],
        inputs: Mapping[str, Array],
        outputs: Mapping[str, Array],
    ) -> None:
        self.plan, self.memory, self.extents, self.inputs = plan, memory, extents, inputs
        self.arrays: dict[Node, Any] = {}
        self._made_dense: dict[Node, Array] = {}
        self.calls: list[Call] = []
        self._own = {
            node: outputs[name]
            for name, node in plan.program.outputs.items()
            if name not in plan.program.updates or name in plan.in_place
        }

    def take(self, node: Node) -> None:
        """The array of a node, and how it is filled."""
        match node.operation:
            case Input(name):
                self.arrays[node] = self.inputs[name]
            case Literal(value):
                self.arrays[node] = np.asarray(value, self.memory.dtype)
            case Mask() as mask:
                self.arrays[node] = mask_array(mask, sizes(node.shape, self.extents), self.memory.dtype)
            case Pick(axis, element):
                at = (slice(None),) * axis + (element,)
                self.arrays[node] = self._dense(node.operands[0])[(*at, ...)]
            case Diagonal(axes):
                self.arrays[node] = np.einsum(self._dense(node.operands[0]), list(axes), sorted(set(axes)))
            case _:
                out = self.arrays[node] = self._room(node)
                self.calls += self._computing(node, out)

    def copy(self, node: Node, out: Array) -> None:
        """Bring the array of a node to where it is wanted as well."""
        self.calls.append(partial(np.copyto, out, self._dense(node)))

    def _dense(self, node: Node) -> Any:
        """The array of a node; sparse rows are made dense once for each batch."""
        found = self.arrays[node]
        if not isinstance(found, SparseBatch):
            return found
        array = self._made_dense.get(node)
        if array is None:
            array = self._made_dense[node] = np.empty(sizes(node.shape, self.extents), self.memory.dtype)
            self.calls.append(partial(found.fill, array))
        return array

    def _room(self, node: Node) -> Array:
        owner = self.plan.lent.get(node, node)
        if owner in self._own:
            return self._own[owner]
        shape = sizes(node.shape, self.extents)
        if node not in self.plan.slab:
            return np.empty(shape, self.memory.dtype)
        return self.memory.slabs[self.plan.slab[node]][: prod(shape)].reshape(shape)

    def _computing(self, node: Node, out: Array) -> list[Call]:
        if isinstance(node.operation, Contract):
            left, right = (self.arrays[each] for each in node.operands)
            call = sparse_product(node.operation, left, right, out)
            if call is not None:
                return [call]
        operands = [self._dense(each) for each in node.operands]
        match node.operation:
            case Map(function):
                spread = [_spread(*each, node.rank) for each in zip(operands, node.places, strict=True)]
                return calls(function, spread, out)
            case Contract() as contract:
                left, right = operands
                return [product(contract, left, right, out)]
            case Fold(function, axes):
                return [fold(function, axes, operands[0], out)]
            case Locate(function, axis):
                return [partial(_locate, function, operands[0], axis, out)]
        raise AssertionError(f"{node.operation} has an array of its own")


def _spread(array: Any, places: Places, rank: int) -> Any:
    """An operand with its axes where the result has them; NumPy adds leading ones itself."""
    if not isinstance(array, np.ndarray) or places == tuple(range(rank - len(places), rank)):
        return array
    order = sorted(range(len(places)), key=lambda axis: places[axis])
    moved = array.transpose(order)
    return moved[tuple(slice(None) if at in places else None for at in range(rank))]


def mask_array(mask: Mask, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """Ones where the relation holds."""

    def side(place: int | None, first: int) -> Array:
        if place is None:
            return np.asarray(first)
        return np.arange(first, first + shape[place]).reshape([-1 if at == place else 1 for at in range(len(shape))])

    holds = RELATIONS[mask.relation](side(*mask.left), side(*mask.right))
    return np.broadcast_to(holds, shape).astype(dtype)


def _locate(function: str, array: Array, axis: int, out: Array) -> None:
    places = (np.argmax if function == "max" else np.argmin)(array, axis=axis, keepdims=True)
    out.fill(0)
    np.put_along_axis(out, places, 1, axis)
