"""What every estimator does to learn: epochs or L-BFGS, early stopping, callbacks, what is said of the end."""

from __future__ import annotations

import os
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import check_scoring
from sklearn.utils import check_random_state
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted

from backproof.estimators import jobs, saving
from backproof.estimators.callbacks import CallbackSupportMixin, Epochs, with_callbacks
from backproof.estimators.data import Data, sample_weights, validated
from backproof.estimators.endings import interrupted_in, say
from backproof.estimators.engine import engine
from backproof.estimators.exportable import Exportable
from backproof.estimators.kept import Kept
from backproof.estimators.settings import InvalidSetting, check, refused
from backproof.program.training import Objective
from backproof.source import BackproofError
from backproof.train.engine import Array, Job, State
from backproof.train.files import JSON
from backproof.train.interrupt import interruptible
from backproof.train.lbfgs import minimise
from backproof.train.loop import Progress, Reason, copied, loop

if TYPE_CHECKING:
    from backproof.api import Model
    from backproof.api.derivation import Derivation

ROWS: Final = 256
"""Rows of a part of the data that are copied together to be judged."""
Parameters = Mapping[str, Array]
Watch = Callable[[Progress], None]


def steps(learner: Any) -> bool:
    """Whether the solver goes step by step, so that it can learn from parts of the data; else AttributeError."""
    if learner.solver == "lbfgs":
        raise AttributeError("partial_fit does not support solver='lbfgs', which needs all data: use another solver")
    return True


class Kind(Enum):
    """What a training is: a whole fit, one that goes on, or a part of the data."""

    FIT, RESUMED, PART = range(3)


class Learner(CallbackSupportMixin, Exportable, BaseEstimator, ABC):  # type: ignore[misc]  # scikit-learn has no types
    """An estimator that learns by the derived gradient; a subclass says what is learnt.

    Parameters are arrays by the names of the equations. ``_progress`` and ``_state`` are those of the training so far;
    the parameters of the state are kept as attributes only.
    """

    _numeric = False
    validation_scores_: Any
    """A list where there is a validation set, else None."""
    _state: State | None
    _progress: Progress
    _rows: tuple[Array, Array] | None = None
    """The rows for training and for validation, where the data were split."""
    _table: JSON = None
    """How the columns of a table became numbers, where the data are from one."""
    _watch: Watch | None = None
    """What is told of each epoch."""

    @abstractmethod
    def _begin(self, data: Data, random: np.random.RandomState) -> None:
        """New parameters."""

    def _prepare(self) -> None:
        """Take what the parameters of the estimator say for learning and predicting, until it learns again."""
        self._kept = Kept()

    @abstractmethod
    def _trained(self) -> dict[str, Array]:
        """The parameters that training moves."""

    @abstractmethod
    def _with(self, parameters: Parameters) -> dict[str, Any]:
        """The attributes of the estimator that say what these parameters say."""

    @abstractmethod
    def _model(self) -> Model:
        """The equations of one sample."""

    @abstractmethod
    def _objective(self) -> Objective:
        """The objective of a batch, with its gradient."""

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

    def _refuse_changes(self) -> None:
        """Raise where what was learnt is that of other settings."""

    def _refuse_others(self, y: Any) -> None:
        """Raise where a warm start is impossible with these targets, as they were given, or with these settings."""
        self._refuse_changes()

    def _stratified(self, data: Data) -> bool:
        """Whether a validation set has the classes in the same shares."""
        return False

    @with_callbacks
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
        check(vars(self))
        first = not (self.warm_start and self._has_learnt)
        if not first:
            self._refuse_others(y)
        data = self._take(X, y, sample_weight, reset=first, fresh=first)
        held = None
        if X_val is not None or y_val is not None or sample_weight_val is not None:
            held = self._held(X_val, y_val, sample_weight_val)
        random = self._ready(data, first)
        self._began, self._rows = self._progress.epoch, None
        self._progress.begin_again()
        if held is None and self.early_stopping and self.solver != "lbfgs":
            self._rows = data.split(self.validation_fraction, random, self._stratified(data))
            data, held = map(data.part, self._rows)
        if self.solver == "lbfgs":
            return self._minimise(data, held)
        return self._teach(data, held, self._resumed(random), self.max_iter, Kind.FIT)

    @with_callbacks
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
        check(vars(self))
        state = getattr(self, "_state", None)
        if state is None:
            raise refused("there is nothing to go on with", "no state", "an estimator from a checkpoint", "call fit")
        data = self._take(X, y, sample_weight, reset=False, fresh=False)
        held = None if X_val is None and y_val is None else self._held(X_val, y_val, sample_weight_val)
        if self._rows is not None:
            data, held = data.parted(*self._rows)
        self._prepare()
        if not jobs.goes_on(self, state, self._trained()):
            raise refused(
                "the state of training is that of another optimiser, or of other layers", self.solver,
                "the settings of the fit that was interrupted", "set them as they were",
            )  # fmt: skip
        left = self.max_iter - (self._progress.epoch - self._began)
        return self._teach(data, held, replace(state, parameters=self._trained()), left, Kind.RESUMED)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write what was learnt, the settings and the state of training to a file; :func:`load` reads it again."""
        check_is_fitted(self)
        saving.save(self, path)

    def show(self) -> str:
        """What is trained, to be read: the equations, the gradient derived from them, and the plan that runs."""
        from backproof.estimators.showing import shown  # noqa: PLC0415  # the printer takes a while to load

        check_is_fitted(self)
        size = jobs.MOST if self.batch_size == "auto" else int(self.batch_size)
        solver = f"{self.solver} makes J smaller with it"
        dtype = np.result_type(*self._trained().values())
        return shown(self._objective(), size, dtype, solver)

    def derivation(self, notation: str = "index") -> Derivation:
        """The derivation of the gradient for one sample, step by step; see :meth:`backproof.Model.derive`."""
        check_is_fitted(self)
        return self._model().derive(notation=notation)

    @available_if(steps)  # type: ignore[untyped-decorator]  # scikit-learn has no types
    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """One epoch over samples; what was learnt before is kept, and so is the optimiser's state."""
        check(vars(self))
        if self.early_stopping:
            raise refused(
                "partial_fit does not support early_stopping=True", True, "early_stopping=False",
                "stop calling it when the score of your own validation set falls",
            )  # fmt: skip
        first = not self._has_learnt
        if not first:
            self._refuse_changes()
        data = self._take(X, y, sample_weight, reset=first, fresh=False)
        random = self._ready(data, first)
        self._began, self._rows, self._progress.reason = self._progress.epoch, None, None
        return self._teach(data, None, self._resumed(random), 1, Kind.PART)

    def _ready(self, data: Data, first: bool) -> np.random.RandomState:
        """Parameters to begin with, and the generator that drew them."""
        random: np.random.RandomState = check_random_state(self.random_state)
        if first:
            self._begin(data, random)
            self._progress, self._state = Progress(), None
        self._prepare()
        return random

    def _resumed(self, random: np.random.RandomState) -> State:
        """Where training goes on: where it stood, if the same optimiser moved the same parameters."""
        parameters, state = self._trained(), self._state
        if state is not None and jobs.goes_on(self, state, parameters):
            return replace(state, parameters=parameters)
        return State.start(parameters, jobs.optimiser(self), random)

    def __getstate__(self) -> dict[str, Any]:
        """Who watches is not copied."""
        state = dict(super().__getstate__())
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
