"""The reference engine: programs as lists of NumPy calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isfinite, sqrt
from typing import Any, Final, final

import numpy as np

from backproof.program.batch import BATCH_SIZE, SAMPLES
from backproof.program.graph import sizes
from backproof.program.plan import Plan, Program, plan
from backproof.train.draws import Drawn, Draws
from backproof.train.engine import Array, Job, Run, State, never
from backproof.train.engines.bind import Binder, Memory, bind
from backproof.train.engines.denormal import flush
from backproof.train.engines.forms import Call
from backproof.train.engines.forward import Forward
from backproof.train.engines.rows import rows_of
from backproof.train.fitting import refuse_rows, refuse_unfit
from backproof.train.optimisers import DECAY, ELEMENT

BLOCK: Final = 32_768
"""Parameters that are updated together: with their moments they stay in a cache from one call to the next."""


@final
class Reference:
    """The engine that is always there."""

    name = "numpy"

    def __init__(self, binder: Binder = bind) -> None:
        self._bind = binder

    def start(self, job: Job, state: State) -> Run:
        """Training that goes on from a state."""
        return _Training(job, state)

    def planned(self, program: Program, extents: Mapping[str, int], dtype: np.dtype[Any]) -> Plan:
        """How a program runs for batches of these extents, to be read."""
        return plan(program, extents, itemsize=dtype.itemsize)

    def objective(
        self, job: Job, parameters: Mapping[str, Array]
    ) -> Callable[[Mapping[str, Array]], tuple[float, dict[str, Array]]]:
        """The objective over all data and its gradient, as a function of parameters with these shapes.

        The gradient lies where the next call writes its own.
        """
        current = {name: np.empty(array.shape, job.dtype) for name, array in parameters.items()}
        gradients = {name: np.empty(array.shape, job.dtype) for name, array in parameters.items()}
        batches = _Batches(replace(job, batch=job.samples), current, gradients, self._bind)
        batches.draw(Draws(Drawn.start(np.random.RandomState(0))))

        def value(at: Mapping[str, Array]) -> tuple[float, dict[str, Array]]:
            for name, array in at.items():
                np.copyto(current[name], array, casting="unsafe")
            with np.errstate(all="ignore"):
                batches.take_all()
            return batches.loss(), gradients

        return value

    def forward(self, program: Program, inputs: Mapping[str, Any], rows: int, dtype: np.dtype[Any]) -> Forward:
        """The outputs of a program as a function of its data, for parameters that stay where they are."""
        return Forward(program, inputs, rows, dtype, self._bind)


@final
class _Training:
    """Parameters, gradients and moments as flat arrays, and the calls of a step."""

    def __init__(self, job: Job, state: State) -> None:
        self.job = job
        self._draws = Draws(state.random)
        self._step, self._epoch = state.step, state.epoch
        self._shapes = {name: array.shape for name, array in state.parameters.items()}
        self._w = flat(state.parameters.values(), job.dtype)
        self._g = np.empty_like(self._w)
        self._moments = {name: np.array(array, job.dtype, order="C") for name, array in state.moments.items()}
        self._parameters, self._gradients = views(self._w, self._shapes), views(self._g, self._shapes)
        self._numbers: dict[str, Array] = {}
        self._batches = _Batches(job, self._parameters, self._gradients)
        self._updates = self._bind_updates()
        self._shortened = 1.0

    @property
    def state(self) -> State:
        """A copy of where it stands."""
        parameters = {name: array.copy() for name, array in self._parameters.items()}
        moments = {name: array.copy() for name, array in self._moments.items()}
        return State(parameters, moments, self._draws.drawn, self._step, self._epoch)

    @property
    def ended(self) -> State:
        """Where it stands, without the parameters and without copies: for a training that is over."""
        return State({}, self._moments, self._draws.drawn, self._step, self._epoch)

    @property
    def parameters(self) -> Mapping[str, Array]:
        """The parameters as they are now; training goes on in the same memory."""
        return self._parameters

    @property
    def gradient_norm(self) -> float:
        """The Euclidean norm of the latest gradient, before it was clipped."""
        return sqrt(float(np.dot(self._g, self._g))) / self._shortened

    def epochs(self, rates: Sequence[float], stop: Callable[[], bool] = never) -> list[float]:
        """Pass over the data once for each rate; the mean objective of each pass."""
        losses: list[float] = []
        with np.errstate(all="ignore"):
            for rate in rates:
                loss = self._pass(rate, stop)
                if loss is None:
                    break
                losses.append(loss)
                self._epoch += 1
                for array in self._moments.values():
                    flush(array)
        return losses

    def _pass(self, rate: float, stop: Callable[[], bool]) -> float | None:
        """One epoch; None where it was stopped before its end."""
        total = weight = 0.0
        for order in self._batches.orders(self._draws):
            self._batches.draw(self._draws)
            batch = self._batches.take(order)
            if batch == 0:
                continue
            total += self._batches.loss() * batch
            weight += batch
            self._update(rate)
            if stop():
                return None
        return total / weight if weight else float("nan")

    def _update(self, rate: float) -> None:
        self._step += 1
        clip, self._shortened = self.job.optimiser.clip, 1.0
        if clip is not None:
            norm = sqrt(float(np.dot(self._g, self._g)))
            if norm > clip and isfinite(norm):
                self._shortened = clip / norm
                np.multiply(self._g, self._shortened, out=self._g)
        for name, value in self.job.optimiser.step_numbers(rate, self._step).items():
            self._numbers[name][()] = value
        for call in self._updates:
            call()

    def _bind_updates(self) -> list[Call]:
        """The optimiser's calls, block by block."""
        job, program = self.job, self.job.optimiser.program
        length = min(BLOCK, self._w.size) or 1
        blocks = plan(program, {ELEMENT.range.name: length}, itemsize=job.dtype.itemsize)
        memory = Memory(blocks, job.dtype)
        self._numbers = {name: np.zeros((), job.dtype) for name in job.optimiser.step_numbers(0.0, 1)}
        arrays = {"w": self._w, "g": self._g, **self._moments}
        if DECAY.symbol.name in program.inputs:
            rates = [np.full(shape, job.decay.get(name, 0.0)) for name, shape in self._shapes.items()]
            arrays[DECAY.symbol.name] = flat(rates, job.dtype)
        found: list[Call] = []
        for start in range(0, self._w.size, length):
            part = {name: array[start : start + length] for name, array in arrays.items()}
            given = {name: part[name] if name in part else self._numbers[name] for name in program.inputs}
            outputs = {name: part[name] for name in program.outputs}
            found += bind(blocks, memory, {ELEMENT.range.name: len(part["w"])}, given, outputs)
        return found


