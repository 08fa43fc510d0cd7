"""The program that predicted last, kept for the next few rows: binding it takes as long as running it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Any, Final, final

import numpy as np

from backproof.estimators.engine import engine
from backproof.program.plan import Program
from backproof.train.engine import Array, Forward

MOST: Final = 1 << 18
"""Elements of memory that an estimator holds between two predictions: 2 MB."""
Inputs = Mapping[str, Any]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A program bound to some parameters, for so many rows or fewer."""

    program: Program
    learnt: Sequence[Any]
    rows: int
    dtype: np.dtype[Any]
    run: Forward

    def fits(self, program: Program, learnt: Sequence[Any], rows: int, dtype: np.dtype[Any]) -> bool:
        """Whether it is this program with these very arrays, whatever their values are by now."""
        same = self.program is program and rows <= self.rows and self.dtype == dtype
        return same and len(learnt) == len(self.learnt) and all(map(is_, learnt, self.learnt))

    @property
    def lasts(self) -> bool:
        """Whether it is small, and computes with the arrays themselves: converted or moved ones would grow old."""
        arrays = [each for each in self.learnt if isinstance(each, np.ndarray) and each.flags.c_contiguous]
        same = len(arrays) == len(self.learnt) and all(each.dtype == self.dtype for each in arrays)
        return same and self.run.elements <= MOST


@final
class Kept:
    """The last bound program of an estimator; copies of the estimator begin without one.

    Who computes takes it away meanwhile, so that no two threads share its memory.
    """

    def __init__(self) -> None:
        self._last: dict[str, Bound] = {}

    def __reduce__(self) -> tuple[type[Kept], tuple[()]]:
        return Kept, ()

    def computed(
        self, program: Program, learnt: Sequence[Any], shared: Callable[[], Inputs], data: Inputs, dtype: np.dtype[Any]
    ) -> dict[str, Array]:
        """The outputs of a program for the rows of ``data``; ``shared`` has the other inputs, if it has to be bound."""
        rows = int(next(iter(data.values())).shape[0])
        bound = self._last.pop("", None)
        dense = all(isinstance(each, np.ndarray) for each in data.values())
        if bound is None or not dense or not bound.fits(program, learnt, rows, dtype):
            run = engine().forward(program, {**shared(), **data}, rows, dtype)
            bound = Bound(program, tuple(learnt), rows, dtype, run)
        found = bound.run(data)
        if dense and bound.lasts:
            self._last[""] = bound
        return found
