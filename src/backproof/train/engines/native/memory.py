"""Memory for the results of kernels, planned kernel by kernel.

A block takes a few rows through all of its instructions before it comes to the next rows. So what one of them frees
may be read again for other rows: a result only takes the place of an operand that lies row by row as it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import final

from backproof.program.graph import Node, size, storage
from backproof.program.kernels import Block, Kernel
from backproof.program.slabs import Slabs


@final
class Memory:
    """The slabs of results, kernel by kernel."""

    def __init__(self, kernels: Iterable[Kernel], extents: Mapping[str, int]) -> None:
        self.slabs = Slabs()
        self._extents = extents
        self._slab: dict[Node, int] = {}
        self._last: dict[Node, int] = {}
        for at, kernel in enumerate(kernels):
            for node in kernel.nodes:
                self._last[node] = max(at, self._last.get(node, at))
                self._last.update({storage(each): at for each in node.operands})

    def keep(self, node: Node) -> None:
        """A result that is needed to the end."""
        self._last[node] = 2**62

    def take(self, node: Node, kernel: Kernel, at: int) -> int:
        """The slab of a result of the kernel with this number."""
        over = next((each for each in self._dying(kernel, at) if self._gives_way(each, node, kernel)), None)
        slab = self.slabs.take(size(node.shape, self._extents)) if over is None else self._slab.pop(over)
        self._slab[node] = slab
        return slab

    def release(self, at: int) -> None:
        """A kernel has run: what it was the last to read is free."""
        for node in [each for each in self._slab if self._last[each] <= at]:
            self.slabs.free([self._slab.pop(node)])

    def _dying(self, kernel: Kernel, at: int) -> list[Node]:
        inside = set(kernel.nodes)
        return [each for each in self._slab if self._last[each] == at and each not in inside]

    def _gives_way(self, old: Node, new: Node, kernel: Kernel) -> bool:
        """Whether a result may be written over an operand, row by row: all who read that have read it by then."""
        if not isinstance(kernel, Block) or old.shape != new.shape or not old.shape:
            return False
        order = {node: at for at, node in enumerate(kernel.nodes)}
        return all(
            order[node] <= order[new] and _row_by_row(node, old)
            for node in kernel.nodes
            if any(storage(each) is old for each in node.operands)
        )


def _row_by_row(node: Node, operand: Node) -> bool:
    """Whether a map reads of an operand just the element that it computes."""
    whole = tuple(range(operand.rank))
    pairs = zip(node.operands, node.places or ((),) * len(node.operands), strict=True)
    return node.shape == operand.shape and all(
        each is operand and places == whole for each, places in pairs if storage(each) is operand
    )
