"""The garbage collector, which long derivations and documents keep busy for nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Circles of objects are collected later; everything else is freed at once, as always.

    Expressions, terms and presentation trees have no circles, but a derivation of a thousand layers has a million of
    their parts, and the collector looked at each of them many times: a quarter of the whole time. Judging a document
    makes millions of small trees, and looking for circles took a tenth.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # What is left counts as old: a look at each object of it, on the way out, took four hundredths.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