@final
class _Batches:
    """The data of a job batch by batch, and the calls that compute the objective and its gradient."""

    def __init__(
        self, job: Job, parameters: Mapping[str, Array], gradients: Mapping[str, Array], binder: Binder = bind
    ) -> None:
        self.job, self._bind = job, binder
        self._program = job.objective.program
        self._rows = {
            name: rows_of(array, job.dtype) for name, array in job.data.items() if name in self._program.inputs
        }
        refuse_job(job, {name: array.shape for name, array in parameters.items()})
        self._chosen = job.chosen
        self._count = job.samples if self._chosen is None else len(self._chosen)
        self._most = max(1, min(job.batch, self._count))
        self._plan = plan(self._program, {SAMPLES.name: self._most}, itemsize=job.dtype.itemsize)
        self._memory = Memory(self._plan, job.dtype)
        self._weights = np.empty(self._most, job.dtype)
        self._size = np.zeros((), job.dtype)
        self._loss = np.zeros((), job.dtype)
        self._masks = {name: np.empty(self._shape(name), job.dtype) for name in job.kept}
        constants = {name: np.asarray(value, job.dtype) for name, value in job.constants.items()}
        self._given = {**constants, **parameters, BATCH_SIZE.name: self._size}
        outputs = {job.objective.gradients[name]: array for name, array in gradients.items()}
        self._outputs = {**outputs, job.objective.loss: self._loss}
        self._calls: dict[int, list[Call]] = {}

    def _shape(self, name: str) -> tuple[int, ...]:
        return sizes(self._program.inputs[name].shape, {SAMPLES.name: self._most})

    def orders(self, draws: Draws) -> list[Array | None]:
        """The rows of each batch of an epoch; None for all of them, which need no order."""
        if self._most >= self._count:
            return [self._chosen] if self._count else []
        rows = draws.order(self._count) if self.job.shuffle else np.arange(self._count)
        if self._chosen is not None:
            rows = self._chosen[rows]
        return [rows[start : start + self._most] for start in range(0, self._count, self._most)]

    def take_all(self) -> None:
        """Compute the objective and its gradient for all samples."""
        self.take(self._chosen)

    def take(self, order: Array | None) -> float:
        """Compute the objective and its gradient for some rows; their weight."""
        length = self._most if order is None else len(order)
        weight = self._weigh(order, length)
        if weight == 0:
            return weight
        for rows in self._rows.values():
            rows.take(order)
        for call in self._calls_for(length):
            call()
        return weight

    def draw(self, draws: Draws) -> None:
        """New masks for the next batch."""
        for name, mask in self._masks.items():
            kept = self.job.kept[name]
            np.multiply(draws.shares(mask.shape, mask.dtype) < kept, 1 / kept, out=mask, casting="unsafe")

    def loss(self) -> float:
        """The objective of the batch that was taken last."""
        return float(self._loss)

    def _weigh(self, order: Array | None, length: int) -> float:
        """Each sample's share of the batch; their sum before that."""
        weights = self.job.weights
        shares = self._weights[:length]
        if weights is None:
            if self._size != length:
                shares.fill(1 / length)
                self._size[()] = length
            return float(length)
        chosen = weights if order is None else weights[order]
        total = float(chosen.sum())
        if total:
            np.divide(chosen, total, out=shares, casting="unsafe")
            self._size[()] = total
        return total

    def _calls_for(self, length: int) -> list[Call]:
        found = self._calls.get(length)
        if found is None:
            inputs: dict[str, Any] = {**self._given, self.job.objective.weights: self._weights[:length]}
            inputs |= {name: rows.batch(length) for name, rows in self._rows.items()}
            inputs |= {name: mask[:length] for name, mask in self._masks.items()}
            found = self._calls[length] = self._bind(
                self._plan, self._memory, {SAMPLES.name: length}, inputs, self._outputs
            )
        return found


def refuse_job(job: Job, parameters: Mapping[str, tuple[int, ...]]) -> None:
    """Raise for arrays that do not fit the equations; ``parameters`` are their shapes."""
    arrays = {**job.constants, **job.data}
    shapes = {**parameters, **{name: tuple(np.shape(array)) for name, array in arrays.items()}}
    rows = {name: shapes[name][0] if shapes[name] else 0 for name in job.data}
    refuse_rows(rows if job.weights is None else {**rows, "the weights": len(job.weights)})
    refuse_unfit(job.objective.program, shapes, job.samples, {job.objective.weights, BATCH_SIZE.name, *job.kept})


def flat(arrays: Any, dtype: np.dtype[Any]) -> Array:
    """Arrays one behind the other, copied."""
    parts = [np.asarray(array, dtype).ravel() for array in arrays]
    return np.concatenate(parts) if parts else np.empty(0, dtype)


def views(flat: Array, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Array]:
    """Parts of a flat array with their shapes."""
    views, start = {}, 0
    for name, shape in shapes.items():
        count = int(np.prod(shape))
        views[name] = flat[start : start + count].reshape(shape)
        start += count
    return views
