"""The rate of large products of matrices that each library reaches, in GFLOP/s of float32. It prints one number."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

SIZE = 2048


def multiplication(library: str, threads: int) -> Callable[[], Any]:
    """A call that multiplies two matrices."""
    a, b = (np.random.default_rng(seed).normal(size=(SIZE, SIZE)).astype(np.float32) for seed in (0, 1))
    if library == "torch":
        import torch  # noqa: PLC0415  # only where it is asked for

        torch.set_num_threads(threads)
        left, right, out = torch.from_numpy(a), torch.from_numpy(b), torch.empty(SIZE, SIZE)
        return lambda: torch.mm(left, right, out=out)
    if library == "jax":
        import jax  # noqa: PLC0415  # only where it is asked for

        product: Any = jax.jit(jax.numpy.matmul)
        x, y = jax.numpy.asarray(a), jax.numpy.asarray(b)
        return lambda: product(x, y).block_until_ready()
    c = np.empty_like(a)
    return lambda: np.dot(a, b, c)


def main() -> None:
    """One library, so many threads; a line for each round that is asked for."""
    library, threads = sys.argv[1], int(sys.argv[2])
    multiply = multiplication(library, threads)
    multiply()
    for _ in sys.stdin:
        start = time.process_time() if threads == 1 else time.perf_counter()
        multiply()
        end = time.process_time() if threads == 1 else time.perf_counter()
        print(2 * SIZE**3 / (end - start) / 1e9, flush=True)


if __name__ == "__main__":
    main()
