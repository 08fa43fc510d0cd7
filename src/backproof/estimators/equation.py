r"""Any network and any loss that can be written as equations, with scikit-learn's interface."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, final

import numpy as np
from sklearn.metrics import accuracy_score, r2_score
from sklearn.utils import ClassifierTags, RegressorTags
from sklearn.utils.multiclass import type_of_target
from sklearn.utils.validation import check_is_fitted

from backproof.api import Model
from backproof.estimators import jobs, kinds, saving
from backproof.estimators.beginning import first_values
from backproof.estimators.data import Data, features, numbers, of_count
from backproof.estimators.labels import distinct
from backproof.estimators.learner import Learner
from backproof.estimators.models import as_text, model_of
from backproof.estimators.settings import listed, refused
from backproof.estimators.wiring import Wiring, target_of, wire
from backproof.expr import Assumptions, Symbol
from backproof.program.training import Objective, training
from backproof.train.checkpoints import Checkpoints
from backproof.train.engine import Array, Job

EQUATIONS: Final = ("model", "inputs", "target", "output", "loss", "parameters", "sizes", "layers")
"""The settings that say what is learnt, as it is from the first call on."""


@final
class EquationEstimator(Learner):
    r"""A model of definitions, trained on samples: shared weights, residuals, any loss.

    ``model`` is a list of definitions in LaTeX, the path of a document, a short form, or a
    :class:`~backproof.Model`; it describes one sample, or the mean of a loss over samples with an index of their own.
    ``inputs``, ``target``, ``output`` and ``loss`` name its quantities, where their letters do not say it;
    ``constants`` have values, and everything else is learnt. ``sizes`` says how many elements a letter runs over that
    neither the data nor the model gives; ``layers`` are the units of the hidden layers of a model that names its layers
    by a letter, and so says how many there are. A target with an index whose ``y`` has one column of classes makes a
    classifier: ``y`` is written as one-hot vectors. Where the loss is linear in such a target, as cross-entropies are,
    scikit-learn is told so before there are any data.

    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [1.0, 3.0, 5.0, 7.0]
    >>> line = EquationEstimator([r"o = \sum_i w_i x_i + b", r"L = (o - y)^2"], solver="lbfgs", random_state=0)
    >>> line.fit(X, y).predict([[4.0]]).round(3).tolist()
    [9.0]
    >>> {name: array.round(3).tolist() for name, array in line.parameters_.items()}
    {'w': [2.0], 'b': 1.0}
    """

    def __init__(
        self,
        model: Any = (),
        *,
        inputs: str | Sequence[str] | None = None,
        target: str | None = None,
        output: str | None = None,
        loss: str | None = None,
        parameters: Sequence[str] | None = None,
        sizes: Mapping[str, int] | None = None,
        layers: Sequence[int] | None = None,
        constants: Mapping[str, float] | None = None,
        initial: Mapping[str, Any] | None = None,
        solver: str = "adam",
        weight_decay: float = 0.01,
        batch_size: int | str = "auto",
        learning_rate: str = "constant",
        learning_rate_init: float = 0.001,
        power_t: float = 0.5,
        max_iter: int = 200,
        shuffle: bool = True,
        random_state: Any = None,
        tol: float = 1e-4,
        tol_on: str = "loss",
        verbose: bool = False,
        warm_start: bool = False,
        momentum: float = 0.9,
        nesterovs_momentum: bool = True,
        early_stopping: bool = False,
        validation_fraction: float = 0.1,
        scoring: Any = None,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        rho: float = 0.9,
        epsilon: float = 1e-8,
        n_iter_no_change: float = 10,
        max_fun: int = 15000,
        clip_norm: float | None = None,
        checkpoint: Checkpoints | None = None,
    ) -> None:
        self.model = model
        self.inputs = inputs
        self.target = target
        self.output = output
        self.loss = loss
        self.parameters = parameters
        self.sizes = sizes
        self.layers = layers
        self.constants = constants
        self.initial = initial
        self.solver = solver
        self.weight_decay = weight_decay
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.learning_rate_init = learning_rate_init
        self.power_t = power_t
        self.max_iter = max_iter
        self.shuffle = shuffle
        self.random_state = random_state
        self.tol = tol
        self.tol_on = tol_on
        self.verbose = verbose
        self.warm_start = warm_start
        self.momentum = momentum
        self.nesterovs_momentum = nesterovs_momentum
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.scoring = scoring
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.rho = rho
        self.epsilon = epsilon
        self.n_iter_no_change = n_iter_no_change
        self.max_fun = max_fun
        self.clip_norm = clip_norm
        self.checkpoint = checkpoint

    def predict(self, X: Any) -> Array:
        """The output for each sample: a number, a row of them, or a class."""
        check_is_fitted(self)
        output = self._output(features(self, X))
        if self._classes is not None:
            return self._labels(output)
        return output.ravel() if output.shape[1] == 1 else output

    def predict_proba(self, X: Any) -> Array:
        """The outputs for each class, of a model that classifies."""
        check_is_fitted(self)
        if self._classes is None:
            raise refused("the model predicts numbers", "predict_proba", "predict", "call predict")
        output = self._output(features(self, X))
        return output if self._several else np.hstack([1 - output, output])

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """The accuracy of classes, the coefficient of determination of numbers."""
        if self._classes is not None:
            return float(accuracy_score(y, self.predict(X), sample_weight=sample_weight))
        return float(r2_score(y, self.predict(X), sample_weight=sample_weight))

    def quantity(self, name: str, X: Any) -> Array:
        """Any quantity of the model for samples, such as a hidden layer; its axes stand behind that of the samples."""
        check_is_fitted(self)
        wiring = self._wiring()
        symbol = next((each.symbol for each in wiring.model.definitions if each.symbol.name == name), None)
        if symbol is None:
            names = ", ".join(each.symbol.name for each in wiring.model.definitions)
            raise refused("there is no such quantity", name, f"one of {names}", "name a definition")
        return self._compute(symbol, features(self, X))

    def __sklearn_tags__(self) -> Any:
        """What the loss says, and what y said after that: cross-validation stratifies the classes of a classifier."""
        tags = super().__sklearn_tags__()
        tags.target_tags.required = True
        if self._has_learnt:
            tags.estimator_type = kinds.REGRESSOR if self._classes is None else kinds.CLASSIFIER
        else:
            tags.estimator_type = kinds.kind(self)
        if tags.estimator_type == kinds.CLASSIFIER:
            tags.classifier_tags = ClassifierTags()
        else:
            tags.regressor_tags = RegressorTags()
        return tags

    @property
    def _classes(self) -> Array | None:
        return getattr(self, "classes_", None)

    @property
    def _has_learnt(self) -> bool:
        return hasattr(self, "parameters_")

    def _targets(self, y: Array, fresh: bool) -> Array:
        if fresh or not hasattr(self, "n_targets_"):
            self._note_kind(y)
        if self._classes is None:
            return of_count(numbers(y).reshape(len(y), -1), self.n_targets_)
        if y.ndim > 1:
            raise refused("y has several columns", f"{y.shape[1]} columns", "one column of classes", "fit anew")
        new = np.setdiff1d(np.unique(y), self.classes_)
        if len(new):
            raise refused("y has classes that are not known", new.tolist(), str(self.classes_.tolist()), "fit anew")
        one_hot = np.asarray(y[:, None] == self.classes_)
        return one_hot if self._several else one_hot[:, 1:]

    def _note_kind(self, y: Array) -> None:
        """Classes, where y has one column, and the target of the model an index or y no numbers."""
        self.__dict__.pop("classes_", None)
        self._several = target_of(self, model_of(self)).rank > 0
        if y.ndim > 1 or not (y.dtype.kind in "OUSb" or (self._several and self._are_classes(y))):
            self.n_targets_ = 1 if y.ndim == 1 else y.shape[1]
            return
        self.classes_ = distinct(y)
        self.n_targets_ = len(self.classes_) if self._several else 1
        if len(self.classes_) == 1 and self._several:
            only = str(self.classes_[0])
            warnings.warn(f"all targets are of one class, {only!r}: every prediction will be this", stacklevel=6)
        if not self._several and len(self.classes_) != 2:
            raise refused(
                "a target without an index has two classes", f"{len(self.classes_)} classes", "2 classes",
                "give the target an index, such as y_k",
            )  # fmt: skip

    def _are_classes(self, y: Array) -> bool:
        """Whether whole numbers are those of classes: always for a loss that is linear in the target."""
        if y.dtype.kind in "iu":
            return True
        linear, kind = kinds.kind(self) == kinds.CLASSIFIER, type_of_target(y)
        if linear and kind == "continuous":
            raise refused(
                "the loss is one of classes, and y has numbers", f"y from {y.min():g} to {y.max():g}",
                "a column of classes, or a column for each class", "write a loss of numbers, such as (o - y)^2",
            )  # fmt: skip
        return linear and kind != "continuous"

    def _stratified(self, data: Data) -> bool:
        return self._classes is not None

    def _labels(self, output: Array) -> Array:
        """The class of the largest output; of a single one, whether it is above one half."""
        places = output.argmax(axis=1) if self._several else (output[:, 0] > 0.5).astype(int)
        return np.asarray(self.classes_[places])

    def _refuse_changes(self) -> None:
        changed = [name for name, value in self._written.items() if getattr(self, name) is not value]
        changed = [name for name in changed if not same(getattr(self, name), self._written[name])]
        if changed:
            name = changed[0]
            raise refused(
                "a model that has learnt has its equations", f"another {name}: {getattr(self, name)!r}",
                f"{name}={self._written[name]!r}", "fit anew, without warm_start",
            )  # fmt: skip
        self.__dict__.pop("_wired", None)  # the constants may have other values

    def _begin(self, data: Data, random: np.random.RandomState) -> None:
        self._forget()
        self._written = {name: getattr(self, name) for name in EQUATIONS}
        wiring = self._wiring()
        found = first_values(wiring.model.definitions, wiring.parameters, wiring.sizes, random)
        for name, value in (self.initial or {}).items():
            at = wiring.parameter(name).name
            found[at] = _spread(name, value, found[at].shape)
        self.parameters_ = {wiring.spelled[name]: np.array(array, data.X.dtype) for name, array in found.items()}

    def _wiring(self) -> Wiring:
        if "_wired" not in self.__dict__:
            self._wired = wire(self, self.n_features_in_, self.n_targets_)
        return self._wired

    def _forget(self) -> None:
        """What was read and derived holds for other settings."""
        for name in ("_wired", "_derived"):
            self.__dict__.pop(name, None)

    def __getstate__(self) -> dict[str, Any]:
        """What is read from the model is read anew where it is needed."""
        state = dict(super().__getstate__())
        for name in ("_wired", "_derived"):
            state.pop(name, None)
        return state

    def _saved(self) -> tuple[dict[str, Array], dict[str, Any]]:
        known = None if self._classes is None else saving.classes(self.classes_)
        return dict(self.parameters_), {"targets": self.n_targets_, "classes": known}

    def _restore(self, arrays: Mapping[str, Array], fitted: Mapping[str, Any]) -> None:
        self.parameters_, self.n_targets_ = dict(arrays), fitted["targets"]
        self._written = {name: getattr(self, name) for name in EQUATIONS}
        self._prepare()
        if fitted["classes"] is not None:
            self.classes_ = saving.classes_again(fitted["classes"])
            self._several = self._wiring().target.rank > 0

    def _settings(self) -> dict[str, Any]:
        """The settings with the text of the document in the place of its path."""
        return {**super()._settings(), "model": as_text(self.model)}

    def _trained(self) -> dict[str, Array]:
        return {name: self.parameters_[spelled] for name, spelled in self._wiring().spelled.items()}

    def _with(self, parameters: Mapping[str, Array]) -> dict[str, Any]:
        spelled = self._wiring().spelled
        return {"parameters_": {spelled[name]: array for name, array in parameters.items()}}

    def _model(self) -> Model:
        return self._wiring().model

    def _objective(self) -> Objective:
        if "_derived" not in self.__dict__:
            self._derived = self._derive()
        return self._derived

    def _derive(self) -> Objective:
        wiring = self._wiring()
        model = wiring.model.definitions
        if self._classes is not None and wiring.target.rank:
            known = Assumptions(simplex=model.assumptions.simplex | {wiring.target})
            model = replace(model, assumptions=known)
        given = (*wiring.inputs, wiring.target)
        return training(model, wiring.loss, wiring.parameters, given, sizes=wiring.sizes)

    def _job(self, data: Data) -> Job:
        wiring = self._wiring()
        rows = {symbol.name: self._columns(symbol, data.X) for symbol in wiring.inputs}
        rows[wiring.target.name] = data.targets if wiring.target.rank else data.targets[:, 0]
        return Job(
            self._objective(),
            rows,
            jobs.optimiser(self),
            jobs.batch(self.batch_size, data.samples),
            np.dtype(data.X.dtype),
            weights=data.weights,
            shuffle=bool(self.shuffle),
            constants=wiring.values,
            decay={symbol.name: self.weight_decay for symbol in wiring.parameters if symbol.rank > 1},
            rows=data.rows,
        )

    def _columns(self, symbol: Symbol, X: Any) -> Any:
        wiring = self._wiring()
        columns = X[:, wiring.columns[symbol]]
        if symbol.rank == 1 and len(wiring.inputs) == 1:
            return X
        dense = columns.toarray() if hasattr(columns, "toarray") else columns
        shape = [range_.size or wiring.sizes[range_] for range_ in symbol.ranges]
        return np.ascontiguousarray(dense).reshape(len(dense), *shape)

    def _output(self, X: Any) -> Array:
        return self._compute(self._wiring().output, X).reshape(int(X.shape[0]), -1)

    def _compute(self, symbol: Symbol, X: Any) -> Array:
        wiring = self._wiring()
        program = wiring.program(symbol)
        data = {each.name: self._columns(each, X) for each in wiring.inputs}
        dtype = np.result_type(X.dtype, *self.parameters_.values())
        learnt = tuple(self.parameters_.values())
        found = self._kept.computed(program, learnt, lambda: {**wiring.values, **self._trained()}, data, dtype)
        return found[symbol.name]

    def _quality(self, output: Array, data: Data) -> float:
        if self._classes is not None:
            return float(accuracy_score(data.y, self._labels(output), sample_weight=data.weights))
        return float(r2_score(data.targets, output, sample_weight=data.weights))

    def _valueless(self, job: Job, parameters: Mapping[str, Array], rate: float | None) -> ValueError:
        from backproof.estimators.domain import explained  # noqa: PLC0415  # the printer takes a while to load

        return explained(self._wiring().model.definitions, job, parameters, rate, self._wiring().sizes)


def same(one: Any, other: Any) -> bool:
    """Whether two settings are the same, whatever sequences they are written as."""
    if isinstance(one, str | Mapping) or isinstance(other, str | Mapping) or one is None or other is None:
        return bool(one == other)
    return listed(one) == listed(other)


def _spread(name: str, value: Any, shape: tuple[int, ...]) -> Array:
    """The first value of a parameter, in its shape."""
    try:
        found = np.broadcast_to(np.asarray(value, dtype=np.float64), shape)
        if np.isfinite(found).all():
            return found
        raise ValueError
    except (TypeError, ValueError):
        raise refused(
            f"the first value of {name} does not fit it", value, f"finite numbers of shape {shape}, or one for all",
            "give other values, or none",
        ) from None  # fmt: skip
