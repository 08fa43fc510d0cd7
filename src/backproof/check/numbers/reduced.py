"""What one number may be of several: one of them, their sum or mean, their product, a length, a spread."""

from __future__ import annotations

import numpy as np

from backproof.check.numbers.compare import PLAIN
from backproof.check.numbers.products import Array

FACTORS = (1, -1, 2, 0.5)
"""What stands before sums over elements, and what is lost before them."""


def may_be(number: float, array: Array) -> bool:
    """Whether a number is near something that a text may mean by an array where one number stands.

    >>> may_be(3.0, np.array([1.0, 2.0])), may_be(5.0, np.array([1.0, 2.0])), may_be(7.0, np.array([1.0, 2.0]))
    (True, True, False)
    """
    flat = np.asarray(array, dtype=float).ravel()
    squares = float(flat @ flat)
    whole = (
        flat.sum(), flat.mean(), flat.prod(), squares, squares / flat.size, np.sqrt(squares),
        np.sqrt(squares / flat.size), abs(flat).sum(), flat.var(), flat.std(), flat.max() - flat.min(),
    )  # fmt: skip
    found = [*flat, *(factor * each for each in whole for factor in FACTORS)]
    return bool(np.isclose(found, number, rtol=PLAIN, atol=0).any())
