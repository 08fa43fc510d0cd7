"""What runs in one go: products, sums over rows, and blocks of everything elementwise between them.

The axis that comes first in memory counts rows: the samples of a batch, mostly. A block computes each row of its
results from the same row of what it is given, so an engine can take a few rows through the whole block while they stay
in its cache. Maps belong to blocks, and folds along other axes than the rows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import final

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
    Shape,
    reached,
    storage,
)
from backproof.records import dataclass

AT_HAND = (Input, Literal, Mask)
"""What is there before anything is computed."""


@final
@dataclass(frozen=True, slots=True)
class Product:
    """A sum of a product."""

    node: Node

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The one node."""
        return (self.node,)


@final
@dataclass(frozen=True, slots=True)
class Reduction:
    """Rows taken together: a fold over the first axis, or one that stands alone."""

    node: Node

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The one node."""
        return (self.node,)


@final
@dataclass(frozen=True, slots=True)
class Block:
    """Maps and folds that are computed row by row; ``results`` are those that others need."""

    nodes: tuple[Node, ...]
    results: frozenset[Node]


Kernel = Product | Reduction | Block


def scheduled(roots: Sequence[Node]) -> tuple[tuple[Node, ...], tuple[Kernel, ...]]:
    """The nodes that roots need in an order in which blocks stand together, and the kernels that they form.

    >>> from backproof.program.graph import Graph
    >>> graph = Graph()
    >>> x, w = graph.input("x", ("samples", 3)), graph.input("w", (3, 2))
    >>> z = graph.contract(Contract((0, 1), (1, 2), (0, 2)), x, w)
    >>> a = graph.map("tanh", [(z, (0, 1))], z.shape)
    >>> [type(each).__name__ for each in scheduled([graph.map("square", [(a, (0, 1))], a.shape)])[1]]
    ['Product', 'Block']
    """
    nodes = reached(roots)
    schedule = _Schedule(nodes, frozenset(roots))
    for node in nodes:
        schedule.take(node)
    needed = _needed(schedule.groups, roots)
    kernels = (_kernel(group, needed) for group in schedule.groups)
    return tuple(schedule.done), tuple(each for each in kernels if each is not None)


@final
class _Schedule:
    """Nodes in their order so far, and groups of them that run in one go."""

    def __init__(self, nodes: Sequence[Node], roots: frozenset[Node]) -> None:
        self.done: dict[Node, None] = {node: None for node in nodes if isinstance(node.operation, AT_HAND)}
        self.groups: list[list[Node]] = []
        self._roots = roots
        self._position = {node: at for at, node in enumerate(nodes)}
        self._users: dict[Node, list[Node]] = {}
        for node in nodes:
            for operand in dict.fromkeys(node.operands):
                self._users.setdefault(operand, []).append(node)
        # What is computed from numbers alone comes first: no block has to wait for it.
        self._commit([node for node in nodes if self._is_number(node)])

    def take(self, node: Node) -> None:
        """A node whose operands are done; with it the rest of its block, as far as it can and should come now."""
        if node in self.done:
            return
        rows = _rows(node)
        if rows is None:
            self._commit([node])
            return
        block = {node: None}
        grown = True
        while grown:
            near = {user: None for each in block for user in self._users.get(each, ()) if user not in block}
            before = len(block)
            for each in sorted(near, key=self._position.__getitem__):
                self._join(each, rows, block)
            grown = len(block) > before
        wanted = self._wanted(block, node)
        if self._continues(wanted, rows):
            self.done.update(dict.fromkeys(wanted))
            self.groups[-1] += wanted
        else:
            self._commit(wanted)

    def _continues(self, block: list[Node], rows: Shape) -> bool:
        """Whether a block can run together with the group before it."""
        if not self.groups or any(_rows(node) != rows for node in self.groups[-1]):
            return False
        inside = set(self.groups[-1])
        return all(_fits(node, rows, inside) for node in block)

    def _is_number(self, node: Node) -> bool:
        found = isinstance(node.operation, Map) and not node.shape and self._ready(node, ())
        if found:
            self.done[node] = None
        return found

    def _commit(self, nodes: list[Node]) -> None:
        if nodes:
            self.groups.append(nodes)
            self.done.update(dict.fromkeys(nodes))

    def _ready(self, node: Node, block: Container[Node]) -> bool:
        return all(each in self.done or each in block for each in node.operands)

    def _join(self, node: Node, rows: Shape, block: dict[Node, None]) -> None:
        """Take a user of the block into it, with operands that nobody has computed yet and that fit as well."""
        if node in self.done or not _fits(node, rows, block):
            return
        missing = [each for each in dict.fromkeys(node.operands) if each not in self.done and each not in block]
        fitting = all(_fits(each, rows, block) and self._ready(each, block) for each in missing)
        if fitting and _fits(node, rows, {*block, *missing}):
            block.update(dict.fromkeys([*missing, node]))

    def _wanted(self, block: Iterable[Node], first: Node) -> list[Node]:
        """The block without what waits for something that is not computed yet: it would only take memory until then."""
        inside = set(block)
        kept = {first}
        for node in sorted(block, key=self._position.__getitem__, reverse=True):
            users = self._users.get(node, ())
            if node in self._roots or any(
                user in kept or (user not in inside and self._ready(user, inside)) for user in users
            ):
                kept.add(node)
        return sorted(kept, key=self._position.__getitem__)


def _rows(node: Node) -> Shape | None:
    """The extent of the rows of a node that belongs to a block, () for a map of numbers; None for any other node."""
    match node.operation:
        case Map():
            return node.shape[:1]
        case Fold(_, axes) if 0 not in axes:
            return node.shape[:1]
        case Locate(_, axis) if axis:
            return node.shape[:1]
    return None


def _fits(node: Node, rows: Shape, inside: Container[Node]) -> bool:
    """Whether a node is computed row by row from results of a block, and from whatever is there before it."""
    places = node.places or tuple(tuple(range(each.rank)) for each in node.operands)
    return _rows(node) == rows and all(
        _aligned(operand, rows, place) if storage(operand) in inside else True
        for operand, place in zip(node.operands, places, strict=True)
    )


def _aligned(operand: Node, rows: Shape, place: Places) -> bool:
    """Whether a result of a block is used row by row."""
    viewed = isinstance(operand.operation, Pick | Diagonal)
    return not viewed and operand.shape[:1] == rows and place[: len(rows)] == (0,)[: len(rows)]


def _needed(groups: Sequence[Sequence[Node]], roots: Iterable[Node]) -> frozenset[Node]:
    """Nodes that another group reads, or that are outputs."""
    home = {node: at for at, group in enumerate(groups) for node in group}
    found = set(roots)
    for node, at in home.items():
        found.update(operand for operand in node.operands if home.get(operand, at) != at)
    return frozenset(found)


def _kernel(group: Sequence[Node], needed: frozenset[Node]) -> Kernel | None:
    working = tuple(node for node in group if not isinstance(node.operation, Pick | Diagonal))
    if not working:
        return None
    if len(working) == 1 and isinstance(working[0].operation, Contract):
        return Product(working[0])
    if len(working) == 1 and _rows(working[0]) is None and not isinstance(working[0].operation, Map):
        return Reduction(working[0])
    return Block(working, frozenset(node for node in working if node in needed))


def given(kernel: Kernel) -> tuple[Node, ...]:
    """The arrays that a kernel reads and does not compute."""
    operands = dict.fromkeys(storage(each) for node in kernel.nodes for each in node.operands)
    return tuple(each for each in operands if each not in kernel.nodes and not isinstance(each.operation, Literal))
