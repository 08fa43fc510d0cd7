"""A program's schedule: its operations in order, and the memory that each result is written to.

A result is kept until its last use; then its memory serves another one. A function that is applied element by element
writes over an operand that nobody needs any more. Nothing is allocated while a plan runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import final

from backproof.expr import Tensor
from backproof.program.graph import (
    VIEWS,
    Contract,
    Fold,
    Input,
    Literal,
    Map,
    Mask,
    Node,
    size,
    storage,
)
from backproof.program.kernels import Kernel, scheduled
from backproof.program.slabs import Slabs
from backproof.records import dataclass


@final
@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Arrays that are given, and arrays that are computed from them.

    ``outputs`` are computed; those that ``updates`` names take the place of the input of the same name. ``heads`` has
    the left sides of the definitions in which nodes arise, and ``values`` the nodes that these give.
    """

    inputs: Mapping[str, Node]
    outputs: Mapping[str, Node]
    updates: frozenset[str] = frozenset()
    heads: Mapping[Node, Tensor] = field(default_factory=dict)
    values: frozenset[Node] = frozenset()


@final
@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """Nodes in the order of computation. ``slab`` numbers the memory of a result; ``capacity`` has their elements.

    A node without a slab is an input, a constant, a part of another node, or an output with memory of its own; ``lent``
    has the nodes that are computed in the memory of an output that is then written over them.
    ``kernels`` are runs of that order. ``itemsize`` is the number of bytes of an element.
    """

    program: Program
    extents: Mapping[str, int]
    order: tuple[Node, ...]
    kernels: tuple[Kernel, ...]
    slab: Mapping[Node, int]
    lent: Mapping[Node, Node]
    capacity: tuple[int, ...]
    in_place: frozenset[str]
    itemsize: int

    @property
    def flops(self) -> int:
        """Floating-point operations of one run: two for each element of a product, one for each of a map."""
        return sum(flops(node, self.extents) for node in self.order)

    @property
    def elements(self) -> int:
        """The elements of the memory for intermediate results."""
        return sum(self.capacity)

    @property
    def unshared(self) -> int:
        """The elements that there would be if each result had memory of its own."""
        return sum(size(node.shape, self.extents) for node in self.slab)

    def __repr__(self) -> str:
        # What prints formulas takes a while to load, and plans are rarely printed.
        from backproof.program.tell import told  # noqa: PLC0415  # the printer takes a while to load

        return told(self)


def plan(program: Program, extents: Mapping[str, int], *, reuse: bool = True, itemsize: int = 8) -> Plan:
    """Order and memory for batches of at most ``extents``; without ``reuse`` every result has memory of its own.

    The plans of late are kept: who learns from one sample after another needs the same one again and again.
    """
    return _plan(program, tuple(extents.items()), reuse, itemsize)


@lru_cache(maxsize=64)
def _plan(program: Program, sizes: tuple[tuple[str, int], ...], reuse: bool, itemsize: int) -> Plan:
    extents = dict(sizes)
    order, kernels = scheduled(tuple(program.outputs.values()))
    last = _last_uses(order, program.outputs.values())
    roots = {node: name for name, node in program.outputs.items()}
    lent = _lent(program, order, last) if reuse else {}
    memory = _Memory(reuse)
    for at, node in enumerate(order):
        dying = [each for each in dict.fromkeys(map(storage, node.operands)) if last[each] == at]
        if node in roots or node in lent:
            memory.free(dying)
        elif not isinstance(node.operation, (*VIEWS, Literal, Mask)):
            memory.take(node, size(node.shape, extents), dying)
    in_place = frozenset(name for name in program.updates if _overwrites(program, name, order, last))
    return Plan(program, extents, order, kernels, memory.slab, lent, tuple(memory.slabs.capacity), in_place, itemsize)


def aligned(node: Node, operand: Node) -> bool:
    """Whether an operand lies in memory exactly as the result of a map does, so that it can be overwritten."""
    uses = [pair for pair in zip(node.operands, node.places, strict=True) if storage(pair[0]) is operand]
    whole = tuple(range(node.rank))
    return operand.shape == node.shape and bool(uses) and all(pair == (operand, whole) for pair in uses)


def _last_uses(order: Sequence[Node], outputs: Iterable[Node]) -> dict[Node, int]:
    """Where each result is read for the last time; what an output is a part of is read behind the end."""
    last: dict[Node, int] = {}
    for at, node in enumerate(order):
        last.setdefault(node, at)
        for operand in node.operands:
            last[storage(operand)] = at
    return last | {storage(node): len(order) for node in outputs if storage(node) is not node}


def _lent(program: Program, order: Sequence[Node], last: Mapping[Node, int]) -> dict[Node, Node]:
    """Results that only one output needs and that lie in memory as it does: nobody else uses its memory before."""
    position = {node: at for at, node in enumerate(order)}
    roots = [node for name, node in program.outputs.items() if name not in program.updates]
    found: dict[Node, Node] = {}
    for root in roots:
        for node in root.operands if isinstance(root.operation, Map) else ():
            own = not isinstance(node.operation, (*VIEWS, Literal, Mask)) and node not in program.outputs.values()
            if own and aligned(root, node) and last[node] == position[root]:
                found[node] = root
                break
    return found


def _overwrites(program: Program, name: str, order: tuple[Node, ...], last: Mapping[Node, int]) -> bool:
    """Whether an output can be written straight over the input that it updates: nobody reads that later."""
    node, given = program.outputs[name], program.inputs[name]
    return (
        isinstance(node.operation, Map)
        and last.get(given, -1) <= order.index(node)
        and (given not in node.operands or aligned(node, given))
        and list(program.outputs.values()).count(node) == 1
    )


@final
class _Memory:
    """Which slab each result has."""

    def __init__(self, reuse: bool) -> None:
        self.slab: dict[Node, int] = {}
        self.slabs = Slabs()
        self._reuse = reuse

    def take(self, node: Node, elements: int, dying: Iterable[Node]) -> None:
        """Memory for a result; that of operands which die here is free for the next one, or for this one."""
        given = [each for each in dying if each in self.slab] if self._reuse else []
        over = next((each for each in given if isinstance(node.operation, Map) and aligned(node, each)), None)
        self.slab[node] = self.slabs.take(elements) if over is None else self.slab[over]
        self.free(each for each in given if each is not over)

    def free(self, dying: Iterable[Node]) -> None:
        """The memory of results that nobody needs any more."""
        if self._reuse:
            self.slabs.free(self.slab[each] for each in dying if each in self.slab)


def flops(node: Node, extents: Mapping[str, int]) -> int:
    """Floating-point operations of one node."""
    match node.operation:
        case Contract() as contract:
            axes = dict(
                zip(contract.left + contract.right, node.operands[0].shape + node.operands[1].shape, strict=True)
            )
            return 2 * size(tuple(axes.values()), extents)
        case Fold():
            return size(node.operands[0].shape, extents)
        case Map():
            return size(node.shape, extents)
        case Input():
            return 0
    return 0
