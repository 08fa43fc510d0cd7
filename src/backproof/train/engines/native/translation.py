"""A plan as operations of the native engine, with memory for what its kernels hand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import final

import numpy as np

from backproof.program.batch import SAMPLES
from backproof.program.graph import Contract, Diagonal, Input, Literal, Map, Mask, Node, Pick, sizes
from backproof.program.kernels import Block, Kernel, Product
from backproof.program.plan import Plan
from backproof.train.engines.bind import mask_array
from backproof.train.engines.native.biases import with_biases
from backproof.train.engines.native.lanes import Layout, has_samples, in_lanes, pays
from backproof.train.engines.native.memory import Memory
from backproof.train.engines.native.operations import (
    Unsupported,
    block,
    instruction,
    mapped,
    product,
    whole_fold,
    with_lanes,
)
from backproof.train.engines.native.words import Buffers, Kind, Lying, contiguous, literal


@final
class Translation:
    """Buffers that lists of operations share: memory for results, and rows within blocks."""

    def __init__(self, functions: Mapping[str, int], itemsize: int, lanes: Layout = pays) -> None:
        self.functions, self.itemsize, self.lanes = functions, itemsize, lanes
        self.buffers = Buffers()
        self._slabs: list[int] = []
        self._turned: list[int] = []
        self._rows: dict[int, list[int]] = {}

    def add(
        self, plan: Plan, extents: Mapping[str, int], inputs: Mapping[str, Lying], outputs: Mapping[str, Lying]
    ) -> list[list[int]]:
        """The operations that compute ``outputs`` from ``inputs``, for batches of these extents.

        An output that updates an input lies where that does. Raises :class:`Unsupported`.
        """
        return _Plan(self, plan, extents, inputs, outputs).operations()

    def slab(self, number: int, elements: int) -> int:
        """The buffer of a slab with room for so many elements."""
        while len(self._slabs) <= number:
            self._slabs.append(self.buffers.add(Kind.OWN, 0))
        self.buffers.enlarge(self._slabs[number], elements)
        return self._slabs[number]

    def turned(self, number: int, elements: int) -> int:
        """The buffer of a copy of an input with samples innermost."""
        while len(self._turned) <= number:
            self._turned.append(self.buffers.add(Kind.OWN, 0))
        self.buffers.enlarge(self._turned[number], elements)
        return self._turned[number]

    def row(self, elements: int, number: int) -> int:
        """A buffer for a row of a block: the one with this number among those that have so many elements."""
        known = self._rows.setdefault(elements, [])
        while len(known) <= number:
            known.append(self.buffers.add(Kind.ROW, elements))
        return known[number]


@final
class _Plan:
    """One list under way: where nodes lie, and the words so far."""

    def __init__(
        self,
        shared: Translation,
        plan: Plan,
        extents: Mapping[str, int],
        inputs: Mapping[str, Lying],
        outputs: Mapping[str, Lying],
    ) -> None:
        plan = with_biases(plan, {name for name, lying in inputs.items() if lying.strides in ((), (1,))})
        self.shared, self.plan, self.extents, self.inputs, self.outputs = shared, plan, extents, inputs, outputs
        self.lying: dict[Node, Lying] = {}
        self.lanes = shared.lanes(plan, extents, shared.itemsize)
        self.memory = Memory(plan.kernels, extents)
        self.own = {
            node: outputs[name]
            for name, node in plan.program.outputs.items()
            if (name not in plan.program.updates or name in plan.in_place) and not self._turns(node)
        }
        for node in plan.program.outputs.values():
            self.memory.keep(node)

    def operations(self) -> list[list[int]]:
        words = [
            self._turned(node) for node in self.plan.order if isinstance(node.operation, Input) and self._turns(node)
        ]
        for at, kernel in enumerate(self.plan.kernels):
            self._place(kernel, at)
            words.append(self._kernel(kernel))
            self.memory.release(at)
        for name, node in self.plan.program.outputs.items():
            if self._where(node) != self.outputs[name]:
                words.append(self._copied(node, self.outputs[name]))
        return words

    def _turns(self, node: Node) -> bool:
        """Whether samples are innermost in an array."""
        return self.lanes and has_samples(node)

    def _strides(self, node: Node) -> tuple[int, ...]:
        return (in_lanes if self._turns(node) else contiguous)(self._shape(node))

    def _turned(self, node: Node) -> list[int]:
        """A copy of an input with samples innermost."""
        given, shape, order = self._found(node), self._shape(node), [*range(1, node.rank), 0]
        lying = self.lying[node] = Lying(self.shared.turned(len(self.lying), prod(shape)), 0, in_lanes(shape))
        words = mapped(
            self.shared.functions["copy"],
            (1, *(shape[at] for at in order)),
            _moved(lying, order),
            [_moved(given, order)],
        )
        return block(1, [words])

    def _shape(self, node: Node) -> tuple[int, ...]:
        shape = sizes(node.shape, self.extents)
        if 0 in shape:
            raise Unsupported("arrays without elements")
        return shape

    def _where(self, node: Node) -> Lying:
        found = self.lying.get(node)
        if found is None:
            found = self.lying[node] = self._found(node)
        return found

    def _found(self, node: Node) -> Lying:
        """Where what is no result of a kernel lies."""
        match node.operation:
            case Input(name):
                return self.inputs[name]
            case Literal(value):
                return literal(value)
            case Mask() as mask:
                array = mask_array(mask, self._shape(node), np.dtype(f"f{self.shared.itemsize}"))
                return self.shared.buffers.give(array)
            case Pick(axis, element):
                whole = self._where(node.operands[0])
                strides = (*whole.strides[:axis], *whole.strides[axis + 1 :])
                return Lying(whole.buffer, whole.offset + element * whole.strides[axis], strides)
            case Diagonal(axes):
                whole = self._where(node.operands[0])
                along = dict.fromkeys(sorted(axes), 0)
                for axis, stride in zip(axes, whole.strides, strict=True):
                    along[axis] += stride
                return Lying(whole.buffer, whole.offset, tuple(along.values()))
        raise AssertionError(f"{node.operation} is a result that nothing has computed")

    def _place(self, kernel: Kernel, at: int) -> None:
        """Memory for the results of a kernel; what only a block needs is a row of it."""
        results = kernel.results if isinstance(kernel, Block) else frozenset(kernel.nodes)
        inside = _Rows(self.shared, kernel, whole=self._in_one_row(kernel))
        for node in kernel.nodes:
            shape = self._shape(node)
            if node in self.own:
                self.lying[node] = self.own[node]
            elif node in results:
                slab = self.shared.slab(self.memory.take(node, kernel, at), prod(shape))
                self.lying[node] = Lying(slab, 0, self._strides(node))
            else:
                self.lying[node] = inside.take(node, shape, self._strides(node))

    def _kernel(self, kernel: Kernel) -> list[int]:
        match kernel:
            case Product(node) if isinstance(node.operation, Contract):
                left, right, *bias = node.operands
                axes = zip(node.operation.left + node.operation.right, self._shape(left) + self._shape(right),
                           strict=True)  # fmt: skip
                return product(
                    node.operation,
                    dict(axes),
                    (self._factor(left), self._factor(right), self.lying[node]),
                    [(self._where(each), place) for each, place in zip(bias, node.places, strict=True)],
                )
            case Block(nodes) if self._in_one_row(kernel):
                return block(1, [with_lanes(node, self._where, self._shape, self.shared.functions) for node in nodes])
            case Block(nodes):
                rows = self._shape(nodes[0])[:1]
                return block(
                    rows[0] if rows else 1,
                    [instruction(node, self._where, self._shape, self.shared.functions) for node in nodes],
                )
        (node,) = kernel.nodes
        return whole_fold(node, self._where, self._shape(node.operands[0]))

    def _in_one_row(self, kernel: Kernel) -> bool:
        """Whether all samples of a block are computed at once, for they are innermost."""
        return self.lanes and isinstance(kernel, Block) and kernel.nodes[0].shape[:1] == (SAMPLES.name,)

    def _factor(self, node: Node) -> Lying:
        """Where a factor of a product lies: a number is an array there."""
        if isinstance(node.operation, Literal):
            return self.shared.buffers.give(np.array(node.operation.value, f"f{self.shared.itemsize}"))
        return self._where(node)

    def _copied(self, node: Node, out: Lying) -> list[int]:
        """What brings an array to where it is wanted as well."""
        shape = self._shape(node)
        return block(shape[0] if shape else 1, [mapped(self.shared.functions["copy"], shape, out, [self._where(node)])])


@final
class _Rows:
    """Buffers of what only one block needs: a row is free again after its last use there."""

    def __init__(self, shared: Translation, kernel: Kernel, *, whole: bool) -> None:
        self._shared, self._whole = shared, whole
        self._last = {each: at for at, node in enumerate(kernel.nodes) for each in node.operands}
        self._order = {node: at for at, node in enumerate(kernel.nodes)}
        self._taken: dict[int, list[Node]] = {}

    def take(self, node: Node, shape: tuple[int, ...], strides: tuple[int, ...]) -> Lying:
        """A row for a node, which has so many elements for each of its rows, or all of them where there is one row."""
        width, now = prod(shape if self._whole else shape[1:]), self._order[node]
        places = self._taken.setdefault(width, [])
        for at, holder in enumerate(places):
            if self._free(holder, node, now):
                places[at] = node
                return self._lying(width, at, strides)
        places.append(node)
        return self._lying(width, len(places) - 1, strides)

    def _free(self, holder: Node, node: Node, now: int) -> bool:
        """Whether nobody needs what a row holds: a map may take the place of an operand that lies as it does."""
        last = self._last.get(holder, -1)
        if last != now:
            return last < now
        whole = tuple(range(node.rank))
        pairs = zip(node.operands, node.places, strict=True)
        return isinstance(node.operation, Map) and all(
            each is not holder or (holder.shape == node.shape and places == whole) for each, places in pairs
        )

    def _lying(self, width: int, number: int, strides: tuple[int, ...]) -> Lying:
        return Lying(self._shared.row(width, number), 0, strides)


def _moved(lying: Lying, order: Sequence[int]) -> Lying:
    """The axes in another order, behind an axis of rows that does not move."""
    return Lying(lying.buffer, lying.offset, (0, *(lying.strides[at] for at in order)))
