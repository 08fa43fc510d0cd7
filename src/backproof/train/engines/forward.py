"""A program bound to its parameters, for rows that come a few at a time: what predicts."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, prod
from typing import Any, Final, final

import numpy as np

from backproof.program.batch import SAMPLES
from backproof.program.graph import sizes
from backproof.program.plan import Program, plan
from backproof.train.draws import Array
from backproof.train.engines.bind import Binder, Memory, bind
from backproof.train.engines.forms import Call
from backproof.train.engines.rows import SparseWindow, Window, is_sparse
from backproof.train.fitting import refuse_unfit

ELEMENTS: Final = 65_536
"""Results of a batch that stay in a cache, and need no new pages: 1797 digits take 2.6 ms so, and 4.0 all at once."""
FEWEST, MOST = 256, 4096
"""Rows of a batch, where there are so many."""
LENGTHS: Final = 8
"""Lengths of batches for which the calls are kept."""


@final
class Forward:
    """The outputs of a program for any rows, computed batch by batch in memory of its own.

    ``inputs`` are arrays of the program's inputs, the data among them. A call takes data of the same kind, and as many
    rows or others.
    """

    def __init__(
        self,
        program: Program,
        inputs: Mapping[str, Any],
        rows: int,
        dtype: np.dtype[Any],
        binder: Binder = bind,
    ) -> None:
        refuse_unfit(program, {name: tuple(np.shape(array)) for name, array in inputs.items()}, rows)
        self._bind = binder
        self._program, self._dtype, self._rows = program, dtype, rows
        self._data = [name for name, node in program.inputs.items() if SAMPLES.name in node.shape]
        single = sum(plan(program, {SAMPLES.name: 1}).capacity)
        most = min(MOST, max(FEWEST, ELEMENTS // max(1, single)))
        # Batches of one length: the calls of another one would have to be prepared as well.
        self._most = ceil(rows / ceil(rows / most)) if rows else 1
        self._plan = plan(program, {SAMPLES.name: self._most}, itemsize=dtype.itemsize)
        self._memory = Memory(self._plan, dtype)
        self._shared = {name: np.asarray(inputs[name], dtype) for name in program.inputs if name not in self._data}
        self._outputs = self._room(self._most)
        self._windows: dict[str, Any] = {name: self._window(inputs[name]) for name in self._data}
        self._calls: dict[int, list[Call]] = {}

    @property
    def elements(self) -> int:
        """The elements of its memory."""
        widths = [prod(sizes(self._program.inputs[name].shape, {SAMPLES.name: self._most})) for name in self._data]
        return self._plan.elements + sum(widths)

    def __call__(self, data: Mapping[str, Any]) -> dict[str, Array]:
        """The outputs for some rows."""
        rows = min((int(data[name].shape[0]) for name in self._data), default=self._rows)
        results = self._room(rows)
        with np.errstate(all="ignore"):
            for start in range(0, rows, self._most):
                stop = min(start + self._most, rows)
                for name, window in self._windows.items():
                    window.take(data[name], start, stop)
                for call in self._calls_for(stop - start):
                    call()
                for name, array in results.items():
                    if SAMPLES.name in self._program.outputs[name].shape:
                        array[start:stop] = self._outputs[name][: stop - start]
                    else:
                        array[...] = self._outputs[name]
        return results

    def _calls_for(self, length: int) -> list[Call]:
        found = self._calls.get(length)
        if found is None:
            data = {name: window.batch(length) for name, window in self._windows.items()}
            outputs = {
                name: array[:length] if SAMPLES.name in self._program.outputs[name].shape else array
                for name, array in self._outputs.items()
            }
            if len(self._calls) == LENGTHS:
                self._calls.clear()
            given = {**self._shared, **data}
            found = self._calls[length] = self._bind(self._plan, self._memory, {SAMPLES.name: length}, given, outputs)
        return found

    def _window(self, array: Any) -> Window | SparseWindow:
        return SparseWindow(self._dtype) if is_sparse(array) else Window(self._most, np.shape(array)[1:], self._dtype)

    def _room(self, rows: int) -> dict[str, Array]:
        outputs = self._program.outputs.items()
        return {name: np.empty(sizes(node.shape, {SAMPLES.name: rows}), self._dtype) for name, node in outputs}


def compute(program: Program, inputs: Mapping[str, Any], rows: int, dtype: np.dtype[Any]) -> dict[str, Array]:
    """The outputs of a program for some rows."""
    return Forward(program, inputs, rows, dtype)(inputs)
