"""Settings of all tests."""

from __future__ import annotations

import warnings

from hypothesis import settings

from backproof.train.engines.native.engine import SPARSE, on_numpy
from backproof.train.engines.native.library import ABSENT, NativeWarning, warned

# What is promised is no matter of the machine's load; benchmarks measure time.
settings.register_profile("backproof", deadline=None)
settings.load_profile("backproof")


def pytest_runtest_setup() -> None:
    """What runs on NumPy is said once: tests are the same with the native engine and without it, in any order."""
    for sentence in (ABSENT, on_numpy(SPARSE)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NativeWarning)
            warned(sentence)
