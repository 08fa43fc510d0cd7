"""What every estimator does to learn: epochs or L-BFGS, early stopping, callbacks, what is said of the end."""

from __future__ import annotations

import os
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import check_scoring
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from backproof.estimators import jobs, saving
from backproof.estimators.callbacks import CallbackSupportMixin, Epochs, with_callbacks
from backproof.estimators.data import Data, sample_weights, validated
from backproof.estimators.settings import check, refused
from backproof.train.engine import Array, Engine, Job, State
from backproof.train.engines.reference import Reference
from backproof.train.files import JSON
from backproof.train.interrupt import interruptible
from backproof.train.lbfgs import minimise
from backproof.train.loop import Outcome, Progress, Reason, loop

SEEDS: Final = 2**31 - 1
ENGINE: Final[Engine] = Reference()
Parameters = Mapping[str, Array]


class Kind(Enum):
    """What a training is: a whole fit, one that goes on, or a part of the data."""

    FIT, RESUMED, PART = range(3)


class Learner(CallbackSupportMixin, BaseEstimator, ABC):  # type: ignore[misc]
    """An estimator that learns by the derived gradient; a subclass says what is learnt.

    Parameters are arrays by the names of the equations. ``_progress`` and ``_state`` are those of the training so far.
    """

    _numeric = False
    _state: State | None
    _progress: Progress
    _table: JSON = None
    """How the columns of a table became numbers, where the data are from one."""
    _watch: Callable[[Progress], None] | None = None
    """What is told of each epoch."""

    @abstractmethod
    def _begin(self, data: Data, generator: np.random.Generator) -> None:
        """New parameters."""

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
    def _targets(self, y: Array, fresh: bool) -> Array:
        """What the outputs should be, a column for each; ``fresh`` forgets what was known of the targets."""

    @abstractmethod
    def _output(self, X: Any) -> Array:
        """The outputs, a column for each."""

    @abstractmethod
    def _quality(self, output: Array, data: Data) -> float:
        """How good outputs are; higher is better."""

    @abstractmethod
    def _valueless(self, job: Job, parameters: Parameters, rate: float | None) -> ValueError:
        """Why there is no finite loss from the first epoch on."""

    @property
    @abstractmethod
    def _has_learnt(self) -> bool:
        """Whether there are parameters already."""

    def _more_weights(self, y: Array, given: Array | None) -> Array | None:
        """The weights of samples with those of their classes."""
        return given

    def _stratified(self, data: Data) -> bool:
        """Whether a validation set has the classes in the same shares."""
        return False

    @with_callbacks  # type: ignore[untyped-decorator]  # scikit-learn has no types
    def fit(  # noqa: PLR0917  # scikit-learn's order of arguments
        self,
        X: Any,
        y: Any,
        sample_weight: Any = None,
        X_val: Any = None,
        y_val: Any = None,
        sample_weight_val: Any = None,
    ) -> Self:
        """Train on samples.

        ``X`` has a row for each sample (an array or a SciPy matrix), ``y`` a target, or a row of them. With ``X_val``
        and ``y_val`` training stops early by their score. Raises ValueError for data that can't be used.
        """
        check(self.get_params(deep=False))
        first = not (self.warm_start and self._has_learnt)
        data = self._take(X, y, sample_weight, reset=first, fresh=first)
        held = None
        if X_val is not None or y_val is not None:
            held = self._held(X_val, y_val, sample_weight_val)
        seed = check_random_state(self.random_state).randint(SEEDS)
        generator = np.random.default_rng(seed)
        if first:
            self._begin(data, generator)
        self._split_seed, self._began = int(generator.integers(SEEDS)), self._progress.epoch
        if held is None and self.early_stopping:
            data, held = data.split(self.validation_fraction, self._split_seed, self._stratified(data))
        if self.solver == "lbfgs":
            return self._minimise(data)
        state = State.start(self._trained(), jobs.optimiser(self), generator)
        return self._teach(data, held, state, self.max_iter)

    @with_callbacks  # type: ignore[untyped-decorator]  # scikit-learn has no types
    def resume(  # noqa: PLR0917  # the arguments of fit
        self,
        X: Any,
        y: Any,
        sample_weight: Any = None,
        X_val: Any = None,
        y_val: Any = None,
        sample_weight_val: Any = None,
    ) -> Self:
        """Go on with a fit that was interrupted, from a checkpoint, with the same data: it ends as if it never was."""
        check(self.get_params(deep=False))
        state = getattr(self, "_state", None)
        if state is None:
            raise refused("there is nothing to go on with", "no state", "an estimator from a checkpoint", "call fit")
        data = self._take(X, y, sample_weight, reset=False, fresh=False)
        held = None if X_val is None and y_val is None else self._held(X_val, y_val, sample_weight_val)
        if held is None and self.early_stopping:
            data, held = data.split(self.validation_fraction, self._split_seed, self._stratified(data))
        left = self.max_iter - (self._progress.epoch - self._began)
        return self._teach(data, held, replace(state, parameters=self._trained()), left, kind=Kind.RESUMED)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write what was learnt, the settings and the state of training to a file; :func:`load` reads it again."""
        check_is_fitted(self)
        saving.save(self, path)

    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """One epoch over samples; what was learnt before is kept, and so is the optimiser's state."""
        check(self.get_params(deep=False))
        if self.solver == "lbfgs" or self.early_stopping:
            what = "solver='lbfgs'" if self.solver == "lbfgs" else "early_stopping=True"
            raise refused(
                f"partial_fit does not support {what}",
                what,
                "steps over parts of the data",
                "use fit, or another solver",
            )
        first = not self._has_learnt
        if first:
            self._split_seed = self._began = 0
        data = self._take(X, y, sample_weight, reset=first, fresh=False)
        if first:
            generator = np.random.default_rng(check_random_state(self.random_state).randint(SEEDS))
            self._begin(data, generator)
            self._state = State.start(self._trained(), jobs.optimiser(self), generator)
        state = self._state or State.start(self._trained(), jobs.optimiser(self), np.random.default_rng())
        return self._teach(data, None, replace(state, parameters=self._trained()), 1, kind=Kind.PART)

    def __getstate__(self) -> dict[str, Any]:
        """Programs are built anew where they are needed."""
        state = dict(super().__getstate__())
        state.pop("_network", None)
        state.pop("_watch", None)
        return state

    @abstractmethod
    def _saved(self) -> tuple[dict[str, Array], dict[str, Any]]:
        """What was learnt, as arrays and as data."""

    @abstractmethod
    def _restore(self, arrays: Mapping[str, Array], fitted: Mapping[str, Any]) -> None:
        """Take what :meth:`_saved` gave."""

    def _settings(self) -> dict[str, Any]:
        """The parameters of the estimator that a file keeps."""
        return {name: value for name, value in self.get_params(deep=False).items() if name != "checkpoint"}

    def _take(self, X: Any, y: Any, sample_weight: Any, *, reset: bool, fresh: bool) -> Data:
        X, y = validated(self, X, y, reset=reset, numeric=self._numeric)
        given = sample_weights(sample_weight, X)
        targets = self._targets(y, fresh).astype(X.dtype, copy=False)
        return Data(X, y, targets, self._more_weights(y, given))

    def _held(self, X: Any, y: Any, sample_weight: Any) -> Data:
        if X is None or y is None:
            missing = "y_val" if y is None else "X_val"
            raise refused(
                "a validation set needs both of its parts", f"no {missing}", "X_val and y_val", f"give {missing}"
            )
        X, y = validated(self, X, y, reset=False, numeric=self._numeric)
        return Data(X, y, self._targets(y, False).astype(X.dtype, copy=False), sample_weights(sample_weight, X))

    def _teach(self, data: Data, held: Data | None, state: State, epochs: int, *, kind: Kind = Kind.FIT) -> Self:
        """Train epoch by epoch."""
        job = self._job(data)
        run = ENGINE.start(job, state)
        tasks = Epochs(self, epochs, data.X, data.y)
        began = self._progress.epoch
        self._began = began if kind is Kind.PART else self._began
        self._progress.reason = self._progress.reason if kind is Kind.RESUMED else None
        writer = saving.Writer(self, run)

        def after(progress: Progress, parameters: Mapping[str, Array]) -> bool:
            if self.verbose:
                score = f", validation score = {progress.scores[-1]:.6f}" if progress.scores else ""
                print(f"Iteration {progress.epoch}, loss = {progress.losses[-1]:.8f}{score}")  # noqa: T201
            last = progress.epoch - began == epochs
            if self._watch is not None:
                self._watch(progress)
            writer.after(progress, parameters)
            return tasks.after(lambda: self._with(parameters) | {"n_iter_": progress.epoch}, last)

        with interruptible() as stop:
            outcome = loop(
                run, jobs.schedule(self), jobs.stopping(self, epochs, patient=kind is Kind.PART), data.samples,
                progress=self._progress, after=after, stop=stop,
                score=None if held is None else lambda parameters: self._score_of(parameters, held),
            )  # fmt: skip
        if outcome.reason is Reason.DIVERGED and self._progress.epoch == began:
            raise self._valueless(job, state.parameters, outcome.rate)
        self._adopt(outcome.parameters)
        # The parameters are those of the estimator: it keeps only what else a next step needs.
        self._state = replace(run.state, parameters={})
        self._tell()
        tasks.over()
        self._say(outcome, epochs, kind)
        return self

    def _adopt(self, parameters: Parameters) -> None:
        for name, value in self._with(parameters).items():
            setattr(self, name, value)

    def _score_of(self, parameters: Parameters, held: Data) -> float:
        self._adopt(parameters)
        if self.scoring is None:
            return self._quality(self._output(held.X), held)
        scorer = check_scoring(self, self.scoring)
        options = {} if held.weights is None else {"sample_weight": held.weights}
        return float(scorer(self, held.X, held.y, **options))

    def _tell(self) -> None:
        """The attributes that say how training went."""
        progress = self._progress
        scored = bool(progress.scores)
        self.loss_curve_ = progress.losses
        self.loss_ = progress.losses[-1] if progress.losses else float("nan")
        self.best_loss_ = None if scored else progress.best_loss
        self.validation_scores_ = progress.scores if scored else None
        self.best_validation_score_ = progress.best_score if scored else None
        self.stopped_ = None if progress.reason is None else progress.reason.value
        self.n_iter_ = progress.epoch - self._began
        self.t_ = progress.samples

    def _say(self, outcome: Outcome, epochs: int, kind: Kind) -> None:
        if outcome.reason is Reason.INTERRUPTED:
            warnings.warn(f"Training interrupted in epoch {outcome.epoch + 1}; what was learnt is kept.", stacklevel=4)
        if outcome.reason is Reason.DIVERGED:
            warnings.warn(
                f"Training diverged in epoch {outcome.epoch} at the rate {outcome.rate:g}: the loss or a weight is no "
                f"longer finite. The parameters before that epoch are kept. Try a rate of {outcome.rate / 10:g}, "
                "clip_norm=1, or standardised inputs.",
                ConvergenceWarning,
                stacklevel=4,
            )
        if outcome.reason is Reason.EPOCHS and kind is not Kind.PART:
            warnings.warn(
                f"Stochastic Optimizer: Maximum iterations ({epochs}) reached and the optimization hasn't converged "
                "yet.",
                ConvergenceWarning,
                stacklevel=4,
            )

    def _minimise(self, data: Data) -> Self:
        job = self._job(data)
        start = self._trained()
        tasks = Epochs(self, self.max_iter, data.X, data.y)
        done = [0]

        def after(loss: float, parameters: dict[str, Array]) -> bool:
            done[0] += 1
            return tasks.after(lambda: self._with(parameters), done[0] == self.max_iter)

        found = minimise(
            ENGINE, job, start, iterations=self.max_iter, evaluations=self.max_fun, tol=self.tol, after=after
        )
        if not all(np.isfinite(array).all() for array in found.parameters.values()) or not np.isfinite(found.loss):
            raise self._valueless(job, start, None)
        self._adopt({name: array.astype(job.dtype) for name, array in found.parameters.items()})
        self._progress.losses += found.losses
        self._progress.best_loss = min([self._progress.best_loss, *found.losses, found.loss])
        self._progress.samples += found.iterations * data.samples
        self._state = None
        self._tell()
        self.loss_, self.n_iter_, self.stopped_ = found.loss, min(found.iterations, self.max_iter), found.message
        tasks.over()
        if not found.converged:
            warnings.warn(f"lbfgs failed to converge: {found.message}", ConvergenceWarning, stacklevel=3)
        return self
