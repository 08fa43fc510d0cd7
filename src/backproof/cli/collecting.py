"""Garbage is collected less often while documents are judged."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 100, 20)


@contextmanager
def seldom() -> Iterator[None]:
    """Judging makes millions of small trees and few cycles: a sixth of its time went into looking for these.

    >>> before = gc.get_threshold()
    >>> with seldom():
    ...     gc.get_threshold() == SELDOM
    True
    >>> gc.get_threshold() == before
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
