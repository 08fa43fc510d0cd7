"""What a program computes: a graph of operations on whole arrays, in which equal parts stand once.

An axis has an extent: a number, or the name of a range whose size each batch brings. An operand says for each of its
axes where it lies in the result, so transposed and broadcast uses need no operation of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import final

from backproof.records import dataclass

Extent = int | str
Shape = tuple[Extent, ...]
Places = tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Input:
    """An array that is given: data, a parameter, a number that changes from step to step."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class Literal:
    """A number that never changes."""

    value: float


@final
@dataclass(frozen=True, slots=True)
class Mask:
    """1 where a relation holds between the numbers of elements, 0 elsewhere; a side is an axis or an element.

    ``left`` and ``right`` are (axis, number of its first element), or (None, number of an element).
    """

    relation: str
    left: tuple[int | None, int]
    right: tuple[int | None, int]


@final
@dataclass(frozen=True, slots=True)
class Map:
    """A function applied element by element."""

    function: str


@final
@dataclass(frozen=True, slots=True)
class Fold:
    """Axes removed by a sum, a product, the largest or the smallest element."""

    function: str
    axes: Places


@final
@dataclass(frozen=True, slots=True)
class Locate:
    """1 at the first largest (smallest) element along an axis, 0 elsewhere."""

    function: str
    axis: int


@final
@dataclass(frozen=True, slots=True)
class Contract:
    """The sum of a product of two arrays. Axes with the same number are the same axis.

    >>> Contract((0, 1), (1, 2), (0, 2)).summed
    (1,)
    """

    left: Places
    right: Places
    kept: Places

    @property
    def summed(self) -> Places:
        """The axes that are not in the result."""
        return tuple(dict.fromkeys(axis for axis in self.left + self.right if axis not in self.kept))


@final
@dataclass(frozen=True, slots=True)
class Pick:
    """One element along an axis, counted from 0."""

    axis: int
    element: int


@final
@dataclass(frozen=True, slots=True)
class Diagonal:
    """Axes with the same number become one axis, in the order of the numbers."""

    axes: Places


Operation = Input | Literal | Mask | Map | Fold | Locate | Contract | Pick | Diagonal
VIEWS = (Input, Pick, Diagonal)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One array. ``places`` has, for each operand of a map, the axis of the result that each of its axes is."""

    operation: Operation
    operands: tuple[Node, ...]
    places: tuple[Places, ...]
    shape: Shape

    @property
    def rank(self) -> int:
        return len(self.shape)


@final
@dataclass(slots=True)
class Graph:
    """Builds nodes; the same operation on the same operands is the same node.

    >>> graph = Graph()
    >>> x = graph.input("x", ("samples", 3))
    >>> square = graph.map("square", [(x, (0, 1))], x.shape)
    >>> square is graph.map("square", [(x, (0, 1))], x.shape)
    True
    """

    _nodes: dict[tuple[object, ...], Node] = field(default_factory=dict)

    def input(self, name: str, shape: Shape) -> Node:
        """An array that is given."""
        return self._node(Input(name), (), (), shape)

    def literal(self, value: float) -> Node:
        """A number."""
        return self._node(Literal(value), (), (), ())

    def mask(self, mask: Mask, shape: Shape) -> Node:
        """Ones and zeros that depend on nothing but the numbers of elements."""
        return self._node(mask, (), (), shape)

    def map(self, function: str, operands: Iterable[tuple[Node, Places]], shape: Shape) -> Node:
        """A function, element by element."""
        nodes, places = zip(*operands, strict=True)
        if function == "step":
            # The rectified argument is positive where the argument is, which need not be kept then.
            rectified = self._nodes.get((Map("relu"), tuple(map(id, nodes)), places, shape))
            nodes = nodes if rectified is None else (rectified,)
        return self._node(Map(function), nodes, places, shape)

    def fold(self, function: str, operand: Node, axes: Iterable[int]) -> Node:
        """Axes removed; none at all changes nothing."""
        removed = tuple(sorted(axes))
        shape = tuple(extent for at, extent in enumerate(operand.shape) if at not in removed)
        return self._node(Fold(function, removed), (operand,), (), shape) if removed else operand

    def locate(self, function: str, operand: Node, axis: int) -> Node:
        """The place of the largest or the smallest element."""
        return self._node(Locate(function, axis), (operand,), (), operand.shape)

    def contract(self, contract: Contract, left: Node, right: Node) -> Node:
        """The sum of a product."""
        extents = dict(zip(contract.left + contract.right, left.shape + right.shape, strict=True))
        return self._node(contract, (left, right), (), tuple(extents[axis] for axis in contract.kept))

    def pick(self, operand: Node, axis: int, element: int) -> Node:
        """One element along an axis."""
        shape = operand.shape[:axis] + operand.shape[axis + 1 :]
        return self._node(Pick(axis, element), (operand,), (), shape)

    def diagonal(self, operand: Node, axes: Places) -> Node:
        """Axes taken together."""
        extents = dict(zip(axes, operand.shape, strict=True))
        return self._node(Diagonal(axes), (operand,), (), tuple(extents[axis] for axis in sorted(extents)))

    def _node(self, operation: Operation, operands: tuple[Node, ...], places: tuple[Places, ...], shape: Shape) -> Node:
        key = (operation, tuple(map(id, operands)), places, shape)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(operation, operands, places, shape)
        return node


def reached(roots: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes that roots need, themselves included, operands before users."""
    found: dict[Node, None] = {}
    pending: list[tuple[Node, Iterator[Node]]] = []
    for root in roots:
        if root not in found:
            pending.append((root, iter(root.operands)))
        while pending:
            node, rest = pending[-1]
            below = next((each for each in rest if each not in found), None)
            if below is None:
                found[node] = None
                pending.pop()
            else:
                pending.append((below, iter(below.operands)))
    return tuple(found)


def storage(node: Node) -> Node:
    """The node in whose memory a node lies: its own, or that of what it is a part of."""
    while isinstance(node.operation, Pick | Diagonal):
        (node,) = node.operands
    return node


def size(shape: Shape, extents: Mapping[str, int]) -> int:
    """The number of elements."""
    count = 1
    for extent in shape:
        count *= extent if isinstance(extent, int) else extents[extent]
    return count


def sizes(shape: Shape, extents: Mapping[str, int]) -> tuple[int, ...]:
    """The shape in numbers."""
    return tuple(extent if isinstance(extent, int) else extents[extent] for extent in shape)
