"""A step of training as lists of operations: a batch forward and backward, for each length, and the update."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan, prod
from typing import Any, Final, final

import numpy as np

from backproof.program.batch import BATCH_SIZE, SAMPLES
from backproof.program.graph import sizes
from backproof.program.plan import plan
from backproof.train.engine import Array, Job, State
from backproof.train.engines.native.operations import Unsupported
from backproof.train.engines.native.translation import Translation
from backproof.train.engines.native.words import CONSTANT, CORRECTED, RATE, Kind, Lying, bits, contiguous
from backproof.train.engines.reference import flat, refuse_job, views
from backproof.train.engines.rows import is_sparse
from backproof.train.optimisers import BETA_1, BETA_2, DECAY, ELEMENT, Optimiser, adam, rmsprop, sgd
from backproof.train.optimisers import CORRECTED as CORRECTED_RATE
from backproof.train.optimisers import RATE as RATE_NAME

NOWHERE: Final = -1
LINE: Final = 64
"""Bytes of a line of the cache, and of the longest vector."""
KERNELS: tuple[Optimiser, ...] = (sgd(), sgd(0.9), sgd(0.9, nesterov=True), rmsprop(), adam(), adam(decays=True))
"""Optimisers that have a kernel of their own, in the order of ``native/src/optim.h``: known by their equations."""
NUMBERS: Final = (r"\mu", r"\beta_1", r"\beta_2", r"\rho", r"\epsilon")


def is_for_numpy(job: Job, state: State) -> bool:
    """Whether a training stays on NumPy: sparse rows, or nothing to learn or to learn from."""
    learns = any(array.size for array in state.parameters.values())
    counts = job.weights is None or bool(np.any(job.weights))
    return not (learns and counts) or any(is_sparse(array) for array in job.data.values())


def on_lines(array: Array) -> Array:
    """A copy that begins with a line of the cache: vectors that lie in two lines are stored at half the speed.

    >>> on_lines(np.ones(3)).tolist()
    [1.0, 1.0, 1.0]
    """
    room = np.empty(array.nbytes + LINE, np.uint8)
    begin = -room.ctypes.data % LINE
    found: Array = room[begin : begin + array.nbytes].view(array.dtype)
    found[:] = array
    return found


@final
class Step:
    """What a job does in one step, and the arrays that it does it to."""

    def __init__(self, translation: Translation, job: Job, state: State) -> None:
        self.translation, self.job = translation, job
        shapes = {name: array.shape for name, array in state.parameters.items()}
        refuse_job(job, shapes)
        self.chosen = job.chosen
        self.count = job.samples if self.chosen is None else len(self.chosen)
        self.batch = max(1, min(job.batch, self.count))
        if any(self._inputs[name].shape[:1] != (SAMPLES.name,) for name in job.kept):
            raise Unsupported("masks that are not one for each sample")
        self.w = on_lines(flat(state.parameters.values(), job.dtype))
        self.g = on_lines(np.broadcast_to(np.zeros((), job.dtype), self.w.size))
        self.moments = {name: on_lines(np.asarray(array, job.dtype)) for name, array in state.moments.items()}
        self.parameters = views(self.w, shapes)
        self._whole = self.batch >= self.count
        self._w, self._g = (translation.buffers.give(array, written=True) for array in (self.w, self.g))
        self._weights, self._size, self._loss = map(self._own, (self.batch, 1, 1))
        self._data = {name: self._rows(array) for name, array in job.data.items() if name in self._inputs}
        self._masks = {name: self._own(prod(self._shape(name))) for name in job.kept}
        self._lengths = sorted({self.batch, self.count % self.batch or self.batch})
        self._numbers = {name: self._own(1) for name in job.optimiser.step_numbers(0.0, 1)}
        self.lists = [*(self._batch(length, shapes) for length in self._lengths), self._update()]

    @property
    def _inputs(self) -> Mapping[str, Any]:
        return self.job.objective.program.inputs

    @property
    def shuffles(self) -> bool:
        """Whether each epoch has an order of its own."""
        return self.job.shuffle and not self._whole

    def order(self, last: Array | None) -> Array | None:
        """The order that the next epoch shuffles; None where rows are taken as they come."""
        if not self.shuffles:
            return None
        return np.arange(self.count) if last is None or len(last) != self.count else last

    def words(self) -> list[int]:
        """The section on training."""
        job = self.job
        words = [job.samples, self.count, self.batch, int(self.shuffles), len(self._lengths)]
        words += [word for at, length in enumerate(self._lengths) for word in (length, at)]
        words += [len(self._lengths), len(self._data)]
        for _, source, target, width in self._data.values():
            words += [source, target, width]
        words.append(len(self._masks))
        for name, buffer in self._masks.items():
            words += [buffer, prod(self._shape(name)[1:]), bits(job.kept[name])]
        clip = nan if job.optimiser.clip is None else job.optimiser.clip
        words += [self._weights, self._size, self._loss, self._g.buffer, bits(clip), len(self._numbers)]
        for name, buffer in self._numbers.items():
            words += [buffer, *self._number(name)]
        return words + self._optimiser()

    def _optimiser(self) -> list[int]:
        """The kernel of the optimiser with its arrays and numbers; -1 where it is run as equations."""
        own = self.job.optimiser
        kernel = next((at for at, each in enumerate(KERNELS) if each.equations == own.equations), None)
        if kernel is None:
            return [-1]
        buffers = (self._update_lies[name].buffer if name in self._update_lies else NOWHERE
                   for name in ("w", "m", "v", DECAY.symbol.name))  # fmt: skip
        return [kernel, *buffers, *(bits(own.numbers.get(name, 0.0)) for name in NUMBERS)]

    def _number(self, name: str) -> list[int]:
        numbers = self.job.optimiser.step_numbers(0.0, 1)
        if name == RATE_NAME:
            return [RATE, bits(0.0), bits(0.0)]
        if name == CORRECTED_RATE.symbol.name:
            return [CORRECTED, *(bits(numbers[each.symbol.name]) for each in (BETA_1, BETA_2))]
        return [CONSTANT, bits(numbers[name]), bits(0.0)]

    def _own(self, elements: int) -> int:
        return self.translation.buffers.add(Kind.OWN, elements)

    def _shape(self, name: str) -> tuple[int, ...]:
        return sizes(self._inputs[name].shape, {SAMPLES.name: self.batch})

    def _rows(self, array: Any) -> tuple[tuple[int, ...], int, int, int]:
        """The shape of an array's rows, its buffer, that of a batch of them, and their width."""
        rows = np.asarray(array, self.job.dtype, order="C")
        source = self.translation.buffers.give(rows).buffer
        width = prod(rows.shape[1:])
        stays = self._whole and self.chosen is None
        return rows.shape[1:], source, source if stays else self._own(self.batch * width), width

    def _batch(self, length: int, shapes: Mapping[str, tuple[int, ...]]) -> list[list[int]]:
        """Forward and backward for batches of this length."""
        job, program = self.job, self.job.objective.program
        lies = {name: Lying(buffer, 0, contiguous((length, *shape)))
                for name, (shape, _, buffer, _) in self._data.items()}  # fmt: skip
        lies |= {name: Lying(buffer, 0, contiguous((length, *self._shape(name)[1:])))
                 for name, buffer in self._masks.items()}  # fmt: skip
        lies |= {job.objective.weights: Lying(self._weights, 0, (1,)), BATCH_SIZE.name: Lying(self._size, 0, ())}
        for name, value in job.constants.items():
            if name in program.inputs:
                lies[name] = self.translation.buffers.give(np.asarray(value, job.dtype, order="C"))
        outputs = {job.objective.loss: Lying(self._loss, 0, ())}
        start = 0
        for name, shape in shapes.items():
            lies[name] = Lying(self._w.buffer, start, contiguous(shape))
            outputs[job.objective.gradients[name]] = Lying(self._g.buffer, start, contiguous(shape))
            start += prod(shape)
        batch = plan(program, {SAMPLES.name: length}, itemsize=job.dtype.itemsize)
        return self.translation.add(batch, {SAMPLES.name: length}, lies, outputs)

    def _update(self) -> list[list[int]]:
        """The optimiser over all parameters."""
        job, program = self.job, self.job.optimiser.program
        buffers = self.translation.buffers
        lies = {name: buffers.give(array, written=True) for name, array in self.moments.items()}
        lies |= {"w": self._w, "g": self._g}
        lies |= {name: Lying(buffer, 0, ()) for name, buffer in self._numbers.items()}
        if DECAY.symbol.name in program.inputs:
            rates = [np.full(array.shape, job.decay.get(name, 0.0)) for name, array in self.parameters.items()]
            lies[DECAY.symbol.name] = buffers.give(flat(rates, job.dtype))
        self._update_lies = lies
        extents = {ELEMENT.range.name: self.w.size}
        update = plan(program, extents, itemsize=job.dtype.itemsize)
        return self.translation.add(update, extents, lies, {name: lies[name] for name in program.outputs})
