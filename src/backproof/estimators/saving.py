"""Estimators in files: settings, what was learnt, and where training stands, as data that runs no code.

A checkpoint is such a file too: what it holds goes on as if training had never stopped.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from math import inf, isfinite
from operator import index
from time import monotonic
from typing import Any, Final, final

import numpy as np

from backproof import __version__
from backproof.estimators.settings import refused
from backproof.source import BackproofError, Diagnostic
from backproof.train import files
from backproof.train.draws import Drawn
from backproof.train.engine import Array, Run, State
from backproof.train.files import JSON
from backproof.train.loop import Progress, Reason

KINDS: Final = {
    "MLPClassifier": "backproof.estimators.mlp",
    "MLPRegressor": "backproof.estimators.mlp",
    "EquationEstimator": "backproof.estimators.equation",
}
LEARNT, MOMENT, BEST, ROWS, RANDOM = "learnt/", "moment/", "best/", "rows/", "random/"


def save(estimator: Any, path: str | os.PathLike[str]) -> None:
    """Write an estimator to a file.

    Raises :class:`BackproofError` for settings that are no data, such as a function for ``scoring``.
    """
    files.save(path, *packed(estimator))


def load(path: str | os.PathLike[str]) -> Any:
    """The estimator in a file that :func:`save` or a checkpoint wrote."""
    loaded = files.load(path)
    return unpacked(loaded.arrays, loaded.header, os.fspath(path))


def packed(estimator: Any) -> tuple[dict[str, Array], dict[str, JSON]]:
    """The arrays and the header of an estimator."""
    learnt, fitted = estimator._saved()
    state, progress = estimator._state, estimator._progress
    arrays = {LEARNT + name: array for name, array in learnt.items()}
    arrays |= {BEST + name: array for name, array in (progress.best or {}).items()}
    if estimator._rows is not None:
        arrays |= {f"{ROWS}train": estimator._rows[0], f"{ROWS}held": estimator._rows[1]}
    header: dict[str, JSON] = {
        "estimator": type(estimator).__name__,
        "version": __version__,
        "settings": {name: _plain(name, value) for name, value in estimator._settings().items()},
        "fitted": {**fitted, **_columns(estimator)},
        "table": estimator._table,
        "progress": {**_progress(progress), "began": estimator._began},
    }
    if state is not None:
        arrays |= {MOMENT + name: array for name, array in state.moments.items()}
        header["state"] = {"step": state.step, "epoch": state.epoch, "used": state.random.used}
        arrays[f"{RANDOM}key"] = state.random.key
        if state.random.order is not None:
            arrays[f"{RANDOM}order"] = state.random.order
        header["moved"] = {name: list(shape) for name, shape in estimator._moved.items()}
    return arrays, header


def unpacked(arrays: Mapping[str, Array], header: Mapping[str, Any], name: str) -> Any:
    """The estimator of some arrays and a header; ``name`` is that of the file, for messages."""
    try:
        kind = KINDS[header["estimator"]]
        estimator = getattr(import_module(kind), header["estimator"])(**header["settings"])
        fitted = header["fitted"]
        estimator.n_features_in_ = fitted["n_features_in"]
        if fitted["feature_names_in"] is not None:
            estimator.feature_names_in_ = np.array(fitted["feature_names_in"], dtype=object)
        estimator._restore(_part(arrays, LEARNT), fitted)
        progress = header["progress"]
        estimator._progress = Progress(
            losses=progress["losses"],
            scores=progress["scores"],
            best_loss=_or_infinity(progress["best_loss"], inf),
            best_score=_or_infinity(progress["best_score"], -inf),
            without=progress["without"],
            slowed=progress["slowed"],
            samples=progress["samples"],
            best=_part(arrays, BEST) or None,
            reason=None if progress["reason"] is None else Reason[progress["reason"]],
        )
        estimator._began = progress["began"]
        rows = _part(arrays, ROWS)
        estimator._rows = (rows["train"], rows["held"]) if rows else None
        estimator._state = None
        if "state" in header:
            state = header["state"]
            random = _part(arrays, RANDOM)
            drawn = Drawn(random["key"], index(state["used"]), random.get("order")).checked()
            estimator._state = State({}, _part(arrays, MOMENT), drawn, state["step"], state["epoch"])
            estimator._moved = {name: tuple(shape) for name, shape in header["moved"].items()}
        estimator._tell()
        estimator._table = header["table"]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise BackproofError(
            Diagnostic(
                f"{name} holds no estimator of backproof",
                written=f"{type(error).__name__}: {error}",
                expected="a file that save wrote",
                advice="use the version of backproof that wrote it, or train anew",
            )
        ) from None
    return estimator


@final
class Writer:
    """Writes checkpoints of an estimator under training, where it asks for them."""

    def __init__(self, estimator: Any, run: Run) -> None:
        self._estimator, self._run = estimator, run
        checkpoint = estimator.checkpoint
        self._due = None if checkpoint is None else checkpoint.beginning(monotonic())

    def after(self, progress: Progress, parameters: Mapping[str, Array]) -> None:
        """An epoch is over."""
        now = monotonic()
        if self._due is not None and self._due.due(progress.epoch, now):
            self._estimator._adopt(parameters)
            state = self._run.state
            self._estimator._state = replace(state, parameters={})
            self._estimator._moved = {name: array.shape for name, array in state.parameters.items()}
            self._due = self._due.write(*packed(self._estimator), now)


def _part(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _columns(estimator: Any) -> dict[str, JSON]:
    names = getattr(estimator, "feature_names_in_", None)
    return {
        "n_features_in": int(estimator.n_features_in_),
        "feature_names_in": None if names is None else [str(name) for name in names],
    }


def _progress(progress: Progress) -> dict[str, JSON]:
    return {
        "losses": list(progress.losses),
        "scores": list(progress.scores),
        "best_loss": progress.best_loss if isfinite(progress.best_loss) else None,
        "best_score": progress.best_score if isfinite(progress.best_score) else None,
        "without": progress.without,
        "slowed": progress.slowed,
        "samples": progress.samples,
        "reason": None if progress.reason is None else progress.reason.name,
    }


def _or_infinity(value: float | None, infinity: float) -> float:
    return infinity if value is None else value


def classes(values: Array) -> JSON:
    """Classes as data: their values and their kind."""
    return {"values": values.tolist(), "kind": "object" if values.dtype == object else values.dtype.str}


def classes_again(data: Mapping[str, Any]) -> Array:
    """The classes of :func:`classes`."""
    return np.array(data["values"], dtype=object if data["kind"] == "object" else np.dtype(data["kind"]))


def _plain(name: str, value: Any) -> JSON:
    """A setting as data."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else str(value)
        case np.generic():
            return _plain(name, value.item())
        case np.ndarray() | list() | tuple():
            return [_plain(name, each) for each in value]
        case dict():
            return {str(key): _plain(name, each) for key, each in value.items()}
        case np.random.RandomState():
            return None
    raise refused(
        f"the parameter {name} is no data and can't be saved", value, "numbers, text, lists", "set it after loading"
    )
