"""A bar on a terminal: the epoch, the loss, the rate and the time left; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backproof.train.loop import Progress


@contextmanager
def shown(epochs: int, done: int = 0) -> Iterator[Callable[[Progress], None] | None]:
    """What to call after each epoch."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns: tuple[Any, ...] = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=epochs, completed=done)
        yield lambda progress: bars.update(task, completed=progress.epoch, description=said(progress))


def said(progress: Progress) -> str:
    """The last epoch in words.

    >>> from backproof.train.loop import Progress
    >>> said(Progress(losses=[0.5, 0.25], scores=[0.9, 0.875], rate=0.001))
    'loss 0.25000, validation score 0.8750, rate 0.001'
    """
    score = f", validation score {progress.scores[-1]:.4f}" if progress.scores else ""
    return f"loss {progress.losses[-1]:.5f}{score}, rate {progress.rate:.3g}"
