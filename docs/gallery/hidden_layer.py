"""What a hidden layer adds to a line.

A linear discriminant cuts the plane by one straight line, and so does a network without hidden layers: logistic
regression. Two half moons that reach into each other cannot be cut so. Each hidden unit draws one more line, softly;
the output adds them up, and the border bends. Three units are enough for the moons, and more of them do no harm.

Claim: with no hidden unit the network is as good as the linear discriminant, to within two samples of a hundred, and
both are wrong about more than one new sample in ten; four hidden units or more are wrong about less than one in twenty.
"""

import warnings

import numpy as np
from sklearn.datasets import make_moons
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.exceptions import ConvergenceWarning

from backproof.estimators import MLPClassifier
from page import BLUE, GREY, Page, plane, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # where all is right, the loss has no lowest point
UNITS = (0, 1, 2, 3, 4, 8, 16)


def moons(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two moons: 200 samples to learn from, and 1000 new ones."""
    X, y = make_moons(1200, noise=0.15, random_state=seed)
    return X, y


def network(units: int, seed: int) -> MLPClassifier:
    """A network that was trained on the first samples."""
    X, y = moons(seed)
    sizes = (units,) if units else ()
    model = MLPClassifier(sizes, activation="tanh", solver="lbfgs", alpha=0.01, random_state=seed)
    model.fit(X[:200], y[:200])
    return model


def score(model: MLPClassifier | LinearDiscriminantAnalysis, seed: int) -> float:
    """The accuracy on new samples."""
    X, y = moons(seed)
    return float(model.score(X[200:], y[200:]))


line = np.median([score(LinearDiscriminantAnalysis().fit(*(each[:200] for each in moons(at))), at) for at in seeds()])
scores = {units: np.median([score(network(units, seed), seed) for seed in seeds()]) for units in UNITS}
assert abs(scores[0] - line) < 0.02
assert max(line, scores[0]) < 0.9
assert min(scores[units] for units in UNITS if units >= 4) > 0.95

page = Page(
    __file__,
    {"accuracy on new samples, linear discriminant": f"{line:.3f}"}
    | {f"accuracy on new samples, {units} hidden units": f"{scores[units]:.3f}" for units in (0, 2, 4, 16)},
)
with page.picture(3) as (left, middle, right):
    X, y = moons(0)
    for axes, units in ((left, 0), (middle, 8)):
        plane(axes, X[:200], y[:200], network(units, 0).predict_proba)
        axes.set(title=f"{units or 'No'} hidden units", xlabel="first input")
    left.set_ylabel("second input")
    right.plot([str(units) for units in UNITS], list(scores.values()), "o-", color=BLUE)
    right.axhline(line, color=GREY, ls="--")
    right.text(6, line - 0.01, "linear discriminant", color=GREY, ha="right")
    right.set(title="New samples", xlabel="hidden units", ylabel="accuracy", ylim=(0.85, 1))
