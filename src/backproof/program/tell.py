"""A plan as text: what it costs, and a line for each kernel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Final

from backproof.expr import Tensor
from backproof.program.graph import Contract, Fold, Input, Locate, Map, Node, size, sizes
from backproof.program.kernels import Block, Kernel, Product, Reduction, given
from backproof.program.plan import Plan, flops
from backproof.show import to_unicode

BALANCE: Final = 10
"""Operations for each byte that one core does in the time in which it fetches the byte: about 150 GFLOP/s (a large
product in float32 with AVX-512, measured) to 15 GB/s."""
UNITS: Final = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
HEADINGS: Final = ("kernel", "computes", "shape", "FLOPs", "bound")
TO_THE_RIGHT: Final = ("FLOPs", "bytes")
SHOWN: Final = 4
"""Functions of a block that its line names, and results."""
Row = tuple[str, ...]


def told(plan: Plan, where: str = "", runs_as: Sequence[str] = ()) -> str:
    """The totals and the kernels of a plan.

    ``where`` says which engine runs it, and ``runs_as`` how it runs each kernel, where that is known.
    """
    batch = ", ".join(f"{count:,} {name}" for name, count in plan.extents.items())
    saved = 1 - plan.elements / plan.unshared if plan.unshared else 0.0
    headings: Row = HEADINGS
    rows = [_row(plan, kernel) for kernel in plan.kernels]
    if runs_as:
        headings = (*HEADINGS[:-1], "bytes", HEADINGS[-1], "runs as")
        sizes = (in_bytes(moved(kernel, plan.extents, plan.itemsize)) for kernel in plan.kernels)
        rows = [(*row[:-1], bytes_, row[-1], how) for row, bytes_, how in zip(rows, sizes, runs_as, strict=True)]
    return "\n".join(
        [
            f"Plan for {batch or 'one run'}{where}: {len(rows):,} kernels, {_operations(plan):,} operations",
            f"  FLOPs    {plan.flops:,}",
            f"  memory   {in_bytes(plan.elements * plan.itemsize)}, {saved:.0%} less than without reuse",
            f"  largest  {_largest(plan)}",
            "",
            *_table([headings, *rows]),
        ]
    )


def bound(kernel: Kernel, extents: Mapping[str, int], itemsize: int) -> str:
    """What a kernel waits for: ``compute`` or ``memory``."""
    done = sum(flops(node, extents) for node in kernel.nodes)
    return "compute" if done > BALANCE * moved(kernel, extents, itemsize) else "memory"


def moved(kernel: Kernel, extents: Mapping[str, int], itemsize: int) -> int:
    """The bytes that a kernel reads and writes: each array that it is given or that others need, once."""
    written = kernel.results if isinstance(kernel, Block) else kernel.nodes
    return itemsize * sum(size(node.shape, extents) for node in (*given(kernel), *written))


def _row(plan: Plan, kernel: Kernel) -> Row:
    last = kernel.nodes[-1]
    shapes = [sizes(node.shape, plan.extents) for node in kernel.nodes]
    done = sum(flops(node, plan.extents) for node in kernel.nodes)
    shape = _times(max(shapes, key=prod) if isinstance(kernel, Block) else sizes(last.shape, plan.extents))
    return (
        _kind(plan, kernel),
        _computed(plan, kernel),
        shape,
        f"{done:,}",
        bound(kernel, plan.extents, plan.itemsize),
    )


def _kind(plan: Plan, kernel: Kernel) -> str:
    match kernel:
        case Product(node):
            return f"product {_times(_product(node, plan.extents))}" if node.shape else "dot product"
        case Reduction(Node(Fold(function, (axis, *_)), (operand,))):
            return f"{function} over {operand.shape[axis]}"
        case Reduction(node):
            return _function(node)
        case Block(nodes):
            return f"block of {len(nodes)}: {_listed(_counted(map(_function, nodes)))}"


def _product(node: Node, extents: Mapping[str, int]) -> Iterator[int]:
    """The extents of a product: axes that all three arrays have, rows, what is summed over, columns."""
    contract = node.operation
    assert isinstance(contract, Contract), "a product is a contraction"
    lengths = dict(
        zip(contract.left + contract.right, (each for one in node.operands for each in sizes(one.shape, extents)),
            strict=True)
    )  # fmt: skip
    both = set(contract.left) & set(contract.right)
    shared = [axis for axis in contract.kept if axis in both]
    groups = (
        [axis for axis in contract.left if axis not in both],
        list(contract.summed),
        [axis for axis in contract.right if axis not in both],
    )
    yield from (lengths[axis] for axis in shared)
    yield from (prod(lengths[axis] for axis in group) for group in groups)


def _function(node: Node) -> str:
    match node.operation:
        case Map(function):
            return function
        case Fold(function):
            return f"{function} of a row"
        case Locate(function):
            return f"place of {function}"
    return type(node.operation).__name__.lower()


def _listed(names: Iterable[str]) -> str:
    """The first names; dots stand for more."""
    every = list(names)
    return ", ".join(every if len(every) <= SHOWN else [*every[: SHOWN - 1], "..."])


def _counted(names: Iterable[str]) -> Iterator[str]:
    """Names with how often they come, in the order of their first use."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return (name if count == 1 else f"{count} {name}" for name, count in counts.items())


def _computed(plan: Plan, kernel: Kernel) -> str:
    """The left sides of the definitions whose values a kernel computes, or in which it stands."""
    program = plan.program
    values = [node for node in kernel.nodes if node in program.values]
    if not values:
        return f"part of {_name(program.heads.get(kernel.nodes[-1]), kernel.nodes[-1])}"
    return _listed(dict.fromkeys(_name(program.heads.get(node), node) for node in values))


def _name(head: Tensor | None, node: Node) -> str:
    if head is not None:
        return to_unicode(head)
    return node.operation.name if isinstance(node.operation, Input) else "a result"


def _largest(plan: Plan) -> str:
    """The largest intermediate result."""
    if not plan.slab:
        return "none: every result is an output"
    node = max(plan.slab, key=lambda each: size(each.shape, plan.extents))
    part = "" if node in plan.program.values else "part of "
    elements = size(node.shape, plan.extents)
    name = _name(plan.program.heads.get(node), node)
    return f"{part}{name}, {_times(sizes(node.shape, plan.extents))}, {in_bytes(elements * plan.itemsize)}"


def _operations(plan: Plan) -> int:
    return sum(len(kernel.nodes) for kernel in plan.kernels)


def _times(extents: Iterable[int]) -> str:
    return " × ".join(f"{extent:,}" for extent in extents) or "1"


def in_bytes(count: int) -> str:
    """A number of bytes with three digits.

    >>> in_bytes(31_744)
    '31.7 kB'
    """
    return next((f"{count / unit:.3g} {name}" for unit, name in UNITS if count >= unit), f"{count} bytes")


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Columns as wide as their widest entry; numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    right = [heading in TO_THE_RIGHT for heading in rows[0]]
    for row in rows:
        cells = (
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        )
        yield ("  " + "  ".join(cells)).rstrip()
