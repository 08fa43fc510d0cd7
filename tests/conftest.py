"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# What is promised is no matter of the machine's load; benchmarks measure time.
settings.register_profile("backproof", deadline=None)
settings.load_profile("backproof")
