"""What an engine is: a program, parameters, data, an optimiser and rates go in; parameters, losses and a state that
resumes come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol, final

import numpy as np

from backproof.program.training import Objective
from backproof.records import dataclass
from backproof.train.draws import Array, Drawn
from backproof.train.optimisers import Optimiser

__all__ = ["Array", "Engine", "Forward", "Job", "Run", "State", "never"]


def never() -> bool:
    """Nobody asks to stop."""
    return False


@final
@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What is trained, on what and how.

    ``data`` has an array with a row for each sample, or a SciPy matrix in CSR form, by the names of inputs;
    ``weights`` are those of the samples, or None where all are 1. ``rows`` are the numbers of the samples to train on,
    or None for all of them: a part of the data needs no copy. ``constants`` are the inputs that neither the data
    nor the parameters give. ``kept`` names inputs that are drawn anew for each batch, the masks of dropout: 1/kept with
    probability kept, else 0 (Srivastava et al., 2014, inverted). ``decay`` are the rates at which parameters shrink.
    """

    objective: Objective
    data: Mapping[str, Any]
    optimiser: Optimiser
    batch: int
    dtype: np.dtype[Any]
    weights: Array | None = None
    shuffle: bool = True
    constants: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, float] = field(default_factory=dict)
    decay: Mapping[str, float] = field(default_factory=dict)
    rows: Array | None = None

    @property
    def samples(self) -> int:
        """How many rows the data have."""
        return int(next(iter(self.data.values())).shape[0])

    @property
    def chosen(self) -> Array | None:
        """The numbers of the rows that count, or None where all do: without weight a row is as if it were not there."""
        if self.weights is None or self.weights.all():
            return self.rows
        weighty = self.weights != 0
        return np.flatnonzero(weighty) if self.rows is None else self.rows[weighty[self.rows]]


@final
@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Where training stands: what is needed to go on as if it had never stopped.

    ``moments`` are the arrays of the optimiser over all parameters, one behind the other in their order. ``random`` is
    where the generator that shuffles and draws stands.
    """

    parameters: Mapping[str, Array]
    moments: Mapping[str, Array]
    random: Drawn
    step: int = 0
    epoch: int = 0

    @classmethod
    def start(cls, parameters: Mapping[str, Array], optimiser: Optimiser, random: np.random.RandomState) -> State:
        """The state before the first step."""
        count = sum(array.size for array in parameters.values())
        dtype = np.result_type(*parameters.values()) if parameters else np.dtype(float)
        # Zeros that take no memory: an engine copies them.
        zeros = np.broadcast_to(np.zeros((), dtype), count)
        moments = dict.fromkeys(optimiser.state, zeros)
        return cls(dict(parameters), moments, Drawn.start(random))


class Run(Protocol):
    """Training under way."""

    @property
    def state(self) -> State:
        """A copy of where it stands."""

    @property
    def ended(self) -> State:
        """Where it stands, without the parameters and without copies: for a training that is over."""

    @property
    def parameters(self) -> Mapping[str, Array]:
        """The parameters as they are now; training goes on in the same memory."""

    @property
    def gradient_norm(self) -> float:
        """The Euclidean norm of the latest gradient, before it was clipped."""

    def epochs(self, rates: Sequence[float], stop: Callable[[], bool] = never) -> list[float]:
        """Pass over the data once for each rate; the mean objective of each pass.

        ``stop`` is asked after each step; what was learnt until then is kept.
        """


class Forward(Protocol):
    """A program with its parameters, as a function of the data."""

    @property
    def elements(self) -> int:
        """The elements of the memory that it holds."""

    def __call__(self, data: Mapping[str, Any]) -> dict[str, Array]:
        """The outputs for some rows."""


class Engine(Protocol):
    """What runs programs."""

    name: str

    def start(self, job: Job, state: State) -> Run:
        """Training that goes on from a state."""

    def objective(
        self, job: Job, parameters: Mapping[str, Array]
    ) -> Callable[[Mapping[str, Array]], tuple[float, dict[str, Array]]]:
        """The objective over all data and its gradient, as a function of parameters with these shapes.

        The gradient lies where the next call writes its own.
        """

    def forward(self, program: Any, inputs: Mapping[str, Any], rows: int, dtype: np.dtype[Any]) -> Forward:
        """The outputs of a program as a function of its data; ``inputs`` are the parameters, and data of that kind.

        It may be called again where parameters have changed in place, unless they are of another type or order.
        """

    def planned(self, program: Any, extents: Mapping[str, int], dtype: np.dtype[Any]) -> object:
        """How a program runs for batches of these extents; its ``repr`` is to be read."""
