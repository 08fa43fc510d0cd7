"""A bar on a terminal: what is done, words for it, the time left; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backproof.train.loop import Progress


@contextmanager
def shown(epochs: int, done: int = 0) -> Iterator[Callable[[Progress], None]]:
    """What to call after each epoch."""
    with bar() as show:
        show(done, epochs, "")
        yield lambda progress: show(progress.epoch, epochs, said(progress))


@contextmanager
def bar() -> Iterator[Callable[[int, int, str], None]]:
    """What to call with what is done, out of how much, and words for it."""
    if not sys.stderr.isatty() or find_spec("rich") is None:
        yield lambda done, of, words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns: tuple[Any, ...] = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda done, of, words: bars.update(task, completed=done, total=of, description=words)


def said(progress: Progress) -> str:
    """The last epoch in words.

    >>> from backproof.train.loop import Progress
    >>> said(Progress(losses=[0.5, 0.25], scores=[0.9, 0.875], rate=0.001))
    'loss 0.25000, validation score 0.8750, rate 0.001'
    """
    score = f", validation score {progress.scores[-1]:.4f}" if progress.scores else ""
    return f"loss {progress.losses[-1]:.5f}{score}, rate {progress.rate:.3g}"
