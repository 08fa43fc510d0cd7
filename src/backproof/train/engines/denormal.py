"""Numbers so small that arithmetic with them is many times slower: they become zero."""

from __future__ import annotations

from typing import Final

import numpy as np

from backproof.train.engine import Array

SMALLEST: Final = 1e-30
"""Moments below it change nothing: they are compared with an epsilon of 1e-8 or so."""
BLOCK: Final = 32_768


def flush(array: Array) -> None:
    """Set what is next to zero to zero, a part at a time: no memory of the size of the array is needed.

    >>> x = np.array([1e-40, -1e-35, 1e-20, 3.0])
    >>> flush(x)
    >>> x.tolist()
    [0.0, 0.0, 1e-20, 3.0]
    """
    for start in range(0, array.size, BLOCK):
        part = array[start : start + BLOCK]
        small = np.abs(part) < SMALLEST
        if small.any():
            part[small] = 0
