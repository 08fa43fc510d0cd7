"""How every estimator is trained: epochs or L-BFGS, early stopping, callbacks, what is said of the end."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import check_scoring

from backproof.estimators import jobs, saving
from backproof.estimators.callbacks import CallbackSupportMixin, Epochs
from backproof.estimators.data import Data
from backproof.estimators.endings import interrupted_in, say
from backproof.estimators.engine import engine
from backproof.estimators.settings import InvalidSetting
from backproof.source import BackproofError
from backproof.train.engine import Array, Job, State
from backproof.train.interrupt import interruptible
from backproof.train.lbfgs import minimise
from backproof.train.loop import Progress, Reason, copied, loop

ROWS: Final = 256
"""Rows of a part of the data that are copied together to be judged."""
Parameters = Mapping[str, Array]
Watch = Callable[[Progress], None]


class Kind(Enum):
    """What a training is: a whole fit, one that goes on, or a part of the data."""

    FIT, RESUMED, PART = range(3)


class Teaching(CallbackSupportMixin, BaseEstimator, ABC):  # type: ignore[misc]  # scikit-learn has no types
    """An estimator that can be trained; a subclass says what is trained.

    Parameters are arrays by the names of the equations. ``_progress`` and ``_state`` are those of the training so far;
    the parameters of the state are kept as attributes only.
    """

    validation_scores_: Any
    """A list where there is a validation set, else None."""
    _state: State | None
    _progress: Progress
    _watch: Watch | None = None
    """What is told of each epoch."""

    @abstractmethod
    def _trained(self) -> dict[str, Array]:
        """The parameters that training moves."""

    @abstractmethod
    def _with(self, parameters: Parameters) -> dict[str, Any]:
        """The attributes of the estimator that say what these parameters say."""

    @abstractmethod
    def _job(self, data: Data) -> Job:
        """What is trained."""

    @abstractmethod
    def _output(self, X: Any) -> Array:
        """The outputs, a column for each."""

    @abstractmethod
    def _quality(self, output: Array, data: Data) -> float:
        """How good outputs are; higher is better."""

    @abstractmethod
    def _valueless(self, job: Job, parameters: Parameters, rate: float | None) -> ValueError:
        """Why there is no finite loss from the first epoch on."""

    def _checked_job(self, data: Data) -> Job:
        try:
            return self._job(data)
        except BackproofError as error:
            raise InvalidSetting(error.diagnostic) from None

    def _teach(self, data: Data, held: Data | None, state: State, epochs: int, kind: Kind) -> Self:
        """Train epoch by epoch."""
        job = self._checked_job(data)
        run = engine().start(job, state)
        # Where training begins is needed no more, and large parameters and moments would be there twice.
        self._moved, self._state = jobs.shapes(state.parameters), None
        self._adopt(run.parameters)
        del state
        # With a validation set the best parameters are what is left to keep after a divergence.
        good = copied(run.parameters) if held is None else run.parameters
        self._adopt(good)
        tasks = Epochs(self, epochs, data)
        writer = saving.Writer(self, run)
        began = self._progress.epoch

        def after(progress: Progress, parameters: Parameters) -> bool:
            writer.after(progress, parameters)
            return self._note(tasks, parameters, progress.epoch - began, epochs)

        with interruptible() as stop:
            outcome = loop(
                run, jobs.schedule(self), jobs.stopping(self, epochs, patient=kind is Kind.PART), data.samples,
                progress=self._progress, good=good, after=after, stop=stop, score=self._scorer(held),
            )  # fmt: skip
        if outcome.reason is Reason.DIVERGED and not self._progress.epoch:
            raise self._valueless(job, outcome.parameters, outcome.rate)
        self._adopt(outcome.parameters)
        # After a divergence the moments of the optimiser are as useless as the step that they led to.
        self._state = None if outcome.reason is Reason.DIVERGED else run.ended
        self._tell()
        tasks.over()
        say(outcome, epochs, whole=kind is not Kind.PART)
        return self

    def _adopt(self, parameters: Parameters) -> None:
        for name, value in self._with(parameters).items():
            setattr(self, name, value)

    def _scorer(self, held: Data | None) -> Callable[[Parameters], float] | None:
        """The validation score of parameters, by the metric of the user."""
        if held is None:
            return None
        answers = held.answers()
        scorer = None if self.scoring is None else check_scoring(self, self.scoring)
        given = None if scorer is None else held.taken()
        options = {} if answers.weights is None else {"sample_weight": answers.weights}

        def score(parameters: Parameters) -> float:
            self._adopt(parameters)
            output = np.concatenate([self._output(each) for each in held.parts_of(ROWS)])
            if not np.isfinite(output).all():
                return float("nan")
            if scorer is None:
                return self._quality(output, answers)
            return float(scorer(self, given, answers.y, **options))

        return score

    def _note(self, tasks: Epochs, parameters: Parameters, done: int, epochs: int) -> bool:
        """Say what there is to say after an epoch; whether a callback asks to stop."""
        progress = self._progress
        if self.verbose:
            score = f", validation score = {progress.scores[-1]:.6f}" if progress.scores else ""
            print(f"Iteration {progress.epoch}, loss = {progress.losses[-1]:.8f}{score}")  # noqa: T201  # `verbose` prints
        if self._watch is not None:
            self._watch(progress)
        return tasks.after(lambda: self._with(copied(parameters)) | {"n_iter_": done}, done == epochs)

    def _tell(self) -> None:
        """The attributes that say how training went."""
        progress = self._progress
        scored = progress.best is not None
        self.loss_curve_ = progress.losses
        self.loss_ = progress.losses[-1] if progress.losses else float("nan")
        self.best_loss_ = None if scored or not progress.losses else min(progress.losses)
        self.validation_scores_ = progress.scores if scored else None
        self.best_validation_score_ = progress.best_score if scored else None
        self.stopped_ = None if progress.reason is None else progress.reason.value
        self.n_iter_ = progress.epoch - self._began
        self.t_ = progress.samples

    def _minimise(self, data: Data, held: Data | None) -> Self:
        """L-BFGS over all data; with a validation set, until its score improves no more."""
        job, start = self._checked_job(data), self._trained()
        tasks = Epochs(self, self.max_iter, data)
        score, progress, began = self._scorer(held), self._progress, self._progress.epoch

        def after(loss: float, parameters: dict[str, Array]) -> bool:
            if progress.note(loss, None if score is None else score(parameters), self.tol):
                progress.best = copied(parameters)
            asked = self._note(tasks, parameters, progress.epoch - began, self.max_iter)
            return asked or stop() or (score is not None and progress.without > self.n_iter_no_change)

        with interruptible() as stop:
            found = minimise(
                engine(), job, start, iterations=self.max_iter, evaluations=self.max_fun, tol=self.tol, after=after
            )
            interrupted = stop()
        if not all(np.isfinite(array).all() for array in found.parameters.values()) or not np.isfinite(found.loss):
            raise self._valueless(job, start, None)
        kept = progress.best or found.parameters
        self._adopt({name: array.astype(job.dtype) for name, array in kept.items()})
        self._state = None
        self._tell()
        self.loss_, self.n_iter_, self.stopped_ = found.loss, min(found.iterations, self.max_iter), found.message
        tasks.over()
        if interrupted:
            interrupted_in(progress.epoch, stacklevel=5)
        elif not found.converged:
            warnings.warn(f"lbfgs failed to converge: {found.message}", ConvergenceWarning, stacklevel=4)
        return self
