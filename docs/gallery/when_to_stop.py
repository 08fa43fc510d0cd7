"""When to stop.

The loss on the samples that a network learns from falls as long as it is trained. On other samples it falls first, and
then it rises: what the network still learns is true of its own samples only. So some samples are kept apart, and
training ends when their score has not become better for a while; the weights of the best epoch are kept.

A hundred samples have twenty inputs. Two of them matter, and there is much noise, so that there is a lot to be learnt
that is not so. A third set, of a thousand samples, judges at the end. Accuracy hardly tells the two networks apart (it
is even a little higher after long training); the probabilities do. The network that was trained to the end is sure of
itself, and often wrong.

Claim: after 100 epochs the loss on validation samples is more than 1.2 times its lowest value, while on training
samples it has fallen to less than half of what it was then; on new samples the network that was stopped has a loss that
is lower by at least a fifth.
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss

from backproof.estimators import MLPClassifier
from page import BLACK, BLUE, GREY, ORANGE, Page, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here
EPOCHS = 100


def samples(seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Samples for training, for validation and new ones."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(1300, 20))
    y = X[:, 0] + X[:, 1] + random.normal(size=1300) > 0
    return [(X[part], y[part]) for part in (slice(100), slice(100, 300), slice(300, None))]


def network(patience: float, seed: int) -> MLPClassifier:
    """A network that ends when validation has not become better for so many epochs."""
    (X, y), (X_val, y_val), _ = samples(seed)
    model = MLPClassifier(
        (32,), learning_rate_init=0.01, scoring="neg_log_loss", n_iter_no_change=patience, tol=0, max_iter=EPOCHS,
        random_state=seed,
    )  # fmt: skip
    model.fit(X, y, X_val=X_val, y_val=y_val)
    return model


def last(seed: int) -> MLPClassifier:
    """A network of the last epoch, which knows of no validation."""
    model = MLPClassifier(
        (32,), learning_rate_init=0.01, n_iter_no_change=np.inf, tol=0, max_iter=EPOCHS, random_state=seed
    )
    model.fit(*samples(seed)[0])
    return model


def judged(models: list[MLPClassifier]) -> np.ndarray:
    """The loss and the accuracy on new samples, one network for each seed: medians."""
    new = [samples(seed)[2] for seed in seeds()]
    pairs = zip(models, new, strict=True)
    scores = [(log_loss(y, model.predict_proba(X)), model.score(X, y)) for model, (X, y) in pairs]
    return np.asarray(np.median(scores, axis=0))


whole = [network(np.inf, seed) for seed in seeds()]
stopped = [network(10, seed) for seed in seeds()]
valid = [-np.array(model.validation_scores_) for model in whole]
rise = np.median([curve[-1] / curve.min() for curve in valid])
fall = np.median(
    [model.loss_curve_[-1] / model.loss_curve_[curve.argmin()] for model, curve in zip(whole, valid, strict=True)]
)
losses, accuracies = np.transpose([judged(stopped), judged([last(seed) for seed in seeds()])])
assert rise > 1.2
assert fall < 0.5
assert losses[0] < 0.8 * losses[1]
assert abs(accuracies[0] - accuracies[1]) < 0.05

page = Page(
    __file__,
    {
        "epochs until training was stopped": f"{np.median([model.n_iter_ for model in stopped]):.0f}",
        "validation loss after 100 epochs, over its lowest": f"{rise:.2f}",
        "training loss after 100 epochs, over that of the same epoch": f"{fall:.2f}",
        "loss on new samples, stopped": f"{losses[0]:.3f}",
        "loss on new samples, after 100 epochs": f"{losses[1]:.3f}",
        "accuracy on new samples, stopped": f"{accuracies[0]:.3f}",
        "accuracy on new samples, after 100 epochs": f"{accuracies[1]:.3f}",
    },
)
with page.picture(1) as axes:
    epochs = np.arange(1, EPOCHS + 1)
    best, ended = valid[0].argmin() + 1, stopped[0].n_iter_
    axes.plot(epochs, whole[0].loss_curve_, "--", color=ORANGE, lw=2, label="training samples")
    axes.plot(epochs, valid[0], color=BLUE, lw=2, label="validation samples")
    axes.plot(best, valid[0].min(), "o", color=BLACK, ms=8, label=f"best epoch, {best}: its weights are kept")
    axes.axvline(ended, color=GREY, ls=":")
    axes.text(ended + 1, 0.18, "stopped: no better for ten epochs", color=GREY)
    axes.set(title="Loss, epoch by epoch", xlabel="epoch", ylabel="loss", ylim=(0, None))
    axes.legend()
