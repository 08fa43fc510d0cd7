"""The engine that trains and predicts: the native one where it is installed, else NumPy."""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from backproof.source import BackproofError, Diagnostic
from backproof.train.engine import Engine
from backproof.train.engines.native.engine import Native
from backproof.train.engines.native.library import found, warned
from backproof.train.engines.reference import Reference

ENGINE: Final = "BACKPROOF_ENGINE"
"""The variable of the environment that names an engine: auto, numpy or native."""
THREADS: Final = ("BACKPROOF_THREADS", "OMP_NUM_THREADS")
"""Variables that say how many threads the native engine may use, the first one first."""
PATH: Final = "BACKPROOF_PATH"
"""The variable that names a set of instructions, for those who compare them."""


def engine() -> Engine:
    """The engine that the environment asks for; without a wish the fastest one that is there.

    >>> engine().name in {"native", "numpy"}
    True
    """
    return _engine(os.environ.get(ENGINE, "auto"), threads(), os.environ.get(PATH, ""))


def threads() -> int:
    """How many threads the native engine may use: as many as it may run on, unless the environment says less."""
    for name in THREADS:
        value = os.environ.get(name, "")
        if value.isdecimal() and int(value):
            return int(value)
    return _cores()


def _cores() -> int:
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@cache
def _engine(name: str, most: int, path: str) -> Engine:
    if name == "numpy":
        return Reference()
    if name not in ("auto", "native"):
        raise _refused(f"there is no engine {name}", ENGINE, name, "auto, numpy or native", f"unset {ENGINE}")
    library, why = found()
    if library is not None:
        there = library.paths()
        if path and path not in there:
            message = f"this processor does not have the instructions {path}"
            raise _refused(message, PATH, path, f"one of {', '.join(there)}", f"unset {PATH}: the fastest one is taken")
        return Native(library, most, path)
    if name == "native":
        advice = "pip install backproof-native, in the project's folder pip install ./native"
        raise _refused(why.split(". ", 1)[0].rstrip("."), ENGINE, name, "auto or numpy here", advice)
    warned(why)
    return Reference()


def _refused(message: str, variable: str, value: str, expected: str, advice: str) -> BackproofError:
    return BackproofError(Diagnostic(message, f"{variable}={value}", expected, advice))
