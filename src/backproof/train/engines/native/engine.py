"""The native engine: whole epochs in C, and NumPy for what it does not run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod, sqrt
from typing import Any, Final, final

import numpy as np

from backproof.program.graph import sizes
from backproof.program.plan import Plan, Program, plan
from backproof.train.draws import Drawn
from backproof.train.engine import Array, Forward, Job, Run, State, never
from backproof.train.engines.bind import Memory, bind
from backproof.train.engines.forms import Call
from backproof.train.engines.native.lanes import Layout, pays
from backproof.train.engines.native.library import warned
from backproof.train.engines.native.operations import Unsupported
from backproof.train.engines.native.planned import NativePlan
from backproof.train.engines.native.training import Step, is_for_numpy
from backproof.train.engines.native.translation import Translation
from backproof.train.engines.native.words import Kind, Lying, contiguous
from backproof.train.engines.native.words import program as written
from backproof.train.engines.reference import Reference
from backproof.train.engines.rows import SparseBatch, is_sparse

SPARSE: Final = Unsupported("sparse rows")
BUDGET: Final = 0.05
"""Seconds after which the library returns, so that Ctrl-C is seen within a tenth of a second."""


def on_numpy(error: Unsupported) -> str:
    """What is said, once, where NumPy runs instead."""
    return f"The native engine does not run {error}. This runs on NumPy."


@final
class Native:
    """The engine in C. ``library`` is the module ``backproof_native``.

    ``threads`` is the most that it may use, ``path`` the name of a set of instructions, or '' for the fastest one;
    ``lanes`` decides for a plan whether samples lie in the lanes of vectors.
    """

    name = "native"

    def __init__(self, library: Any, threads: int = 1, path: str = "", lanes: Layout = pays) -> None:
        self.library, self._threads, self._path, self._lanes = library, threads, path, lanes
        self._other = Reference(self.bind)

    def start(self, job: Job, state: State) -> Run:
        """Training that goes on from a state."""
        if any(is_sparse(array) for array in job.data.values()):
            self._tell(SPARSE)
        if is_for_numpy(job, state):
            return self._other.start(job, state)
        try:
            return _Training(self, job, state)
        except Unsupported as error:
            self._tell(error)
            return self._other.start(job, state)

    def objective(
        self, job: Job, parameters: Mapping[str, Array]
    ) -> Callable[[Mapping[str, Array]], tuple[float, dict[str, Array]]]:
        """The objective over all data and its gradient, as a function of parameters with these shapes."""
        return self._other.objective(job, parameters)

    def forward(self, program: Program, inputs: Mapping[str, Any], rows: int, dtype: np.dtype[Any]) -> Forward:
        """The outputs of a program as a function of its data, for parameters that stay where they are."""
        return self._other.forward(program, inputs, rows, dtype)

    def bind(
        self, plan: Plan, memory: Memory, extents: Mapping[str, int], inputs: Mapping[str, Array],
        outputs: Mapping[str, Array],
    ) -> list[Call]:  # fmt: skip
        """The call that computes ``outputs`` from ``inputs``, for batches of these extents."""
        if any(isinstance(array, SparseBatch) for array in inputs.values()):
            return bind(plan, memory, extents, inputs, outputs)
        try:
            translation = self.translation(memory.dtype)
            give = translation.buffers.give
            given = {name: give(array) for name, array in inputs.items() if name in plan.program.inputs}
            written = {name: give(array, written=True) for name, array in outputs.items()}
            operations = translation.add(plan, extents, given, written)
        except Unsupported as error:
            self._tell(error)
            return bind(plan, memory, extents, inputs, outputs)
        return [self.opened(translation, [operations]).run]

    def planned(self, program: Program, extents: Mapping[str, int], dtype: np.dtype[Any]) -> Plan | NativePlan:
        """How a program runs for batches of these extents, to be read."""
        found = plan(program, extents, itemsize=dtype.itemsize)
        try:
            translation = self.translation(dtype)
            own = {
                node: Lying(translation.buffers.add(Kind.OWN, prod(shape)), 0, contiguous(shape))
                for node in (*program.inputs.values(), *program.outputs.values())
                for shape in (sizes(node.shape, extents),)
            }
            inputs = {name: own[node] for name, node in program.inputs.items()}
            outputs = {name: own[program.inputs.get(name, node) if name in program.updates else node]
                       for name, node in program.outputs.items()}  # fmt: skip
            told = self.opened(translation, [translation.add(found, extents, inputs, outputs)]).told()
        except Unsupported:
            return found
        return NativePlan(found, told[: len(found.kernels)], self._path or self.library.paths()[-1], self._threads)

    def translation(self, dtype: np.dtype[Any]) -> Translation:
        """A program with nothing in it yet."""
        if dtype not in (np.float32, np.float64):
            raise Unsupported(f"numbers of type {dtype}")
        return Translation(self.library.functions(), dtype.itemsize, self._lanes)

    def opened(
        self, translation: Translation, lists: Sequence[Sequence[Sequence[int]]], training: Sequence[int] | None = None
    ) -> Any:
        """A program that can run."""
        words = written(translation.buffers, lists, translation.itemsize, training)
        return self.library.Program(words, translation.buffers.arrays, self._threads, self._path)

    def _tell(self, error: Unsupported) -> None:
        warned(on_numpy(error))


@final
class _Training:
    """Parameters, gradients and moments as flat arrays, and the program of an epoch."""

    def __init__(self, engine: Native, job: Job, state: State) -> None:
        self._step = Step(engine.translation(job.dtype), job, state)
        self._epoch, self._moments = state.epoch, self._step.moments
        self._program = engine.opened(self._step.translation, self._step.lists, self._step.words())
        order = self._step.order(state.random.order)
        self._drawn, self._shuffled = state.random, False
        weights = None if job.weights is None else np.asarray(job.weights, np.float64)
        self._progress = engine.library.Progress(
            state.random.key, state.random.used, state.step, order=order, chosen=self._step.chosen, weights=weights
        )

    @property
    def state(self) -> State:
        """A copy of where it stands."""
        parameters = {name: array.copy() for name, array in self.parameters.items()}
        moments = {name: array.copy() for name, array in self._moments.items()}
        return State(parameters, moments, self._random, self._progress.step, self._epoch)

    @property
    def ended(self) -> State:
        """Where it stands, without the parameters and without copies: for a training that is over."""
        return State({}, self._moments, self._random, self._progress.step, self._epoch)

    @property
    def _random(self) -> Drawn:
        order = self._progress.order
        kept = order.copy() if order is not None and self._shuffled else self._drawn.order
        return Drawn(self._progress.words.copy(), self._progress.used, kept)

    @property
    def parameters(self) -> Mapping[str, Array]:
        """The parameters as they are now; training goes on in the same memory."""
        return self._step.parameters

    @property
    def gradient_norm(self) -> float:
        """The Euclidean norm of the latest gradient, before it was clipped."""
        return sqrt(float(np.dot(self._step.g, self._step.g)))

    def epochs(self, rates: Sequence[float], stop: Callable[[], bool] = never) -> list[float]:
        """Pass over the data once for each rate; the mean objective of each pass."""
        losses: list[float] = []
        for rate in rates:
            if not self._pass(rate, stop):
                break
            losses.append(self._progress.loss)
            self._epoch += 1
        return losses

    def _pass(self, rate: float, stop: Callable[[], bool]) -> bool:
        """One epoch; whether it came to its end."""
        self._progress.begin(rate)
        self._shuffled = self._shuffled or self._step.shuffles
        over = False
        while not over:
            over = self._program.epoch(self._progress, BUDGET)
            if stop():
                return False
        return True
