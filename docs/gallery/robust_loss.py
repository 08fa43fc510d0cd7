r"""A loss that you write yourself: outliers.

Squared error makes a large residual count by its square, so that one wild measurement pulls as hard as a hundred good
ones. The logarithm of the hyperbolic cosine is a parabola near zero and goes straight further out: what is wild pulls
with the force one, however wild it is. scikit-learn's network has no such loss. Here a loss is an equation,

    MLPRegressor(loss=r"\log\cosh(\hat y - y)"),

and its gradient is derived from it, below: a hyperbolic tangent, which never leaves -1 to 1.

The truth is a sine. One measurement in ten is wild, and far too high.

Claim: the error against the truth, root mean square, is with log-cosh less than a third of that with squared error.
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

import backproof
from backproof.estimators import MLPRegressor
from page import BLACK, BLUE, GREY, ORANGE, Page, seeds

warnings.simplefilter("ignore", ConvergenceWarning)
LOSSES = {"squared error": r"\frac12 (\hat y - y)^2", "log-cosh": r"\log\cosh(\hat y - y)"}
GRID = np.linspace(-3, 3, 200)[:, None]


def measured(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A sine, measured with little noise, and one time in ten with much."""
    random = np.random.default_rng(seed)
    x = random.uniform(-3, 3, 200)
    wild = np.where(random.random(200) < 0.1, random.uniform(5, 15, 200), 0)
    return x[:, None], np.sin(x) + random.normal(0, 0.1, 200) + wild


def curve(loss: str, seed: int) -> np.ndarray:
    """What a network with this loss takes for the truth."""
    network = MLPRegressor(
        (8,), activation="tanh", loss=loss, solver="lbfgs", alpha=0.1, max_iter=500, random_state=seed
    )
    return np.asarray(network.fit(*measured(seed)).predict(GRID))


errors = {
    name: np.median([np.sqrt(np.mean((curve(loss, seed) - np.sin(GRID[:, 0])) ** 2)) for seed in seeds()])
    for name, loss in LOSSES.items()
}
assert errors["log-cosh"] < errors["squared error"] / 3

page = Page(
    __file__,
    {f"error against the truth, {name}": f"{error:.3f}" for name, error in errors.items()},
    [backproof.Model(rf"L = {loss}").derive("y_hat").latex for loss in LOSSES.values()],
)
with page.picture() as (left, right):
    x, y = measured(0)
    left.plot(x, y, "o", color=GREY, ms=3, alpha=0.6, label="measured")
    left.plot(GRID, np.sin(GRID), ":", color=BLACK, lw=2, label="truth")
    for (name, loss), colour, line in zip(LOSSES.items(), (ORANGE, BLUE), ("--", "-"), strict=True):
        left.plot(GRID, curve(loss, 0), line, color=colour, lw=2, label=name)
        formula = backproof.parse(loss)
        residuals = np.linspace(-4, 4, 81)
        slopes = [formula.derivative("y_hat").evaluate(y_hat=each, y=0) for each in residuals]
        right.plot(residuals, slopes, line, color=colour, lw=2, label=name)
    left.set(title="One measurement in ten is wild", xlabel="x", ylabel="y")
    right.set(title="How hard a residual pulls", xlabel="residual", ylabel="derivative of the loss")
    left.legend()
    right.legend()
