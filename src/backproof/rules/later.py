"""Fifty-digit functions by name, for the table: mpmath is loaded when the first of them is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Final, final


@final
class Later:
    """Functions of :mod:`backproof.rules.precise`, which is loaded when one of them is called.

    >>> Later("MP.").sqrt(4)
    mpf('2.0')
    """

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix

    def __getattr__(self, name: str) -> Callable[..., Any]:
        path = self._prefix + name

        def call(*arguments: Any) -> Any:
            return _function(path)(*arguments)

        return call


@cache
def _function(path: str) -> Callable[..., Any]:
    found: Callable[..., Any] = attrgetter(path)(import_module("backproof.rules.precise"))
    return found


precise: Final = Later()
MP: Final = Later("MP.")
