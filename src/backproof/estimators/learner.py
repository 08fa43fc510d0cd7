"""What every estimator is asked to learn from: data as they come, a warm start, a part of the data, a checkpoint."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted

from backproof.estimators import jobs, saving
from backproof.estimators.callbacks import with_callbacks
from backproof.estimators.data import Data, sample_weights, validated
from backproof.estimators.exportable import Exportable
from backproof.estimators.kept import Kept
from backproof.estimators.settings import check, refused
from backproof.estimators.teaching import Kind, Teaching
from backproof.program.training import Objective
from backproof.train.engine import Array, State
from backproof.train.files import JSON
from backproof.train.loop import Progress

if TYPE_CHECKING:
    from backproof.api import Model
    from backproof.api.derivation import Derivation


def steps(learner: Any) -> bool:
    """Whether the solver goes step by step, so that it can learn from parts of the data; else AttributeError."""
    if learner.solver == "lbfgs":
        raise AttributeError("partial_fit does not support solver='lbfgs', which needs all data: use another solver")
    return True


class Learner(Exportable, Teaching):
    """An estimator that learns by the derived gradient; a subclass says what is learnt."""

    _numeric = False
    _rows: tuple[Array, Array] | None = None
    """The rows for training and for validation, where the data were split."""
    _table: JSON = None
    """How the columns of a table became numbers, where the data are from one."""

    @abstractmethod
    def _begin(self, data: Data, random: np.random.RandomState) -> None:
        """New parameters."""

    def _prepare(self) -> None:
        """Take what the parameters of the estimator say for learning and predicting, until it learns again."""
        self._kept = Kept()

    @abstractmethod
    def _model(self) -> Model:
        """The equations of one sample."""

    @abstractmethod
    def _objective(self) -> Objective:
        """The objective of a batch, with its gradient."""

    @abstractmethod
    def _targets(self, y: Array, fresh: bool) -> Array:
        """What the outputs should be, a column for each; ``fresh`` forgets what was known of the targets."""

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
