"""The native engine, where it was built; without it the tests of it are skipped."""

from __future__ import annotations

from typing import Any

import pytest

from backproof.train.engines.native.engine import Native
from backproof.train.engines.native.lanes import Layout, pays
from backproof.train.engines.native.library import found

LIBRARY, WHY_NOT = found()
needs_library = pytest.mark.skipif(
    LIBRARY is None, reason=WHY_NOT or "backproof-native is not installed: it needs a C compiler"
)
PATHS: tuple[str, ...] = LIBRARY.paths() if LIBRARY is not None else ("portable",)


LAYOUTS: dict[str, Layout] = {
    "as it pays": pays,
    "in rows": lambda plan, extents, itemsize: False,
    "in lanes": lambda plan, extents, itemsize: True,
}
"""Where the samples of a batch lie."""


def native(path: str = "", threads: int = 1, layout: str = "as it pays") -> Native:
    """The engine, on a path."""
    library: Any = LIBRARY
    return Native(library, threads, path, LAYOUTS[layout])
