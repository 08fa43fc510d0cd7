"""Backpropagation that shows its work and checks yours.

The names below are loaded when they are first used, so that ``import backproof`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backproof.api import Model, check, grade, grade_cell, parse

__version__ = "0.1.0"

__all__ = ["Model", "__version__", "check", "grade", "grade_cell", "parse"]


class _Callable(ModuleType):
    """A folder of the house that is called like the function of its name."""

    def __call__(self, *arguments: object, **options: object) -> object:
        return import_module("backproof.api").check(*arguments, **options)


class _Package(ModuleType):
    """This package. ``backproof.check`` is a folder, which the import system binds, and a function that users call."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "check" and isinstance(value, ModuleType):
            value.__class__ = _Callable
        super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    return import_module("backproof.check") if name == "check" else getattr(import_module("backproof.api"), name)


def __dir__() -> list[str]:
    return sorted(__all__)


sys.modules[__name__].__class__ = _Package
