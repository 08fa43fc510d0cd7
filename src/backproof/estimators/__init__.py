"""Estimators with scikit-learn's interface: networks with any loss, trained with the derived gradient.

The names below are loaded when they are first used: a perceptron needs no reader of documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from backproof.source import BackproofError, Diagnostic, installing

if TYPE_CHECKING:
    from backproof.estimators.equation import EquationEstimator
    from backproof.estimators.mlp import MLPClassifier, MLPRegressor
    from backproof.estimators.saving import load, save

__all__ = ["EquationEstimator", "MLPClassifier", "MLPRegressor", "load", "save"]

if find_spec("sklearn") is None:
    raise BackproofError(
        Diagnostic(
            "estimators need scikit-learn, which is not installed",
            written="no package sklearn",
            expected="scikit-learn 1.6 or newer",
            advice=installing("train"),
        )
    )

HOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "EquationEstimator": "equation",
        "MLPClassifier": "mlp",
        "MLPRegressor": "mlp",
        "load": "saving",
        "save": "saving",
    }
)


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
