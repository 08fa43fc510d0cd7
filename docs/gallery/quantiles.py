r"""A loss that you write yourself: how high it may get.

Squared error learns a mean. Often something else is asked: how much stock is enough on nine days of ten? The pinball
loss learns it. What lies above the prediction costs q for each unit, what lies below costs 1 - q, and that is least
where the share q of all targets lies below. It is one line,

    loss=r"\max(0.9 (y - \hat y), -0.1 (y - \hat y))",

and it works with any network. Here the noise grows with x, and so does the band between the quantiles 0.1 and 0.9: the
network is asked for each of them.

Claim: of new samples, the shares below the three curves for 0.1, 0.5 and 0.9 are right to within 0.05.
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from backproof.estimators import MLPRegressor
from page import BLUE, GREEN, GREY, ORANGE, Page, seeds

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here
QUANTILES = (0.1, 0.5, 0.9)


def samples(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A line with noise that grows, more above than below."""
    random = np.random.default_rng(seed)
    x = random.uniform(0, 2, count)
    return x[:, None], x + (0.1 + x) * (random.exponential(0.5, count) - 0.25)


def network(quantile: float, seed: int) -> MLPRegressor:
    """A network that was trained on 500 samples."""
    loss = rf"\max({quantile} (y - \hat y), -{1 - quantile:.1f} (y - \hat y))"
    model = MLPRegressor(
        (8,), activation="tanh", loss=loss, learning_rate="cosine", learning_rate_init=0.03, batch_size=100, tol=0,
        n_iter_no_change=np.inf, max_iter=100, random_state=seed,
    )  # fmt: skip
    model.fit(*samples(500, seed))
    return model


new, truth = samples(4000, 1000)
below = {q: np.median([np.mean(truth < network(q, seed).predict(new)) for seed in seeds()]) for q in QUANTILES}
for quantile, share in below.items():
    assert abs(share - quantile) < 0.05

page = Page(__file__, {f"share of new samples below the curve for {q}": f"{share:.3f}" for q, share in below.items()})
with page.picture() as (left, right):
    x, y = samples(500, 0)
    grid = np.linspace(0, 2, 100)[:, None]
    left.plot(x, y, "o", color=GREY, ms=2.5, alpha=0.6)
    for quantile, colour, line in zip(QUANTILES, (BLUE, GREEN, ORANGE), ("-", "-.", "--"), strict=True):
        left.plot(grid, network(quantile, 0).predict(grid), line, color=colour, lw=2, label=f"{quantile}")
        residuals = np.linspace(-2, 2, 101)
        right.plot(residuals, np.maximum(quantile * residuals, (quantile - 1) * residuals), line, color=colour, lw=2)
    left.set(title="Three quantiles", xlabel="x", ylabel="y")
    left.legend(loc="upper left")
    right.set(title="Their losses", xlabel="target minus prediction", ylabel="loss")
