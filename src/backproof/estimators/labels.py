"""Labels and what the outputs of a network should be for them.

It is what scikit-learn's LabelBinarizer does, for labels that are checked already: that one checks them four more
times, longer than a step of training takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, final

import numpy as np
from scipy import sparse
from sklearn.utils.multiclass import check_classification_targets, type_of_target

from backproof.estimators.settings import refused
from backproof.train.engine import Array

HALF = 0.5


@final
@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The classes there are; a sample has one of them, or any number of them.

    ``sparse`` says that several labels at once were given as a sparse matrix, and so are predicted as one.
    """

    classes: Array
    one: bool = True
    sparse: bool = False

    @property
    def outputs(self) -> int:
        """How many outputs a network has for them."""
        return 1 if self.one and len(self.classes) <= 2 else len(self.classes)

    @classmethod
    def of(cls, y: Any) -> Self:
        """The labels of targets. Raises ValueError for targets that are no labels."""
        try:
            kind = type_of_target(y, input_name="y")
        except TypeError:
            raise _mixed(y) from None
        if kind.startswith("multilabel"):
            return cls(np.arange(y.shape[1]), False, sparse.issparse(y))
        if kind == "multiclass-multioutput":
            raise refused(
                "a sample has several classes, of more than two kinds", f"{np.shape(y)[1]} columns of classes",
                "one column, or columns of 0 and 1", "train an estimator for each column (MultiOutputClassifier)",
            )  # fmt: skip
        classes = distinct(y)
        if kind not in ("binary", "multiclass") or 2 * len(classes) > len(y):
            check_classification_targets(y)  # it has something to say here, and asks for the kind once more
        return cls(classes)

    def encoded(self, y: Any) -> Array:
        """What the outputs should be, a column for each. Raises ValueError for labels that are not known."""
        if not self.one:
            return self._several(y)
        if y.ndim > 1:
            raise refused(
                "`y` has several labels for each sample", f"{y.shape[1]} columns", "one column of classes", "fit anew"
            )
        places = self._places(y)
        if len(self.classes) > 2:
            return np.asarray(places[:, None] == np.arange(len(self.classes)))
        return places[:, None]

    def decoded(self, output: Array) -> Any:
        """The labels of outputs: the most probable class, or all labels that are more probable than not."""
        if not self.one:
            found = (output > HALF).astype(int)
            return sparse.csr_array(found) if self.sparse else found
        if output.shape[1] > 1:
            return self.classes[output.argmax(axis=1)]
        above = output[:, 0] > HALF if len(self.classes) > 1 else np.zeros(len(output), bool)
        return self.classes[above.astype(int)]

    def _several(self, y: Any) -> Array:
        columns = len(self.classes)
        if y.ndim != 2 or y.shape[1] != columns:
            found = f"{y.shape[1]} columns" if y.ndim == 2 else "one class for each sample"
            raise refused("`y` has other labels than before", found, f"{columns} columns of 0 and 1", "fit anew")
        dense = np.asarray(y.toarray() if sparse.issparse(y) else y)
        known = (dense == 0) | (dense == 1)
        if not known.all():
            other = str(dense[~known][0])
            raise refused("several labels at once are 0 or 1", other, "0 or 1", "write 1 for a label, 0 for none")
        return dense

    def _places(self, y: Array) -> Array:
        """The place of each label among the classes."""
        try:
            places = np.searchsorted(self.classes, y)
            known = np.asarray(self.classes.take(places, mode="clip") == y)
        except TypeError:  # text among numbers
            places, known = np.zeros(len(y), int), np.zeros(len(y), bool)
        if not known.all():
            new = list(dict.fromkeys(y[~known].tolist()))
            raise refused(
                "`y` has classes not in `self.classes_`", new, str(self.classes.tolist()),
                "name all classes in the first call",
            )  # fmt: skip
        return np.asarray(places)


def distinct(y: Array) -> Array:
    """The different labels, in order. Raises ValueError for labels that have none, such as text among numbers."""
    try:
        return np.unique(y)
    except TypeError:
        raise _mixed(y) from None


def _mixed(y: Array) -> ValueError:
    kinds = sorted({type(each).__name__ for each in y.ravel().tolist()})
    return refused(
        "`y` has labels of several types, which have no order", ", ".join(kinds), "labels of one type",
        "write all of them as text (y.astype(str)), and leave out rows without a label",
    )  # fmt: skip
