"""When a training run saves itself, and where."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, final

from backproof.records import dataclass
from backproof.source import BackproofError, Diagnostic

if TYPE_CHECKING:
    from backproof.train.files import JSON, Loaded
    from backproof.train.files.layout import Array


@final
@dataclass(frozen=True, slots=True)
class Checkpoints:
    """One file, written anew every so many epochs or minutes, whichever comes first.

    ``now`` is a time in seconds of any clock that runs forwards (``time.monotonic()``), ``since`` that of the last
    checkpoint, or of the run's beginning; without one the first checkpoint is due at once. Whole multiples of
    ``every_epochs`` are due, so that a resumed run writes after the same epochs.

    >>> run = Checkpoints("run.safetensors", every_epochs=10, every_minutes=5).beginning(now=0.0)
    >>> run.due(epoch=9, now=20.0), run.due(epoch=10, now=22.0), run.due(epoch=12, now=300.0)
    (False, True, True)
    """

    path: str | os.PathLike[str]
    every_epochs: int | None = None
    every_minutes: float | None = None
    since: float | None = None

    def __post_init__(self) -> None:
        if self.every_epochs is None and self.every_minutes is None:
            raise _refused("neither epochs nor minutes", "every_epochs=10, every_minutes=5, or both")
        if self.every_epochs is not None and not self.every_epochs >= 1:
            raise _refused(f"every_epochs={self.every_epochs}", "a whole number from 1 on")
        if self.every_minutes is not None and not self.every_minutes > 0:
            raise _refused(f"every_minutes={self.every_minutes}", "a number above 0")

    def beginning(self, now: float) -> Checkpoints:
        """The same, with its minutes counted from ``now``."""
        return replace(self, since=now)

    def due(self, epoch: int, now: float) -> bool:
        """Whether a checkpoint is due after this epoch; epochs count from 1."""
        if self.every_epochs is not None and epoch % self.every_epochs == 0:
            return True
        return self.every_minutes is not None and (self.since is None or now - self.since >= 60 * self.every_minutes)

    def write(self, arrays: Mapping[str, Array], header: Mapping[str, JSON], now: float) -> Checkpoints:
        """Save, and count the minutes from ``now``. The file before stays where this one can't be written."""
        from backproof.train.files import save  # noqa: PLC0415  # few runs save themselves, and files take a while to load

        save(self.path, arrays, header)
        return self.beginning(now)

    def last(self) -> Loaded | None:
        """What the last checkpoint holds, or None where there is none yet."""
        from backproof.train.files import load  # noqa: PLC0415  # few runs go on, and files take a while to load

        return load(self.path) if os.path.lexists(self.path) else None


def _refused(written: str, expected: str) -> BackproofError:
    advice = "say how often the run is to save itself"
    return BackproofError(Diagnostic("no time at which a checkpoint is due", written, expected, advice))
