"""Large products of matrices in place of training: the best rate that each library reaches. An epoch is one product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from benchmarks.steps.cases import Case

SIZE: Final = 2048
FLOPS: Final = 2 * SIZE**3
"""Of one product, in float32."""


def _matrices() -> list[Any]:
    return [np.random.default_rng(seed).normal(size=(SIZE, SIZE)).astype(np.float32) for seed in (0, 1)]


def numpy(case: Case, threads: int) -> Callable[[int], Any]:
    """The library that NumPy is built with."""
    a, b = _matrices()
    c = np.empty_like(a)
    return lambda count: [np.dot(a, b, c) for _ in range(count)]


def torch(case: Case, threads: int) -> Callable[[int], Any]:
    """PyTorch, into memory that is there."""
    import torch as library  # noqa: PLC0415  # only where it is asked for

    library.set_num_threads(threads)
    a, b = map(library.from_numpy, _matrices())
    c = library.empty(SIZE, SIZE)
    return lambda count: [library.mm(a, b, out=c) for _ in range(count)]


def jax(case: Case, threads: int) -> Callable[[int], Any]:
    """JAX, compiled."""
    import jax as library  # noqa: PLC0415  # only where it is asked for

    product: Any = library.jit(library.numpy.matmul)
    a, b = map(library.numpy.asarray, _matrices())
    return lambda count: [product(a, b).block_until_ready() for _ in range(count)]
