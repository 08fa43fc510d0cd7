"""Estimators over tables: columns become numbers and predictions become labels again, and both go into one file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, final

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    log_loss,
    mean_absolute_error,
    r2_score,
    root_mean_squared_error,
)

from backproof.estimators import exporting, saving
from backproof.estimators.learner import Learner
from backproof.estimators.teaching import Watch
from backproof.source import BackproofError, Diagnostic
from backproof.train.engine import Array
from backproof.train.tables import Encoding, Table

PROBABILITY = "probability of "


@final
@dataclass(frozen=True, slots=True)
class Scale:
    """Targets minus ``mean``, divided by ``spread``, are what the network learns."""

    mean: float = 0.0
    spread: float = 1.0

    @classmethod
    def of(cls, targets: Array) -> Scale:
        """The scale on which targets have the mean 0 and the deviation 1."""
        return cls(float(targets.mean()), float(targets.std()) or 1.0)

    def down(self, targets: Array) -> Array:
        """As the network learns them."""
        return (targets - self.mean) / self.spread

    def up(self, outputs: Array) -> Array:
        """As they are in the table."""
        return outputs * self.spread + self.mean


@final
@dataclass(frozen=True, slots=True)
class TableModel:
    """An estimator with the encoding of its columns and the scale of its target."""

    estimator: Learner
    encoding: Encoding
    scale: Scale = Scale()

    def fit(
        self, table: Table, held: Table | None = None, *, resumes: bool = False, watch: Watch | None = None
    ) -> None:
        """Train on a table; ``held`` is the validation set. ``resumes`` goes on from a checkpoint.

        ``watch`` is told of each epoch.
        """
        X, y = self._arrays(table)
        held_out = (None, None) if held is None else self._arrays(held)
        self.estimator._table = {
            "encoding": self.encoding.to_json(), "mean": self.scale.mean, "spread": self.scale.spread
        }  # fmt: skip
        self.estimator._watch = watch
        train = self.estimator.resume if resumes else self.estimator.fit
        train(X, y, X_val=held_out[0], y_val=held_out[1])

    def predict(self, table: Table, *, strict: bool = False) -> dict[str, Array]:
        """Columns with the predictions: the label and the probability of each class, or a number."""
        X = self.encoding.inputs(table, strict=strict).values
        name = self.encoding.target.name
        if not self.encoding.classes:
            return {name: self.scale.up(self.estimator.predict(X))}
        shares = self.estimator.predict_proba(X)
        labels = np.array(self.encoding.classes, dtype=object)
        found = {name: labels[self.estimator.classes_[shares.argmax(axis=1)]]}
        return found | {f"{PROBABILITY}{label}": shares[:, at] for at, label in enumerate(self.encoding.classes)}

    def evaluate(self, table: Table, *, strict: bool = False) -> dict[str, float]:
        """How good the predictions for a table with its target are."""
        X, targets = self.encoding.inputs(table, strict=strict).values, self.encoding.targets(table)
        if not self.encoding.classes:
            found = self.scale.up(self.estimator.predict(X))
            return {
                "r2": float(r2_score(targets, found)),
                "rmse": float(root_mean_squared_error(targets, found)),
                "mae": float(mean_absolute_error(targets, found)),
            }
        shares = self.estimator.predict_proba(X)
        found = self.estimator.classes_[shares.argmax(axis=1)]
        return {
            "accuracy": float(accuracy_score(targets, found)),
            "balanced_accuracy": float(balanced_accuracy_score(targets, found)),
            "log_loss": float(log_loss(targets, shares, labels=np.arange(shares.shape[1]))),
        }

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the whole to a file."""
        saving.save(self.estimator, path)

    def to_onnx(self, path: str | os.PathLike[str] | None = None, *, dtype: Any = None) -> Any:
        """The network as an ONNX model from rows of encoded numbers to the target as it stands in the table.

        The encoding is in the metadata: ``features`` names the columns of the input, ``encoding`` says how a table
        becomes them, ``target`` is what is predicted.
        """
        found = exporting.predictor(self.estimator)
        outputs = replace(found.outputs, mean=self.scale.mean, spread=self.scale.spread)
        if outputs.classes is not None:
            labels = np.array(self.encoding.classes, dtype=object)
            outputs = replace(outputs, classes=labels[self.estimator.classes_])
        metadata = {
            "features": json.dumps(self.encoding.features, ensure_ascii=False),
            "encoding": json.dumps(self.encoding.to_json(), ensure_ascii=False),
            "target": self.encoding.target.name,
        }
        proto = exporting.model(replace(found, outputs=outputs), dtype, metadata.items())
        if path is not None:
            exporting.write(proto, path)
        return proto

    def _arrays(self, table: Table) -> tuple[Array, Array]:
        X, y = self.encoding.apply(table)
        return X, y if self.encoding.classes else self.scale.down(y)


def load(path: str | os.PathLike[str]) -> TableModel:
    """The model in a file that was trained on a table."""
    estimator = saving.load(path)
    if not isinstance(estimator._table, Mapping):
        raise BackproofError(
            Diagnostic(
                f"{os.fspath(path)} says nothing of the columns of a table",
                written="an estimator that was trained on arrays",
                expected="a model that `backproof train` wrote",
                advice="load it in Python with backproof.estimators.load, or train it anew",
            )
        )
    kept: Any = estimator._table
    return TableModel(estimator, Encoding.from_json(kept["encoding"]), Scale(kept["mean"], kept["spread"]))
