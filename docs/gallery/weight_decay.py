"""What weight decay does.

A network with large weights can turn sharply, around every single sample. Weight decay puts a price on it: alpha times
the sum of the squares of all weights is added to the loss. Without it the network learns its 60 samples by heart, noise
included, and its weights grow as long as it is trained. With too much of it the weights stay so small that nothing can
be said. Between them lies a border that is smooth and still bends.

Claim: with growing alpha the weights shrink, and from alpha = 0.01 on the training samples are fitted less and less; on
new samples the loss is lowest in between, less than half of that without decay, and four fifths of that with the most.
"""

import warnings

import numpy as np
from sklearn.datasets import make_moons
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss

from backproof.estimators import MLPClassifier
from page import BLUE, ORANGE, Page, plane, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # without decay, the loss has no lowest point
ALPHAS = (0.0, 0.01, 0.1, 1.0, 10.0)


def moons(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two moons with much noise: 60 samples to learn from, and 1000 new ones."""
    X, y = make_moons(1060, noise=0.35, random_state=seed)
    return X, y


def network(alpha: float, seed: int) -> MLPClassifier:
    """A network that was trained on the first samples."""
    X, y = moons(seed)
    model = MLPClassifier((16,), activation="tanh", solver="lbfgs", alpha=alpha, max_iter=300, random_state=seed)
    model.fit(X[:60], y[:60])
    return model


def measured(alpha: float, seed: int) -> tuple[float, float, float]:
    """The length of all weights, the loss on the training samples, and that on new ones."""
    model, (X, y) = network(alpha, seed), moons(seed)
    shares = model.predict_proba(X)
    length = np.sqrt(sum(np.sum(weights**2) for weights in model.coefs_))
    return float(length), float(log_loss(y[:60], shares[:60])), float(log_loss(y[60:], shares[60:]))


found = np.array([np.median([measured(alpha, seed) for seed in seeds()], axis=0) for alpha in ALPHAS])
lengths, known, new = found.T
assert np.all(np.diff(lengths) < 0)
assert np.all(np.diff(known[1:]) > 0)
assert ALPHAS[new.argmin()] in (0.1, 1.0)
assert new.min() < 0.5 * new[0]
assert new.min() < 0.8 * new[-1]

page = Page(
    __file__,
    {f"loss on new samples, alpha = {alpha:g}": f"{loss:.3f}" for alpha, loss in zip(ALPHAS, new, strict=True)}
    | {f"length of the weights, alpha = {alpha:g}": f"{lengths[ALPHAS.index(alpha)]:.3g}" for alpha in (0, 0.1, 10)},
)
with page.picture(3) as (left, middle, right):
    X, y = moons(0)
    for axes, alpha in ((left, 0), (middle, 0.1)):
        plane(axes, X[:60], y[:60], network(alpha, 0).predict_proba)
        axes.set(title=f"alpha = {alpha}", xlabel="first input")
    left.set_ylabel("second input")
    names = [f"{alpha:g}" for alpha in ALPHAS]
    right.plot(names, known, "s--", color=ORANGE, label="training samples")
    right.plot(names, new, "o-", color=BLUE, label="new samples")
    right.set(title="Loss", xlabel="alpha", ylabel="loss", yscale="log", ylim=(3e-3, None))
    right.legend()
