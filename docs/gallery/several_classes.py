"""Many classes from two: one against the rest, one against one, or all at once.

A classifier for two classes becomes one for many in two ways. One-vs-rest trains a network for each class, against all
others together, and believes the one that is surest. One-vs-one trains a network for each pair of classes, and lets
them vote. Softmax needs neither: one network has an output for each class, and all are trained together.

The difference shows where a class lies between others. Seven classes stand in a row, and the networks are lines,
without a hidden layer. No line separates a class in the middle from the rest, so that its network in one-vs-rest never
is sure of anything. Between any two classes of the row, however, there is a line, and softmax finds all borders at
once.

Claim: one-vs-rest finds less than nine tenths of the class that it knows least, one-vs-one and softmax find more than
95 of a hundred of theirs; one-vs-one needs 21 networks for that, and softmax a single one.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import recall_score
from sklearn.multiclass import OneVsOneClassifier, OneVsRestClassifier

from backproof.estimators import MLPClassifier
from page import Page, plane, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # where all is right, the loss has no lowest point
COUNT = 7


def row(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Classes in a row, with 60 samples each."""
    random = np.random.default_rng(seed)
    y = np.repeat(np.arange(COUNT), 60)
    return np.column_stack([y, 0.6 * y]) - [3, 1.8] + random.normal(0, 0.2, (len(y), 2)), y


def least_found(model: Any, seed: int) -> float:
    """Which share is found of the class that is found least."""
    X, y = row(seed)
    return float(recall_score(y, model.predict(X), average=None).min())


ways: dict[str, Callable[[MLPClassifier], Any]] = {
    "one-vs-rest": OneVsRestClassifier,
    "one-vs-one": OneVsOneClassifier,
    "softmax": lambda line: line,
}
worst: dict[str, Any] = {}
fitted: dict[str, Any] = {}
for name, way in ways.items():
    fitted[name] = [way(MLPClassifier((), solver="lbfgs", random_state=seed)).fit(*row(seed)) for seed in seeds()]
    worst[name] = np.median([least_found(model, seed) for seed, model in enumerate(fitted[name])])
assert worst["one-vs-rest"] < 0.9
assert min(worst["one-vs-one"], worst["softmax"]) > 0.95

page = Page(
    __file__,
    {f"found of the class that is found least, {name}": f"{share:.3f}" for name, share in worst.items()}
    | {f"networks, {name}": f"{len(fitted[name][0].estimators_)}" for name in ("one-vs-rest", "one-vs-one")},
)
with page.picture(3, sharey=True) as panels:
    for axes, (name, models) in zip(panels, fitted.items(), strict=True):
        plane(axes, *row(0), models[0].predict, levels=np.arange(COUNT - 1) + 0.5)
        axes.set(title=name, xlabel="first input")
    panels[0].set_ylabel("second input")
