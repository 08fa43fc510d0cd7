r"""Multilayer perceptrons with scikit-learn's interface, for any loss and any activation.

Wherever scikit-learn's own perceptrons have a parameter it means the same here; ``loss`` and ``activation`` take
equations too.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Self, final

import numpy as np
from sklearn.base import ClassifierMixin, RegressorMixin
from sklearn.metrics import accuracy_score, r2_score
from sklearn.utils import column_or_1d
from sklearn.utils.class_weight import compute_sample_weight
from sklearn.utils.metaestimators import available_if
from sklearn.utils.multiclass import type_of_target, unique_labels
from sklearn.utils.validation import check_is_fitted

from backproof.estimators import saving
from backproof.estimators.data import Data, features, numbers, of_count
from backproof.estimators.labels import Labels
from backproof.estimators.learner import steps
from backproof.estimators.perceptron import Perceptron
from backproof.estimators.settings import refused
from backproof.train.checkpoints import Checkpoints
from backproof.train.engine import Array


@final
class MLPClassifier(ClassifierMixin, Perceptron):  # type: ignore[misc]  # scikit-learn has no types
    """A multilayer perceptron that classifies.

    Without hidden layers (``hidden_layer_sizes=()``) it is logistic or softmax regression. The outputs are
    probabilities: a sigmoid for two classes and for several labels at once, a softmax for more classes.

    >>> X, y = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], ["no", "yes", "yes", "no"]
    >>> clf = MLPClassifier((8,), activation="tanh", solver="lbfgs", random_state=0).fit(X, y)
    >>> clf.predict([[0.0, 1.0], [1.0, 1.0]]).tolist()
    ['yes', 'no']
    """

    def __init__(
        self,
        hidden_layer_sizes: int | Sequence[int] = (100,),
        activation: str | Sequence[str] = "relu",
        *,
        loss: str = "auto",
        output_activation: str = "auto",
        solver: str = "adam",
        alpha: float = 0.0001,
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
        dropout: float | Sequence[float] = 0.0,
        clip_norm: float | None = None,
        checkpoint: Checkpoints | None = None,
        initialisation: str = "auto",
        frozen_layers: Sequence[int] = (),
        class_weight: Any = None,
    ) -> None:
        super().__init__(
            hidden_layer_sizes,
            activation,
            loss=loss,
            output_activation=output_activation,
            solver=solver,
            alpha=alpha,
            weight_decay=weight_decay,
            batch_size=batch_size,
            learning_rate=learning_rate,
            learning_rate_init=learning_rate_init,
            power_t=power_t,
            max_iter=max_iter,
            shuffle=shuffle,
            random_state=random_state,
            tol=tol,
            tol_on=tol_on,
            verbose=verbose,
            warm_start=warm_start,
            momentum=momentum,
            nesterovs_momentum=nesterovs_momentum,
            early_stopping=early_stopping,
            validation_fraction=validation_fraction,
            scoring=scoring,
            beta_1=beta_1,
            beta_2=beta_2,
            rho=rho,
            epsilon=epsilon,
            n_iter_no_change=n_iter_no_change,
            max_fun=max_fun,
            dropout=dropout,
            clip_norm=clip_norm,
            checkpoint=checkpoint,
            initialisation=initialisation,
            frozen_layers=frozen_layers,
        )
        self.class_weight = class_weight

    @available_if(steps)  # type: ignore[untyped-decorator]  # scikit-learn has no types
    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None, classes: Any = None) -> Self:
        """One epoch over samples; the first call needs ``classes``, all that there will ever be."""
        if classes is None and not hasattr(self, "classes_"):
            raise refused(
                "classes must be passed on the first call to partial_fit", None, "all classes, such as np.unique(y)",
                "give classes",
            )  # fmt: skip
        if classes is not None:
            given = np.unique(np.asarray(classes))
            if not hasattr(self, "classes_"):
                several = type_of_target(y).startswith("multilabel")
                self._know(Labels.of(y) if several else Labels(given))
            elif not np.array_equal(given, self.classes_):
                raise refused(
                    "the classes are not those of the first call to partial_fit", given.tolist(),
                    str(self.classes_.tolist()), "give the same classes, or none",
                )  # fmt: skip
        super().partial_fit(X, y, sample_weight)
        return self

    def predict(self, X: Any) -> Any:
        """The class of each sample; for several labels at once, 1 for each that it has."""
        check_is_fitted(self)
        return self._labels.decoded(self._compute(features(self, X), -1))

    def predict_proba(self, X: Any) -> Array:
        """The probability of each class, in the order of ``classes_``, for each sample."""
        check_is_fitted(self)
        output = self._compute(features(self, X), -1)
        if len(self.classes_) == 1:
            return np.ones_like(output)
        return np.hstack([1 - output, output]) if self.n_outputs_ == 1 else output

    def predict_log_proba(self, X: Any) -> Array:
        """The logarithms of the probabilities."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.predict_proba(X)))

    def __sklearn_tags__(self) -> Any:
        """Several labels at once are fine."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_label = True
        return tags

    def _saved(self) -> tuple[dict[str, Array], dict[str, Any]]:
        arrays, fitted = super()._saved()
        return arrays, {**fitted, "classes": saving.classes(self.classes_), "one_label": self._labels.one}

    def _restore(self, arrays: Mapping[str, Array], fitted: Mapping[str, Any]) -> None:
        classes = saving.classes_again(fitted["classes"])
        self._know(Labels(classes, fitted["one_label"]))
        super()._restore(arrays, fitted)
        if self._labels.outputs != self.n_outputs_:
            raise ValueError(f"{self.n_outputs_} outputs for {len(classes)} classes")

    def _know(self, labels: Labels) -> None:
        self._labels, self.classes_ = labels, labels.classes
        if len(self.classes_) == 1 and labels.one:
            only = self.classes_[0]
            warnings.warn(f"all targets are of one class, {str(only)!r}: every prediction will be this", stacklevel=7)

    def _targets(self, y: Array, fresh: bool) -> Array:
        if y.ndim == 2 and y.shape[1] == 1:
            y = column_or_1d(y, warn=True)
        if fresh:
            self._know(Labels.of(y))
        return self._labels.encoded(y)

    def _refuse_others(self, y: Any) -> None:
        super()._refuse_others(y)
        seen = unique_labels(y)
        if self._labels.one and set(seen) != set(self.classes_):
            raise refused(
                "warm_start can only be used where `y` has the same classes as in the previous call to fit. "
                f"Previously got {self.classes_}, `y` has {seen}",
                seen.tolist(), str(self.classes_.tolist()), "fit without warm_start",
            )  # fmt: skip

    def _ends(self, outputs: int) -> tuple[str, str, bool]:
        exclusive = self._labels.one and outputs > 1
        link, loss = ("softmax", "cross_entropy") if exclusive else ("logistic", "binary_cross_entropy")
        if self.output_activation != "auto":
            link = self.output_activation
        return link, loss if self.loss in ("auto", "log_loss") else self.loss, exclusive

    def _more_weights(self, y: Array, given: Array | None) -> Array | None:
        if self.class_weight is None:
            return given
        try:
            weights: Array = compute_sample_weight(self.class_weight, y)
        except ValueError as error:
            raise refused(
                f"class_weight can't be used: {error}", self.class_weight, "None, 'balanced', or {class: number}",
                f"write class_weight='balanced', or numbers for some of {self.classes_.tolist()}",
            ) from None  # fmt: skip
        if not (np.isfinite(weights) & (weights >= 0)).all():
            raise refused("classes have weights from 0", self.class_weight, "numbers from 0", "give other weights")
        return weights if given is None else weights * given

    def _stratified(self, data: Data) -> bool:
        return data.y.ndim == 1

    def _quality(self, output: Array, data: Data) -> float:
        return float(accuracy_score(data.y, self._labels.decoded(output), sample_weight=data.weights))


@final
class MLPRegressor(RegressorMixin, Perceptron):  # type: ignore[misc]  # scikit-learn has no types
    r"""A multilayer perceptron that predicts numbers, for any loss that can be written down.

    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0.0, 2.0, 4.0, 6.0]
    >>> reg = MLPRegressor((), loss=r"\log\cosh(\hat y - y)", solver="lbfgs", alpha=0, random_state=0).fit(X, y)
    >>> float(reg.predict([[4.0]])[0].round(3))
    8.0
    """

    _numeric = True

    def predict(self, X: Any) -> Array:
        """The prediction for each sample; a row of them where several numbers were learnt."""
        check_is_fitted(self)
        output = self._compute(features(self, X), -1)
        return output.ravel() if self.n_outputs_ == 1 else output

    def _targets(self, y: Array, fresh: bool) -> Array:
        if y.ndim == 2 and y.shape[1] == 1:
            y = column_or_1d(y, warn=True)
        targets = numbers(y).reshape(len(y), -1)
        if fresh or not hasattr(self, "n_outputs_"):
            self.n_outputs_ = targets.shape[1]
        return of_count(targets, self.n_outputs_)

    def _ends(self, outputs: int) -> tuple[str, str, bool]:
        loss = "squared_error" if self.loss == "auto" else self.loss
        link = {"poisson": "exp"}.get(loss, "identity") if self.output_activation == "auto" else self.output_activation
        return link, loss, False

    def _quality(self, output: Array, data: Data) -> float:
        return float(r2_score(data.targets, output, sample_weight=data.weights))
