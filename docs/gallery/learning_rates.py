"""Rates that are too small, and too large.

A step of gradient descent goes down the slope, as far as the rate says. On a loss that is a parabola it is known what
happens then. Along a direction of curvature c, a step with the rate r multiplies the distance to the lowest point by
1 - rc. A small rate hardly shortens it. Beyond r = 2/c the factor is below -1: each step goes over the valley, and
lands higher on the other side than it came from. The direction of the largest curvature decides, and the others have to
live with that rate.

Here a line is fitted to 442 patients (the diabetes data, with ten standardised columns) by squared error. The largest
eigenvalue of the matrix of second derivatives is the largest curvature.

Claim: with nine tenths of the largest stable rate 200 steps come within one part in a hundred of least squares, with a
thousandth of it more than half of the way is left, and with eleven tenths of it the loss grows a million times.
"""

import warnings

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.exceptions import ConvergenceWarning

from backproof.estimators import MLPRegressor
from page import BLUE, GREEN, GREY, ORANGE, Page, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here
STEPS = 200
X, y = load_diabetes(return_X_y=True, scaled=False)
X, y = (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
inputs = np.column_stack([X, np.ones(len(X))])
limit = 2 / np.linalg.eigvalsh(inputs.T @ inputs / len(X)).max()
least = np.mean((inputs @ np.linalg.lstsq(inputs, y)[0] - y) ** 2) / 2


def losses(share: float, seed: int) -> np.ndarray:
    """The loss before each step, with this share of the largest stable rate."""
    line = MLPRegressor(
        (), solver="sgd", momentum=0, learning_rate_init=share * limit, batch_size=len(X), alpha=0, tol=0,
        n_iter_no_change=np.inf, max_iter=STEPS, random_state=seed,
    )  # fmt: skip
    return np.array(line.fit(X, y).loss_curve_)


def left_over(share: float) -> float:
    """Which part of the way to least squares is left at the end: the median over first weights."""
    curves = [losses(share, seed) - least for seed in seeds()]
    return float(np.median([curve[-1] / curve[0] for curve in curves]))


small, right, large = (left_over(share) for share in (0.001, 0.9, 1.1))
assert small > 0.5
assert right < 0.01
assert large > 1e6

page = Page(
    __file__,
    {
        "largest stable rate, 2 / largest curvature": f"{limit:.3f}",
        "part of the way that is left after 200 steps, at 0.001 of it": f"{small:.2f}",
        "the same, at 0.9 of it": f"{right:.4f}",
        "the same, at 1.1 of it": f"{large:.0e}",
    },
)
with page.picture() as (left, after):
    for share, colour, style in ((1.1, ORANGE, "--"), (0.001, GREEN, ":"), (0.9, BLUE, "-")):
        left.semilogy(losses(share, 0), style, color=colour, lw=2, label=f"{share} of the largest stable rate")
    left.set(title="The loss, step by step", xlabel="step", ylabel="loss", ylim=(0.1, 1e3))
    left.legend(loc="upper right")
    shares = np.append(np.geomspace(1e-3, 0.9, 20), [0.95, 0.98, 1.02, 1.05])
    after.loglog(shares * limit, [losses(share, 0)[-1] for share in shares], "o-", color=BLUE, ms=4)
    after.axvline(limit, color=GREY, ls="--")
    after.annotate("2 / largest curvature ", (limit, 20), ha="right", color=GREY)
    after.set(title=f"After {STEPS} steps", xlabel="rate", ylabel="loss", ylim=(0.1, 1e3))
