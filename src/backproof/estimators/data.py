"""Data as an estimator takes them: checked by scikit-learn, with row and column of what is not finite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Self, final

import numpy as np
from scipy import sparse
from sklearn.model_selection import train_test_split
from sklearn.utils.validation import _check_sample_weight, validate_data

from backproof.estimators.settings import refused
from backproof.train.engine import Array


@final
@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """Samples: rows of X (an array or a CSR matrix), targets with a column for each output, y as it was given.

    ``rows`` are the numbers of those that are meant, or None for all of them: a part of the data is no copy of it.
    """

    X: Any
    y: Array
    targets: Array
    weights: Array | None
    rows: Array | None = None

    @property
    def samples(self) -> int:
        """How many rows there are."""
        return int(self.X.shape[0]) if self.rows is None else len(self.rows)

    def split(self, share: float, random: np.random.RandomState, stratified: bool) -> tuple[Array, Array]:
        """The rows of two parts of the data, at random; ``share`` of them for validation."""
        rows = np.arange(self.samples)
        classes = self.y if stratified and self._has_shares(share) else None
        fewest = 1 if classes is None else len(np.unique(classes))
        if self.samples - ceil(share * self.samples) < fewest:
            raise refused(
                "too few samples are left to learn from", f"{self.samples} samples, {share:g} of them held back",
                f"{fewest} or more beside them", "lower validation_fraction, or give X_val and y_val",
            )  # fmt: skip
        train, held = train_test_split(rows, test_size=share, random_state=random, stratify=classes)
        if len(held) < 2:
            raise refused(
                "The validation set is too small",
                len(held),
                "two samples or more",
                "raise validation_fraction, or give X_val and y_val",
            )
        return train, held

    def parted(self, train: Array, held: Array) -> tuple[Self, Self]:
        """The parts that were split before, where these are the same data."""
        rows = np.concatenate([train, held])
        if not np.array_equal(np.sort(rows), np.arange(self.samples)):
            raise refused(
                "these are not the data that were split into two parts", f"{self.samples} rows", f"{len(rows)} rows",
                "give the data of the fit that was interrupted",
            )  # fmt: skip
        return self.part(train), self.part(held)

    def _has_shares(self, share: float) -> bool:
        """Whether each class can be in both parts; of two classes each must."""
        classes, counts = np.unique(self.y, return_counts=True)
        if len(classes) == 2 and counts.min() < 2:
            raise refused(
                "The least populated class in y has only 1 member, too few for a part of its own to validate with",
                ", ".join(str(each) for each in classes[counts < 2]),
                "two samples or more of each class",
                "leave the class out, or give X_val and y_val",
            )
        return bool(counts.min() >= 2) and ceil(share * self.samples) >= len(classes)

    def part(self, rows: Array) -> Self:
        """The samples with these numbers."""
        return replace(self, rows=rows)

    def taken(self) -> Any:
        """The rows of X, copied where they are not all."""
        return self.X if self.rows is None else self.X[self.rows]

    def parts_of(self, most: int) -> Iterator[Any]:
        """The rows of X, so many at a time where they are not all."""
        if self.rows is None:
            yield self.X
            return
        for start in range(0, len(self.rows), most):
            yield self.X[self.rows[start : start + most]]

    def answers(self) -> Self:
        """What these samples are judged by: y, targets and weights of their own, and no X."""
        if self.rows is None:
            return replace(self, X=None)
        weights = None if self.weights is None else self.weights[self.rows]
        return type(self)(None, self.y[self.rows], self.targets[self.rows], weights)


def validated(estimator: Any, X: Any, y: Any, *, reset: bool, numeric: bool) -> tuple[Any, Array]:
    """X and y as arrays; what scikit-learn refuses is refused, NaN and infinity with their place."""
    try:
        X, y = validate_data(
            estimator, X, y, accept_sparse="csr", multi_output=True, dtype=(np.float64, np.float32),
            y_numeric=numeric, reset=reset,
        )  # fmt: skip
        return X, y
    except ValueError as error:
        raise located(error, X, y) from None


def features(estimator: Any, X: Any) -> Any:
    """X for prediction."""
    try:
        return validate_data(estimator, X, accept_sparse="csr", dtype=(np.float64, np.float32), reset=False)
    except ValueError as error:
        raise located(error, X, None) from None


def column(X: Any) -> Array:
    """The only column of X."""
    return np.asarray(X.toarray() if sparse.issparse(X) else X)[:, 0]


def sample_weights(weights: Any, X: Any) -> Array | None:
    """The weights of samples, checked; None where all are one."""
    if weights is None:
        return None
    return np.asarray(_check_sample_weight(weights, X, dtype=X.dtype, ensure_non_negative=True))


def of_count(targets: Array, count: int) -> Array:
    """Targets with as many columns as there were before."""
    if targets.shape[1] != count:
        raise refused("y has other columns than before", f"{targets.shape[1]} columns", str(count), "fit anew")
    return targets


def located(error: ValueError, X: Any, y: Any) -> ValueError:
    """The error with row and column, where it is about a value that is not finite, or that is no number."""
    if "could not convert string to float" in str(error):
        return _worded("X", X) or _worded("y", y) or error
    for name, values in (("X", X), ("y", y)):
        place = _not_finite(values)
        if place is not None and f"{name} contains" in str(error):
            row, column = place
            array = np.asarray(values.toarray() if sparse.issparse(values) else values)
            where = f"row {row}" + ("" if column is None else f", column {column}") + " (counted from 0)"
            written = _float(array[row] if column is None else array[row, column])
            what = "NaN" if np.isnan(written) else "infinity"
            return refused(
                f"Input {name} contains {what}: {where}",
                written,
                "finite numbers",
                "leave the row out, or put a number in its place (sklearn.impute)",
            )
    return error


def numbers(y: Array) -> Array:
    """Targets as numbers; text among them is refused with its row."""
    try:
        return np.asarray(y, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise (_worded("y", y) or error) from None


def _worded(name: str, array: Any) -> ValueError | None:
    """The error for the first text among numbers."""
    if array is None or sparse.issparse(array):
        return None
    for row, values in enumerate(np.asarray(array, dtype=object)):
        for column, value in enumerate(np.atleast_1d(values)):
            try:
                float(value)
            except (TypeError, ValueError):
                shown = repr(str(value)) if isinstance(value, str) else repr(value)
                where = f"row {row}" + (f", column {column}" if np.ndim(values) else "") + " (counted from 0)"
                return refused(
                    f"{name} holds text where numbers belong: {where}", shown,
                    f"numbers (could not convert string to float: {shown})", "encode the column",
                )  # fmt: skip
    return None


def _floats(given: Array) -> Array:
    """Numbers; what pandas has for a missing one (``NA``) is none."""
    return np.array([_float(each) for each in given.ravel()]).reshape(given.shape)


def _float(value: Any) -> float:
    try:
        return float(value)
    except TypeError:
        return float("nan")


def _not_finite(values: Any) -> tuple[int, int | None] | None:
    if values is None:
        return None
    try:
        given = np.asarray(values.toarray() if sparse.issparse(values) else values)
        if np.iscomplexobj(given):
            return None
        array = _floats(given) if given.dtype == object else given.astype(np.float64)
    except (TypeError, ValueError):
        return None
    places = np.argwhere(~np.isfinite(array))
    if array.ndim not in (1, 2) or not len(places):
        return None
    return (int(places[0][0]), int(places[0][1]) if array.ndim == 2 else None)
