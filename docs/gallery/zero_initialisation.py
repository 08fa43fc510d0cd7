"""Weights that begin at zero.

Two hidden units with the same weights give the same activation. Where their outgoing weights are equal as well, they
get the same gradient and take the same step. So units that begin equal stay equal, however long they are trained:
eight of them are one unit, written down eight times. Weights that are drawn at random do not have this trouble, and the
estimator warns where it is asked for zeros.

It shows in the weights, which are eight equal columns, and in the activations: a matrix with a row for each sample and
a column for each unit. Equal columns have rank one.

Claim: hidden units that begin at zero are still equal after training, their activations have rank one, and they
separate two moons no better than a line does; units that are drawn at random differ, have full rank and separate them.
"""

import warnings

import numpy as np
from sklearn.datasets import make_moons

from backproof.estimators import MLPClassifier
from page import BLUE, GREY, ORANGE, Page, seeds

UNITS = 8
ROUNDING = np.finfo(float).eps


def fitted(initialisation: str, seed: int) -> tuple[MLPClassifier, float]:
    """A network that was trained on two moons, and its accuracy there."""
    X, y = make_moons(200, noise=0.1, random_state=seed)
    network = MLPClassifier(
        (UNITS,), activation="logistic", initialisation=initialisation, learning_rate_init=0.1, alpha=0,
        tol=0, n_iter_no_change=np.inf, max_iter=400, random_state=seed,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that zeros stay equal, and that training ends by its epochs
        network.fit(X, y)
    return network, network.score(X, y)


def strengths(network: MLPClassifier, seed: int) -> np.ndarray:
    """The singular values of the hidden activations, the largest of them one."""
    X, _ = make_moons(200, noise=0.1, random_state=seed)
    found = np.linalg.svd(network.activations(X), compute_uv=False)
    return np.asarray(found / found[0])


zeros = [fitted("zeros", seed) for seed in seeds()]
drawn = [fitted("glorot", seed) for seed in seeds()]
apart = [[np.ptp(network.coefs_[0], axis=1).max() for network, _ in each] for each in (zeros, drawn)]
ranks = [[np.sum(strengths(net, seed) > 1e-9) for seed, (net, _) in enumerate(each)] for each in (zeros, drawn)]
scores = [np.median([score for _, score in each]) for each in (zeros, drawn)]

assert max(apart[0]) < 1e-9
assert np.median(apart[1]) > 1
assert max(ranks[0]) == 1
assert min(ranks[1]) == UNITS
assert scores[0] < 0.92
assert scores[1] > 0.98

page = Page(
    __file__,
    {
        "distance between weights of two units, at most, from zeros": f"{max(apart[0]):.2g}",
        "distance between weights of two units, at most, drawn at random": f"{np.median(apart[1]):.1f}",
        "rank of the activations, from zeros": f"{max(ranks[0])}",
        "rank of the activations, drawn at random": f"{min(ranks[1])}",
        "accuracy, from zeros": f"{scores[0]:.3f}",
        "accuracy, drawn at random": f"{scores[1]:.3f}",
    },
)
with page.picture() as (left, right):
    for (network, _), colour, style, name in (
        (drawn[0], BLUE, "o-", "at random"),
        (zeros[0], ORANGE, "X--", "from zeros"),
    ):
        left.plot(*network.coefs_[0], style[0], color=colour, ms=8, label=f"eight units, {name}")
        values = np.maximum(strengths(network, 0), ROUNDING)
        right.semilogy(range(1, UNITS + 1), values, style, color=colour, label=name)
    left.set(
        title="Each unit by its two weights", xlabel="weight of the first input", ylabel="weight of the second input"
    )
    right.set(
        title="Singular values of the activations", xlabel="number", ylabel="share of the largest", ylim=(1e-17, 10)
    )
    right.axhline(ROUNDING, color=GREY, lw=1)
    right.text(UNITS, ROUNDING * 3, "as small as rounding", color=GREY, ha="right")
    left.legend(loc="best")
    right.legend(loc="center right")
