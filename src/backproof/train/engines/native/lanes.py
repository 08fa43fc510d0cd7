"""The batch in the lanes of vectors: samples last in memory, where an array has too few columns to fill vectors.

A small network has arrays of 32 samples by 3 classes: row by row, 3 of 16 lanes would work. With the samples in the
lanes all of them do, sums over classes go down, and a product takes its weights as they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import prod
from typing import Final

from backproof.program.batch import SAMPLES
from backproof.program.graph import Contract, Node, sizes
from backproof.program.plan import Plan, flops
from backproof.train.engines.native.words import contiguous

Layout = Callable[[Plan, Mapping[str, int], int], bool]
"""Whether the arrays of a plan, for these extents and bytes of a number, have their samples in the lanes."""
VECTOR: Final = 64
"""Bytes of the vectors that are counted with; narrower ones only make the difference smaller."""
NEAR: Final = 24 * 1024
"""Bytes that an array may have: a block takes all samples at once, which should stay in the first caches."""
FEWER: Final = 0.8
"""The part of the vectors from which on samples in the lanes cost more: what a batch is given has to be turned."""


def has_samples(node: Node) -> bool:
    """Whether an array has a sample for each row, and something for each sample beside them."""
    return node.rank > 1 and node.shape[0] == SAMPLES.name


def in_lanes(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of an array whose first axis is the innermost one.

    >>> in_lanes((32, 3, 4))
    (1, 128, 32)
    """
    *others, innermost = contiguous((*shape[1:], shape[0]))
    return (innermost, *others)


def pays(plan: Plan, extents: Mapping[str, int], itemsize: int) -> bool:
    """Whether products take clearly fewer vectors with samples in the lanes, and all arrays are small enough."""
    lanes = VECTOR // itemsize
    by_rows = by_samples = 0
    for node in filter(has_samples, plan.order):
        samples, *others = sizes(node.shape, extents)
        elements = samples * prod(others)
        if elements * itemsize > NEAR:
            return False
        if isinstance(node.operation, Contract) and elements:
            terms = flops(node, extents) // elements
            by_rows += terms * elements // others[-1] * _vectors(others[-1], lanes)
            by_samples += terms * prod(others) * _vectors(samples, lanes)
    return by_samples < FEWER * by_rows


def _vectors(count: int, lanes: int) -> int:
    return -(-count // lanes)
