"""What every estimator does to learn: epochs or L-BFGS, early stopping, callbacks, what is said of the end."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import check_scoring
from sklearn.utils import check_random_state

from backproof.estimators import jobs
from backproof.estimators.callbacks import CallbackSupportMixin, Epochs, with_callbacks
from backproof.estimators.data import Data, sample_weights, validated
from backproof.estimators.settings import check, refused
from backproof.train.engine import Array, Engine, Job, State
from backproof.train.engines.reference import Reference
from backproof.train.interrupt import interruptible
from backproof.train.lbfgs import minimise
from backproof.train.loop import Outcome, Progress, Reason, loop

SEEDS: Final = 2**31 - 1
ENGINE: Final[Engine] = Reference()
Parameters = Mapping[str, Array]


class Learner(CallbackSupportMixin, BaseEstimator, ABC):  # type: ignore[misc]
    """An estimator that learns by the derived gradient; a subclass says what is learnt.

    Parameters are arrays by the names of the equations. ``_progress`` and ``_state`` are those of the training so far.
    """

    _numeric = False

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
        if held is None and self.early_stopping:
            data, held = data.split(self.validation_fraction, int(generator.integers(SEEDS)), self._stratified(data))
        if self.solver == "lbfgs":
            return self._minimise(data)
        state = State.start(self._trained(), jobs.optimiser(self), generator)
        return self._teach(data, held, state, self.max_iter)

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
        data = self._take(X, y, sample_weight, reset=first, fresh=False)
        if first:
            generator = np.random.default_rng(check_random_state(self.random_state).randint(SEEDS))
            self._begin(data, generator)
            self._state = State.start(self._trained(), jobs.optimiser(self), generator)
        return self._teach(data, None, replace(self._state, parameters=self._trained()), 1, partial=True)

    def __getstate__(self) -> dict[str, Any]:
        """Programs are built anew where they are needed."""
        state = dict(super().__getstate__())
        state.pop("_network", None)
        return state

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

    def _teach(self, data: Data, held: Data | None, state: State, epochs: int, *, partial: bool = False) -> Self:
        """Train epoch by epoch; ``partial`` training says nothing of its end."""
        job = self._job(data)
        run = ENGINE.start(job, state)
        tasks = Epochs(self, epochs, data.X, data.y)
        began = self._progress.epoch

        def after(progress: Progress, parameters: Mapping[str, Array]) -> bool:
            if self.verbose:
                score = f", validation score = {progress.scores[-1]:.6f}" if progress.scores else ""
                print(f"Iteration {progress.epoch}, loss = {progress.losses[-1]:.8f}{score}")  # noqa: T201
            return tasks.after(
                lambda: self._with(parameters) | {"n_iter_": progress.epoch}, progress.epoch - began == epochs
            )

        with interruptible() as stop:
            outcome = loop(
                run, jobs.schedule(self), jobs.stopping(self, epochs, patient=partial), data.samples,
                progress=self._progress, after=after, stop=stop,
                score=None if held is None else lambda parameters: self._score_of(parameters, held),
            )  # fmt: skip
        if outcome.reason is Reason.DIVERGED and self._progress.epoch == began:
            raise self._valueless(job, state.parameters, outcome.rate)
        self._adopt(outcome.parameters)
        # The parameters are those of the estimator: it keeps only what else a next step needs.
        self._state = replace(run.state, parameters={})
        self._report(outcome, self._progress, held is not None)
        self.n_iter_ = self._progress.epoch - began
        self.t_ += self.n_iter_ * data.samples
        tasks.over()
        self._say(outcome, epochs, partial)
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

    def _report(self, outcome: Outcome, progress: Progress, held: bool) -> None:
        self.loss_curve_ = progress.losses
        self.loss_ = progress.losses[-1] if progress.losses else float("nan")
        self.best_loss_ = None if held else progress.best_loss
        self.validation_scores_ = progress.scores if held else None
        self.best_validation_score_ = progress.best_score if held else None
        self.stopped_ = outcome.reason.value

    def _say(self, outcome: Outcome, epochs: int, partial: bool) -> None:
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
        if outcome.reason is Reason.EPOCHS and not partial:
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
            return tasks.after(lambda: self._learnt(parameters), done[0] == self.max_iter)

        found = minimise(
            ENGINE, job, start, iterations=self.max_iter, evaluations=self.max_fun, tol=self.tol, after=after
        )
        if not all(np.isfinite(array).all() for array in found.parameters.values()) or not np.isfinite(found.loss):
            raise self._valueless(job, start, None)
        self._adopt({name: array.astype(job.dtype) for name, array in found.parameters.items()})
        self._progress.losses += found.losses
        self._progress.best_loss = min([self._progress.best_loss, *found.losses, found.loss])
        self.loss_curve_, self.loss_, self.best_loss_ = self._progress.losses, found.loss, self._progress.best_loss
        self.validation_scores_ = self.best_validation_score_ = None
        self.n_iter_ = min(found.iterations, self.max_iter)
        self.stopped_ = found.message
        tasks.over()
        if not found.converged:
            warnings.warn(f"lbfgs failed to converge: {found.message}", ConvergenceWarning, stacklevel=3)
        return self
