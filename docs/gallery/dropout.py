"""What dropout does.

Hidden units that learn together rely on one another: what one of them gets wrong another one mends, and on samples that
neither has seen the two are wrong together. Dropout silences each unit with some probability, anew for each batch of
samples, and makes the others louder in return (Srivastava et al., 2014). No unit can count on another one any more, so
each has to be of use by itself. Afterwards all of them speak.

A network of 64 hidden units learns from 200 samples with twenty inputs, of which two matter; there is much noise, and
there are units enough to learn it by heart.

Claim: the more units are silenced in training, the less well the training samples are fitted, and the lower is the loss
on new samples, down to less than half of that without dropout. Where half of the units are silenced afterwards, the
loss of the network that learnt without dropout becomes more than 1.25 times as large, of that with the most less than
1.1 times.
"""

import warnings
from functools import cache

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss

from backproof.estimators import MLPClassifier
from page import BLUE, GREEN, ORANGE, Page, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here
SHARES = (0.0, 0.25, 0.5, 0.75, 0.9)


def samples(seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Samples to learn from, and new ones."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(1200, 20))
    y = X[:, 0] + X[:, 1] + random.normal(size=1200) > 0
    return [(X[part], y[part]) for part in (slice(200), slice(200, None))]


@cache
def network(share: float, seed: int) -> MLPClassifier:
    """A network that learnt while this share of its units was silent."""
    model = MLPClassifier(
        (64,), dropout=share, learning_rate_init=0.01, max_iter=150, n_iter_no_change=np.inf, random_state=seed
    )
    return model.fit(*samples(seed)[0])


def silenced(model: MLPClassifier, X: np.ndarray, y: np.ndarray) -> float:
    """The loss where half of the hidden units are silent and the others twice as loud: the mean over ten draws."""
    random, hidden = np.random.default_rng(0), model.activations(X)
    masks = [2.0 * (random.random(hidden.shape[1]) < 0.5) for _ in range(10)]
    logits = [(hidden * mask) @ model.coefs_[-1] + model.intercepts_[-1] for mask in masks]
    return float(np.mean([log_loss(y, 1 / (1 + np.exp(-each.ravel()))) for each in logits]))


def measured(share: float, seed: int) -> tuple[float, float, float, float]:
    """The losses on the training samples, on new ones, on these with half of the units, and the accuracy."""
    model, (known, (X, y)) = network(share, seed), samples(seed)
    losses = [log_loss(classes, model.predict_proba(rows)) for rows, classes in (known, (X, y))]
    return *losses, silenced(model, X, y), model.score(X, y)


found = np.array([np.median([measured(share, seed) for seed in seeds()], axis=0) for share in SHARES])
known, new, half, accuracy = found.T
assert np.all(np.diff(known) > 0)
assert np.all(np.diff(new) < 0)
assert new[-1] < 0.5 * new[0]
assert half[0] > 1.25 * new[0]
assert half[-1] < 1.1 * new[-1]

page = Page(
    __file__,
    {f"loss on new samples, dropout = {share:g}": f"{loss:.3f}" for share, loss in zip(SHARES, new, strict=True)}
    | {f"times that with half of the units, dropout = {SHARES[at]:g}": f"{half[at] / new[at]:.2f}" for at in (0, -1)}
    | {f"accuracy on new samples, dropout = {SHARES[at]:g}": f"{accuracy[at]:.3f}" for at in (0, -1)},
)
with page.picture(1) as axes:
    names = [f"{share:g}" for share in SHARES]
    axes.plot(names, known, "s--", color=ORANGE, label="training samples")
    axes.plot(names, new, "o-", color=BLUE, label="new samples")
    axes.plot(names, half, "^:", color=GREEN, label="new samples, half of the units silent")
    axes.set(title="Loss", xlabel="share of the units that are silent in training", ylabel="loss", ylim=(0, None))
    axes.legend()
