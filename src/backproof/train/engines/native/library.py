"""The library of the native engine, where it is installed and fits: the handshake."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any, Final

from backproof import __version__
from backproof.train.engines.native.words import FORMAT

ABSENT: Final = (
    "The native engine is not installed. Training runs on NumPy, which takes longer; pip install backproof-native, in "
    "the project's folder pip install ./native, brings it, and BACKPROOF_ENGINE=numpy says that NumPy is meant."
)


@cache
def found() -> tuple[Any | None, str]:
    """The module ``backproof_native``; or None, and a sentence on why it can't be used.

    Versions have to be the same: a program means what both sides take it to mean.
    """
    try:
        import backproof_native  # noqa: PLC0415  # it is optional
    except ImportError:
        return None, ABSENT
    advice = "Training runs on NumPy; pip install --upgrade backproof backproof-native brings both together."
    try:
        theirs, read = backproof_native.version(), backproof_native.format_version()
    except (OSError, AttributeError) as error:
        return None, f"The native engine can't be loaded: {error}. {advice}"
    if (theirs, read) != (__version__, FORMAT):
        return None, (
            f"The native engine is version {theirs} and reads programs of format {read}; backproof is version "
            f"{__version__} and writes format {FORMAT}. {advice}"
        )
    return backproof_native, ""


class NativeWarning(UserWarning):
    """The native engine was there or asked for, and NumPy runs instead."""


@cache
def warned(sentence: str) -> None:
    """Say something once."""
    warnings.warn(sentence, NativeWarning, stacklevel=3)
