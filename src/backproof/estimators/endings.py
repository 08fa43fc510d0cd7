"""What is said of the end of training."""

from __future__ import annotations

import warnings

from sklearn.exceptions import ConvergenceWarning

from backproof.train.loop import Outcome, Reason


def say(outcome: Outcome, epochs: int, *, whole: bool) -> None:
    """Warn of an end that nobody wanted; that a part of the data was learnt for one epoch is no such end."""
    if outcome.reason is Reason.INTERRUPTED:
        interrupted_in(outcome.epoch, stacklevel=6)
    if outcome.reason is Reason.DIVERGED:
        warnings.warn(
            f"Training diverged in epoch {outcome.epoch} at the rate {outcome.rate:g}: the loss or a weight is no "
            f"longer finite. The parameters before that epoch are kept. Try a rate of {outcome.rate / 10:g}, "
            "clip_norm=1, or standardised inputs.",
            ConvergenceWarning,
            stacklevel=5,
        )
    if outcome.reason is Reason.EPOCHS and whole:
        warnings.warn(
            f"Stochastic Optimizer: Maximum iterations ({epochs}) reached and the optimization hasn't converged yet.",
            ConvergenceWarning,
            stacklevel=5,
        )


def interrupted_in(epochs: int, stacklevel: int) -> None:
    """Warn that somebody stopped it."""
    warnings.warn(f"Training interrupted in epoch {epochs + 1}; what was learnt is kept.", stacklevel=stacklevel)
