"""Training epoch by epoch: the rate, when to stop, what to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import inf, isfinite, isnan
from typing import final

import numpy as np

from backproof.train.engine import Array, Run, never
from backproof.train.schedules import Schedule

Parameters = Mapping[str, Array]


class Reason(Enum):
    """Why training ended."""

    EPOCHS = "the number of epochs was reached"
    TOLERANCE = "nothing improved any more"
    FLAT = "the gradient is small enough"
    ASKED = "a callback asked for it"
    INTERRUPTED = "it was interrupted"
    DIVERGED = "it diverged"


@final
@dataclass(frozen=True, slots=True)
class Stopping:
    """When training ends.

    After ``epochs``; or after more than ``patience`` epochs in a row that improved the objective (or the validation
    score) by less than ``tol``; or, where ``flat`` is given, as soon as the gradient's norm is below it.
    """

    epochs: int
    tol: float = 1e-4
    patience: float = 10
    flat: float | None = None


@final
@dataclass(slots=True)
class Progress:
    """What has happened so far; a run that is resumed goes on with it."""

    losses: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    best_loss: float = inf
    best_score: float = -inf
    without: int = 0
    slowed: int = 0
    samples: int = 0
    rate: float = 0.0
    """The rate of the last epoch."""
    best: Parameters | None = None
    """The parameters with the best score, where there are scores."""
    reason: Reason | None = None
    """Why the training ended that this tells of; None while it goes on."""

    @property
    def epoch(self) -> int:
        """How many epochs are over."""
        return len(self.losses)

    def begin_again(self) -> None:
        """New epochs have their own patience, and their own losses to improve on: the data may be others."""
        self.without, self.best_loss, self.best_score = 0, inf, -inf
        self.best = self.reason = None

    def note(self, loss: float, score: float | None, tol: float) -> bool:
        """Take note of an epoch; whether its score is the best one."""
        self.losses.append(loss)
        if score is None:
            self.without = self.without + 1 if loss > self.best_loss - tol else 0
            self.best_loss = min(self.best_loss, loss)
            return False
        self.scores.append(score)
        self.without = self.without + 1 if not score >= self.best_score + tol else 0
        best = score > self.best_score
        self.best_loss, self.best_score = min(self.best_loss, loss), max(self.best_score, score)
        return best


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """How training ended: the parameters to keep, and the rate and the number of the last epoch."""

    reason: Reason
    parameters: Parameters
    rate: float
    epoch: int


def loop(
    run: Run,
    schedule: Schedule,
    stopping: Stopping,
    samples: int,
    *,
    progress: Progress | None = None,
    good: Parameters | None = None,
    score: Callable[[Parameters], float] | None = None,
    after: Callable[[Progress, Parameters], bool] | None = None,
    stop: Callable[[], bool] = never,
) -> Outcome:
    """Train until one of the reasons to stop holds; ``samples`` are those of an epoch.

    ``score`` is the validation score of parameters: the best ones are kept. ``after`` is called after each epoch, and
    says whether to stop. Where the objective or a parameter is no longer finite, the parameters before that are kept.
    The parameters that both of them see lie in ``good``, where those of the next epoch will lie, and the outcome's.
    With a ``score`` it is the best parameters that are kept, and ``good`` may be those of the run itself.
    """
    progress = progress or Progress()
    last, rate = progress.epoch + stopping.epochs, schedule.initial
    good = copied(run.parameters) if good is None else good
    if score is not None and progress.epoch and progress.best is None:
        # The validation set may be another one, so what was the best score before says nothing.
        at_first = score(good)
        progress.best, progress.best_score = copied(good), -inf if isnan(at_first) else at_first
    while progress.reason is None:
        if progress.epoch >= last:
            progress.reason = Reason.EPOCHS
            break
        rate = progress.rate = schedule.rate(epoch=progress.epoch, samples=progress.samples, slowed=progress.slowed)
        losses = run.epochs([rate], stop)
        if not losses:
            _take(good, run.parameters)
            progress.reason = Reason.INTERRUPTED
        elif not isfinite(losses[0]) or not _finite(run.parameters):
            progress.reason = Reason.DIVERGED
        else:
            _take(good, run.parameters)
            progress.samples += samples
            best = progress.note(losses[0], None if score is None else score(good), stopping.tol)
            if best or (score is not None and progress.best is None):
                progress.best = None  # memory for the one that comes
                progress.best = copied(good)
            progress.reason = _enough(run, schedule, stopping, progress)
            if after is not None and after(progress, good):
                progress.reason = Reason.ASKED
    kept = good if score is None else progress.best or good
    return Outcome(progress.reason, kept, rate, progress.epoch)


def _enough(run: Run, schedule: Schedule, stopping: Stopping, progress: Progress) -> Reason | None:
    """Why to stop after an epoch; an adaptive rate falls before that."""
    if stopping.flat is not None and run.gradient_norm < stopping.flat:
        return Reason.FLAT
    if progress.without <= stopping.patience:
        return None
    if not schedule.slows(progress.slowed):
        return Reason.TOLERANCE
    progress.slowed += 1
    progress.without = 0
    return None


def copied(parameters: Parameters) -> Parameters:
    """The parameters, in memory of their own."""
    return {name: array.copy() for name, array in parameters.items()}


def _take(good: Parameters, parameters: Parameters) -> None:
    """Copy parameters to where the last good ones are: another copy would be there together with them."""
    if good is not parameters:
        for name, array in parameters.items():
            np.copyto(good[name], array)


def _finite(parameters: Parameters) -> bool:
    return all(bool(np.isfinite(array).all()) for array in parameters.values())
