"""Estimators with scikit-learn's interface: networks with any loss, trained with the derived gradient."""

from backproof.estimators.equation import EquationEstimator
from backproof.estimators.mlp import MLPClassifier, MLPRegressor
from backproof.estimators.saving import load, save

__all__ = ["EquationEstimator", "MLPClassifier", "MLPRegressor", "load", "save"]
